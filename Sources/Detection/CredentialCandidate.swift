import Rules

/// An assignment that may hold a credential, and what is observed of it.
package struct CredentialCandidate {
  /// Where name and value stand, in bytes of the scanned text.
  package let key: Range<Int>
  package let value: Range<Int>
  let secret: [UInt8]
  package let features: CredentialFeatures

  /// The candidate around the keyword at `keyword`, nil where there is no assignment or its value is
  /// surely no secret.
  ///
  /// - Parameter keyEnd: moves behind the name as soon as an assignment was read.
  init?(
    around keyword: Range<Int>, in bytes: Span<UInt8>, file: FileTraits, letters: LetterCosts,
    keyEnd: inout Int
  ) {
    guard AssignmentGlance.mayFind(keyword, in: bytes, style: file.style) else { return nil }
    let lower = max(0, keyword.lowerBound - AssignmentReader.reachBefore)
    let upper = min(bytes.count, keyword.upperBound + AssignmentReader.reachBehind)
    let text = bytes.copy(lower..<upper)
    var reader = AssignmentReader(text, style: file.style)
    let local = (keyword.lowerBound - lower)..<(keyword.upperBound - lower)
    guard let assignment = reader.assignment(around: local) else { return nil }
    keyEnd = lower + assignment.key.upperBound
    guard let key = CredentialKey(name: text.span.extracting(assignment.key)) else { return nil }
    let secret = Array(text[assignment.value])
    guard key.strength != .vague || CredentialValue.isTelling(secret),
      CredentialValue.isPossible(secret, behind: text[..<assignment.key.lowerBound])
    else { return nil }
    self.key = (lower + assignment.key.lowerBound)..<(lower + assignment.key.upperBound)
    value = (lower + assignment.value.lowerBound)..<(lower + assignment.value.upperBound)
    self.secret = secret
    features = CredentialFeatures(assignment, key: key, in: text, file: file, letters: letters)
  }
}
