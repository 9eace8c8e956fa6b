import Findings

/// Passwords that stand in URIs: `scheme://user:password@host` (RFC 3986, section 3.2.1) and the
/// `password` parameter of JDBC URLs.
enum ConnectionURI {
  private static let sign = ByteSearch("://")

  /// The bytes of each literal password in `bytes`, in order.
  static func passwords(in bytes: [UInt8]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var next = 0
    while let index = sign.offset(in: bytes.span, from: next) {
      let start = index + 3
      if let password = userPassword(in: bytes, from: start) {
        found.append(password)
      } else if isJDBC(bytes, before: index) {
        found += parameterPasswords(in: bytes, from: start)
      }
      next = start
    }
    return found.filter { isLiteral(bytes[$0]) }
  }

  /// The place of every password that a URI has room for, filled in or not.
  static func passwordSlots(in bytes: [UInt8]) -> [Range<Int>] {
    (0..<max(0, bytes.count - 2)).filter { bytes.has("://", at: $0) }
      .compactMap { userPassword(in: bytes, from: $0 + 3) }
  }

  /// What stands between the first `:` and the last `@` of the authority at `start`.
  private static func userPassword(in bytes: [UInt8], from start: Int) -> Range<Int>? {
    var colon: Int?
    var at: Int?
    var index = start
    while index < bytes.count, index - start < 2_048 {
      if let end = fillEnd(in: bytes, at: index) {
        index = end
        continue
      }
      let byte = bytes[index]
      if byte.isSpace || "/?#\"'`\\,;<>|".utf8.contains(byte) { break }
      // No user is called so: a grammar, as in `http://[user[:password]@]host`.
      if byte == ascii("["), colon == nil { return nil }
      if byte == ascii(":"), colon == nil { colon = index }
      if byte == ascii("@") { at = index }
      index += 1
    }
    guard let colon, let at, colon < at, colon + 1 < at else { return nil }
    return (colon + 1)..<at
  }

  private static func isJDBC(_ bytes: [UInt8], before colon: Int) -> Bool {
    var start = colon
    while start > 0, bytes[start - 1].isIdentifier || bytes[start - 1] == ascii(":") { start -= 1 }
    return bytes.has("jdbc:", at: start)
  }

  private static func parameterPasswords(in bytes: [UInt8], from start: Int) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = start
    while index < bytes.count, !bytes[index].isSpace, !"\"'`<>".utf8.contains(bytes[index]) {
      let isSeparator = "?&;".utf8.contains(bytes[index])
      guard isSeparator, let length = parameterLength(in: bytes, at: index + 1) else {
        index += 1
        continue
      }
      var end = index + 1 + length
      let value = end
      while end < bytes.count, !bytes[end].isSpace, !"&;\"'`<>".utf8.contains(bytes[end]) {
        end = fillEnd(in: bytes, at: end) ?? end + 1
      }
      if value < end { found.append(value..<end) }
      index = end
    }
    return found
  }

  private static func parameterLength(in bytes: [UInt8], at offset: Int) -> Int? {
    if bytes.has("password=", at: offset) { return 9 }
    return bytes.has("pwd=", at: offset) ? 4 : nil
  }

  /// The end of `${…}`, `$(…)`, `{{ … }}`, `%(…)s` or `<…>` that opens at `index`.
  private static func fillEnd(in bytes: [UInt8], at index: Int) -> Int? {
    func end(of close: StaticString, from start: Int) -> Int? {
      var at = start
      while at < bytes.count, at - index < 512, bytes[at] != 0x0A {
        if bytes.has(close, at: at) { return at + close.utf8CodeUnitCount }
        at += 1
      }
      return nil
    }
    switch bytes[index] {
    case ascii("$") where bytes.byte(index + 1) == ascii("{"): return end(of: "}", from: index + 2)
    case ascii("$") where bytes.byte(index + 1) == ascii("("): return end(of: ")", from: index + 2)
    case ascii("{") where bytes.byte(index + 1) == ascii("{"): return end(of: "}}", from: index + 2)
    case ascii("%") where bytes.byte(index + 1) == ascii("("): return end(of: ")s", from: index + 2)
    case ascii("<"): return end(of: ">", from: index + 1)
    default: return nil
    }
  }

  /// Whether a name stands where a script or a person fills in what it stands for: `DB_PASSWORD`.
  private static func isName(_ text: String) -> Bool {
    text.contains("_")
      && text.utf8.allSatisfy { $0.isIdentifier && ($0 != $0.lowered || !$0.isLetter) }
      && CredentialNames.isCredentialName(text)
  }

  /// Whether a password is text of its own: no variable, template, mask or format.
  private static func isLiteral(_ password: ArraySlice<UInt8>) -> Bool {
    let text = String(decoding: password, as: UTF8.self)
    if TemplateText.isFilled(text) || text.contains("***") || text.contains("${") { return false }
    let lowered = text.lowercased()
    if text.contains("$(") || text.contains("%(") || lowered.contains("%24%7b") { return false }
    if lowered.contains("%24%28") || text == "%s" || text == "%v" || text == "%d" { return false }
    guard let first = text.utf8.first, let last = text.utf8.last else { return false }
    if first == ascii("<") && last == ascii(">") || first == ascii("{") && last == ascii("}") {
      return false
    }
    if isName(text) { return false }
    let rest = text.utf8.dropFirst()
    let isVariable =
      first == ascii("$") && (rest.first?.startsIdentifier ?? false)
      && rest.allSatisfy(\.isIdentifier)
    return !isVariable && !text.utf8.allSatisfy { $0 == ascii("*") || $0 == ascii(".") }
  }
}
