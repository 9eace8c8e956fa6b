import Rules

/// Proof or disproof of a candidate by its own structure.
enum Validation {
  /// What a validator makes of a candidate.
  enum Outcome {
    /// Only a real credential of this kind has this structure.
    case proven
    /// The structure fits and proves nothing more.
    case plausible
    /// It cannot be one.
    case disproven
  }

  static func outcome(of secret: [UInt8], by validator: SecretRule.Validator) -> Outcome {
    switch validator {
    case .githubChecksum, .npmChecksum: Checksum.isProven(secret) ? .proven : .disproven
    case .jwt: jwt(secret)
    case .pem: pem(secret)
    case .basicCredentials: basicCredentials(secret)
    case .uriPassword: Placeholder.isPlaceholderPassword(secret) ? .disproven : .plausible
    }
  }

  /// A JSON Web Token (RFC 7519, section 3): the first two parts are JSON objects, the header names
  /// an algorithm (RFC 7515, section 4.1.1).
  private static func jwt(_ token: [UInt8]) -> Outcome {
    let parts = token.split(separator: ascii("."), omittingEmptySubsequences: false)
    guard parts.count == 3, let header = Base64.decode(parts[0]),
      let payload = Base64.decode(parts[1]), isObject(header), isObject(payload),
      contains(header, "\"alg\"")
    else { return .disproven }
    return parts[2].count >= 20 ? .proven : .disproven
  }

  /// A PEM body (RFC 7468, section 3): enough base64 behind the header lines of an old encrypted key
  /// (RFC 1421, section 4.6) to be a key, and no run of one character.
  private static func pem(_ block: [UInt8]) -> Outcome {
    let begin = Array("-----".utf8)
    var body = block[...]
    if let end = position(of: begin, in: body.dropFirst(5)) { body = body[(end + 5)...] }
    if let end = position(of: begin, in: body) { body = body[..<end] }
    let digits = body.filter(Base64.isDigit)
    guard digits.count >= 40, Entropy.shannon(digits) >= 3.5 else { return .disproven }
    return Placeholder.isPlaceholder(Array(digits.prefix(64))) ? .disproven : .plausible
  }

  /// `user:password` of HTTP basic authentication (RFC 7617, section 2).
  private static func basicCredentials(_ text: [UInt8]) -> Outcome {
    guard let decoded = Base64.decode(text), let colon = decoded.firstIndex(of: ascii(":")),
      decoded.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
    else { return .disproven }
    let password = Array(decoded[(colon + 1)...])
    return Placeholder.isPlaceholderPassword(password) ? .disproven : .plausible
  }

  private static func isObject(_ json: [UInt8]) -> Bool {
    json.first == ascii("{") && json.last == ascii("}")
  }

  private static func contains(_ text: [UInt8], _ word: String) -> Bool {
    position(of: Array(word.utf8), in: text[...]) != nil
  }

  private static func position(of needle: [UInt8], in text: ArraySlice<UInt8>) -> Int? {
    guard text.count >= needle.count else { return nil }
    return (text.startIndex...(text.endIndex - needle.count)).first {
      text[$0..<($0 + needle.count)].elementsEqual(needle)
    }
  }
}
