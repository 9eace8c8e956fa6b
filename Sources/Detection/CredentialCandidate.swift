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
    guard CredentialValue.isPossible(secret, behind: text[..<assignment.key.lowerBound]) else {
      return nil
    }
    self.key = (lower + assignment.key.lowerBound)..<(lower + assignment.key.upperBound)
    value = (lower + assignment.value.lowerBound)..<(lower + assignment.value.upperBound)
    self.secret = secret
    features = CredentialFeatures(assignment, key: key, in: text, file: file, letters: letters)
  }
}

/// Rules out the values that no secret has, before anything is scored.
enum CredentialValue {
  /// - Parameter text: what stands before the name.
  static func isPossible(_ value: [UInt8], behind text: ArraySlice<UInt8>) -> Bool {
    if value.count < 4 || Placeholder.isPlaceholderPassword(value) { return false }
    if value.count(where: { $0 >= 0x80 }) > 4 || value.count(where: \.isBlank) > 5 { return false }
    if value.allSatisfy({ !$0.isAlphanumeric }) { return false }
    if Placeholder.contains(value, Array("://".utf8)) { return false }
    return !isEncodedPlaceholder(value) && !isSealed(value, behind: text)
  }

  /// base64 of a text that is no secret itself.
  private static func isEncodedPlaceholder(_ value: [UInt8]) -> Bool {
    guard value.count >= 8, let decoded = Base64.decode(value),
      decoded.allSatisfy({ $0 >= 0x20 && $0 < 0x7F })
    else { return false }
    let password = decoded.firstIndex(of: ascii(":")).map { Array(decoded[($0 + 1)...]) } ?? decoded
    return Placeholder.isPlaceholderPassword(password)
  }

  /// Whether `value` is the ciphertext of a SealedSecret: RSA-OAEP of a session key, whose length of
  /// 512 bytes comes first (bitnami-labs/sealed-secrets, pkg/crypto, `HybridEncrypt`).
  private static func isSealed(_ value: [UInt8], behind text: ArraySlice<UInt8>) -> Bool {
    value.starts(with: "Ag".utf8) && value.allSatisfy { Base64.isDigit($0) || $0 == ascii("=") }
      && (value.count > 300 || Placeholder.contains(Array(text), Array("encryptedData".utf8)))
  }
}
