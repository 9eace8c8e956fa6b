/// A literal credential in a text that stands in a value: a properties file, JSON, a URI.
struct EmbeddedCredential: Sendable {
  /// The key, or "a password" for one in a URI.
  let name: String
  /// In the bytes of the text.
  let range: Range<Int>
  let bytes: [UInt8]
}

/// Finds literal credentials in text that no reader of its own takes apart: `key=value`,
/// `key: value`, `"key": "value"` and `scheme://user:password@host`.
enum EmbeddedCredentials {
  static func all(in text: [UInt8], names: CredentialNames) -> [EmbeddedCredential] {
    let assigned = assignments(in: text, names)
    let others = passwords(in: text, names).filter { password in
      !assigned.contains { $0.range.overlaps(password.range) }
    }
    return (assigned + others).sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  // MARK: Assignments

  private static func assignments(
    in text: [UInt8], _ names: CredentialNames
  ) -> [EmbeddedCredential] {
    var found: [EmbeddedCredential] = []
    var index = 0
    while index < text.count {
      guard text[index] == ascii("=") || text[index] == ascii(":"),
        let key = key(before: index, in: text)
      else {
        index += 1
        continue
      }
      let value = value(behind: index + 1, in: text)
      index += 1
      guard !value.isEmpty else { continue }
      let name = text.text(key)
      let literal = text.text(value)
      if names.isCredential(name), names.isLiteral(literal) {
        found.append(EmbeddedCredential(name: name, range: value, bytes: Array(text[value])))
      }
      index = max(index, value.upperBound)
    }
    return found
  }

  /// The name that ends before the sign at `end`, without quotes; it starts its line, or stands
  /// behind a brace, a comma or `export`.
  private static func key(before end: Int, in text: [UInt8]) -> Range<Int>? {
    var upper = end
    while upper > 0, text[upper - 1].isBlank { upper -= 1 }
    let isQuoted = upper > 0 && isQuote(text[upper - 1])
    if isQuoted { upper -= 1 }
    var lower = upper
    while lower > 0, isKeyByte(text[lower - 1]) { lower -= 1 }
    guard lower < upper else { return nil }
    var before = lower
    if isQuoted {
      guard before > 0, isQuote(text[before - 1]) else { return nil }
      before -= 1
    }
    let isAlone = before == 0 || text[before - 1].isSpace || "{,[".utf8.contains(text[before - 1])
    return isAlone ? lower..<upper : nil
  }

  /// The value behind the sign: quoted, or to the end of its line; of JSON to the next comma.
  private static func value(behind start: Int, in text: [UInt8]) -> Range<Int> {
    var lower = start
    while lower < text.count, text[lower].isBlank { lower += 1 }
    guard lower < text.count else { return lower..<lower }
    if isQuote(text[lower]) {
      let end = text[(lower + 1)...].firstIndex(of: text[lower]) ?? text.count
      return (lower + 1)..<end
    }
    if text[lower] == ascii("{"), text.byte(lower + 1) != ascii("{") { return lower..<lower }
    if text[lower] == ascii("[") { return lower..<lower }
    var upper = text.lineBreak(from: lower, limit: text.count)
    while upper > lower, text[upper - 1].isSpace || text[upper - 1] == ascii(",") { upper -= 1 }
    return lower..<upper
  }

  private static func isKeyByte(_ byte: UInt8) -> Bool {
    byte.isIdentifier || byte == ascii(".") || byte == ascii("-")
  }

  private static func isQuote(_ byte: UInt8) -> Bool {
    byte == ascii("\"") || byte == ascii("'")
  }

  // MARK: URIs

  /// Passwords in the user information of URIs (RFC 3986, section 3.2.1).
  private static func passwords(
    in text: [UInt8], _ names: CredentialNames
  ) -> [EmbeddedCredential] {
    var found: [EmbeddedCredential] = []
    for index in text.indices where text.has("://", at: index) {
      let start = index + 3
      let end =
        text[start...].firstIndex { $0.isSpace || "/\"'<>?#".utf8.contains($0) }
        ?? text.count
      guard let at = text[start..<end].lastIndex(of: ascii("@")),
        let colon = text[start..<at].firstIndex(of: ascii(":")), colon + 1 < at
      else { continue }
      let range = (colon + 1)..<at
      guard names.isLiteral(text.text(range)) else { continue }
      found.append(
        EmbeddedCredential(name: "a password", range: range, bytes: Array(text[range])))
    }
    return found
  }
}
