import Rules

/// Reads keys and values of TOML (v1.0.0, "Keys" to "Inline Table").
struct TOMLValueReader {
  var cursor: TextCursor

  /// Moves over blank lines, comments and the blanks in front of what follows.
  mutating func skipBlankLines() {
    while true {
      _ = cursor.take { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
      guard cursor.next == UInt8(ascii: "#") else { return }
      _ = cursor.take { $0 != 0x0A }
    }
  }

  /// Ends a line: blanks and a comment may follow, nothing else.
  mutating func endLine() throws(FieldError) {
    skipBlanks()
    if cursor.next == UInt8(ascii: "#") { _ = cursor.take { $0 != 0x0A } }
    _ = cursor.take("\r")
    guard cursor.next == nil || cursor.take("\n") else {
      throw cursor.fault("this is not valid TOML: something stands behind the value")
    }
  }

  mutating func expect(_ text: String) throws(FieldError) {
    skipBlanks()
    guard cursor.take(text) else {
      throw cursor.fault("this is not valid TOML: '\(text)' is missing")
    }
  }

  /// Reads `key = value` into `table`.
  mutating func entry(into table: TOMLTable, depth: Int) throws(FieldError) {
    let line = cursor.line
    let keys = try keys()
    try expect("=")
    skipBlanks()
    try table.set(try value(depth: depth), at: keys, line: line, cursor: cursor)
  }

  /// The names between dots.
  mutating func keys() throws(FieldError) -> [String] {
    var keys: [String] = []
    repeat {
      skipBlanks()
      switch cursor.next {
      case UInt8(ascii: "\""): keys.append(try basicString())
      case UInt8(ascii: "'"): keys.append(try literalString())
      default:
        let name = cursor.take { Self.isAlphanumeric($0) || $0 == 0x2D || $0 == 0x5F }
        guard !name.isEmpty else {
          throw cursor.fault("this is not valid TOML: a key is missing")
        }
        keys.append(String(decoding: name, as: UTF8.self))
      }
      skipBlanks()
    } while cursor.take(".")
    guard keys.count <= YAMLFile.depthLimit else { throw cursor.fault("the values lie too deep") }
    return keys
  }

  private mutating func value(depth: Int) throws(FieldError) -> FieldNode {
    guard depth <= YAMLFile.depthLimit else { throw cursor.fault("the values lie too deep") }
    let line = cursor.line
    switch cursor.next {
    case UInt8(ascii: "\""): return .scalar(try basicString(mayBeLong: true), line: line)
    case UInt8(ascii: "'"): return .scalar(try literalString(mayBeLong: true), line: line)
    case UInt8(ascii: "["): return .list(try items(depth: depth), line: line)
    case UInt8(ascii: "{"): return try inlineTable(depth: depth)
    default: return .scalar(try plain(), line: line)
    }
  }

  /// `true`, `false` or a number.
  private mutating func plain() throws(FieldError) -> String {
    let word = cursor.take { Self.isAlphanumeric($0) || "+-._:".utf8.contains($0) }
    let text = String(decoding: word, as: UTF8.self)
    if text == "true" || text == "false" { return text }
    let digits = text.filter { $0 != "_" }
    let isNumber =
      digits.first.map { $0.isNumber || $0 == "-" || $0 == "+" } ?? false
      && !digits.dropFirst().contains { $0 == ":" }
      && (Double(digits) != nil || Int(digits) != nil)
    guard isNumber else {
      throw cursor.fault("this is not a value that can be read: put a text in quotes")
    }
    return digits.hasPrefix("+") ? String(digits.dropFirst()) : digits
  }

  private mutating func items(depth: Int) throws(FieldError) -> [FieldNode] {
    var items: [FieldNode] = []
    cursor.take()
    while true {
      skipBlankLines()
      if cursor.take("]") { return items }
      items.append(try value(depth: depth + 1))
      skipBlankLines()
      if cursor.take("]") { return items }
      guard cursor.take(",") else {
        throw cursor.fault("this is not valid TOML: a comma or ']' is missing in a list")
      }
    }
  }

  private mutating func inlineTable(depth: Int) throws(FieldError) -> FieldNode {
    let table = TOMLTable(line: cursor.line)
    cursor.take()
    skipBlanks()
    if cursor.take("}") { return table.node }
    while true {
      try entry(into: table, depth: depth + 1)
      skipBlanks()
      if cursor.take("}") { return table.node }
      try expect(",")
    }
  }

  // MARK: Strings

  private mutating func literalString(mayBeLong: Bool = false) throws(FieldError) -> String {
    if mayBeLong, cursor.take("'''") { return try longString(quote: "'", hasEscapes: false) }
    cursor.take()
    let bytes = cursor.take { $0 != 0x27 && $0 != 0x0A }
    guard cursor.take("'") else {
      throw cursor.fault("this is not valid TOML: a string does not end on its line")
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func basicString(mayBeLong: Bool = false) throws(FieldError) -> String {
    if mayBeLong, cursor.take("\"\"\"") { return try longString(quote: "\"", hasEscapes: true) }
    var bytes: [UInt8] = []
    cursor.take()
    while let byte = cursor.next, byte != 0x0A {
      cursor.take()
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: bytes, as: UTF8.self)
      case UInt8(ascii: "\\"): bytes += try escape()
      default: bytes.append(byte)
      }
    }
    throw cursor.fault("this is not valid TOML: a string does not end on its line")
  }

  /// A string behind its three quotes, which may span lines.
  private mutating func longString(
    quote: String, hasEscapes: Bool
  ) throws(FieldError) -> String {
    let start = cursor.line
    let end = quote + quote + quote
    var bytes: [UInt8] = []
    // A line break directly behind the quotes is none of the text.
    if !cursor.take("\r\n") { _ = cursor.take("\n") }
    while cursor.next != nil {
      if cursor.isBefore(end) {
        // Up to two more quotes are the text's own last bytes.
        while cursor.isBefore(end + quote), cursor.take(quote) { bytes += quote.utf8 }
        _ = cursor.take(end)
        return String(decoding: bytes, as: UTF8.self)
      }
      if hasEscapes, cursor.take("\\") {
        bytes += try isAtLineEnd() ? skippedBreak() : escape()
      } else if let byte = cursor.take() {
        bytes.append(byte)
      }
    }
    throw FieldError(
      file: cursor.file, line: start,
      message: "this is not valid TOML: a string that starts here does not end")
  }

  private func isAtLineEnd() -> Bool {
    var ahead = cursor
    ahead.skipLineBlanks()
    return ahead.next == 0x0A || ahead.next == 0x0D
  }

  /// Moves over the line break that a backslash takes away, and the blanks behind it.
  private mutating func skippedBreak() -> [UInt8] {
    _ = cursor.take { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    return []
  }

  private mutating func escape() throws(FieldError) -> [UInt8] {
    switch cursor.take() {
    case UInt8(ascii: "\""): return [UInt8(ascii: "\"")]
    case UInt8(ascii: "\\"): return [UInt8(ascii: "\\")]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "u"): return try scalar(digits: 4)
    case UInt8(ascii: "U"): return try scalar(digits: 8)
    default:
      throw cursor.fault(
        "this is not valid TOML: an unknown escape; in single quotes a backslash is itself")
    }
  }

  private mutating func scalar(digits: Int) throws(FieldError) -> [UInt8] {
    guard let scalar = Unicode.Scalar(try cursor.takeScalar(digits: digits)) else {
      throw cursor.fault("this is not valid TOML: an escape names no character")
    }
    return Array(String(Character(scalar)).utf8)
  }

  private mutating func skipBlanks() { cursor.skipLineBlanks() }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF)
  }
}

extension TextCursor {
  /// Moves over spaces and tabs.
  fileprivate mutating func skipLineBlanks() { _ = take { $0 == 0x20 || $0 == 0x09 } }
}
