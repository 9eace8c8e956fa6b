import Rules

/// An assignment that may hold a credential, and what is observed of it.
package struct CredentialCandidate {
  /// Where name and value stand, in bytes of the scanned text.
  package let key: Range<Int>
  package let value: Range<Int>
  let secret: [UInt8]
  /// Name, value and what stands between them.
  var extent: Range<Int> {
    min(key.lowerBound, value.lowerBound)..<max(key.upperBound, value.upperBound)
  }
  package let features: CredentialFeatures
  /// Whether it is worth a look only, however random the value is: half of a pair, a number
  /// under a vague name, or a client's.
  let isDoubtful: Bool
  /// Whether the name is a password's and the value has the form that people give one, or is
  /// hexadecimal.
  let isChosen: Bool

  /// The candidate around the keyword at `keyword`, nil where there is no assignment or its value is
  /// surely no secret.
  ///
  /// - Parameters:
  ///   - keyEnd: moves behind the name as soon as an assignment was read.
  ///   - isVendors: whether the name is known for a credential's, whatever its words say.
  init?(
    around keyword: Range<Int>, in bytes: Span<UInt8>, file: FileTraits, letters: LetterCosts,
    keyEnd: inout Int, isVendors: Bool = false
  ) {
    let style = file.style(at: keyword.lowerBound, in: bytes)
    let lower = max(0, keyword.lowerBound - AssignmentReader.reachBefore)
    let upper = min(bytes.count, keyword.upperBound + AssignmentReader.reachBehind)
    let text = bytes.copy(lower..<upper)
    var reader = AssignmentReader(text, style: style)
    let local = (keyword.lowerBound - lower)..<(keyword.upperBound - lower)
    guard let assignment = reader.assignment(around: local) else { return nil }
    keyEnd = lower + assignment.key.upperBound
    if style == .unknown,
      CredentialCandidate.isTestResult(assignment, in: text)
        || CredentialCandidate.isFileName(Array(text[assignment.key]))
    {
      return nil
    }
    let phrase = style == .unknown ? text.span.phraseStart(of: assignment.key) : nil
    let named = CredentialKey(
      name: text.span.extracting((phrase ?? assignment.key.lowerBound)..<assignment.key.upperBound))
    guard let key = named ?? (isVendors ? .generated : nil) else { return nil }
    let secret = Array(text[assignment.value])
    let before = text[..<assignment.key.lowerBound]
    guard key.strength != .vague || CredentialValue.isTelling(secret),
      CredentialValue.isPossible(secret, behind: before)
    else { return nil }
    if key.mayMarkRequest, CredentialFeatures.isUUID(secret) { return nil }
    if key.strength != .password, CredentialValue.isPublic(secret, behind: before) { return nil }
    isDoubtful =
      key.isHalf || key.strength == .vague && !secret.contains(where: \.isLetter)
      || key.strength != .password && CredentialValue.isForClients(secret)
    self.key = (lower + assignment.key.lowerBound)..<(lower + assignment.key.upperBound)
    value = (lower + assignment.value.lowerBound)..<(lower + assignment.value.upperBound)
    self.secret = secret
    features = CredentialFeatures(assignment, key: key, in: text, file: file, letters: letters)
    isChosen =
      key.strength == .password
      && (ChosenPassword.isLikely(secret, features) || ChosenPassword.isHexadecimal(secret))
  }

  /// A source file's name before a colon: a line of a list of changes (GNU Coding Standards, "Change
  /// Logs").
  private static func isFileName(_ name: [UInt8]) -> Bool {
    guard let dot = name.lastIndex(of: ascii(".")) else { return false }
    return ["c", "h", "cc", "cpp", "hpp", "py", "go", "rs", "java", "xml", "html", "texi"]
      .contains { name[(dot + 1)...].elementsEqual($0.utf8) }
  }

  /// `PASS: ld-elf/tls.exp`, a line of a test's log (GNU Automake manual, "Scripts-based
  /// Testsuites"; DejaGnu manual, "Output states").
  private static func isTestResult(_ assignment: Assignment, in text: [UInt8]) -> Bool {
    !assignment.isDelimited && text[assignment.key].elementsEqual("PASS".utf8)
      && assignment.key.upperBound < text.count && text[assignment.key.upperBound] == ascii(":")
  }
}
