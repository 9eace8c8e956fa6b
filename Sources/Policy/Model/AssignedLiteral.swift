/// One assignment that stands on its own in a text: `key: value`, `KEY=value`, `--flag value`.
struct AssignedLiteral: Sendable {
  /// The last part of a dotted key; nil where only a value stands there.
  let key: String?
  let value: String
  /// The value without its quotes, in bytes of the file.
  let range: Range<Int>

  /// A whole assignment, and nothing but it.
  init?(_ range: Range<Int>, of bytes: [UInt8]) {
    var line = AssignmentLine(bytes, range)
    for word in ["-", "export", "ENV", "set"] { line.skip(word: word) }
    let isFlag = line.skip(prefix: "--")
    guard let key = line.takeKey(), line.takeSign(isFlag: isFlag),
      let value = line.takeValue(allowsEnd: true)
    else { return nil }
    self.init(key: key, value: bytes.text(value), range: value)
  }

  /// A value alone, or behind `key:`.
  init?(valueIn range: Range<Int>, of bytes: [UInt8]) {
    if let whole = AssignedLiteral(range, of: bytes) {
      self = whole
      return
    }
    var line = AssignmentLine(bytes, range)
    guard let value = line.takeValue(allowsEnd: false) else { return nil }
    self.init(key: nil, value: bytes.text(value), range: value)
  }

  private init(key: String?, value: String, range: Range<Int>) {
    self.key = key
    self.value = value
    self.range = range
  }
}

/// Takes an assignment apart from its start.
private struct AssignmentLine {
  private let bytes: [UInt8]
  private var index: Int
  private let end: Int

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    index = range.lowerBound
    var end = range.upperBound
    while index < end, bytes[index].isSpace { index += 1 }
    while end > index, bytes[end - 1].isSpace { end -= 1 }
    self.end = end
  }

  private var peek: UInt8 { index < end ? bytes[index] : 0 }

  private mutating func skipBlanks() { while peek.isBlank { index += 1 } }

  /// Skips a word with the blanks behind it.
  mutating func skip(word: String) {
    let next = index + word.utf8.count
    guard next < end, bytes[next].isBlank, bytes[index..<next].elementsEqual(word.utf8) else {
      return
    }
    index = next
    skipBlanks()
  }

  mutating func skip(prefix: String) -> Bool {
    guard bytes[index..<end].starts(with: prefix.utf8) else { return false }
    index += prefix.utf8.count
    return true
  }

  /// A name, quoted or not; its last part where dots are in it.
  mutating func takeKey() -> String? {
    let isQuoted = peek == ascii("\"") || peek == ascii("'")
    let quote = peek
    if isQuoted { index += 1 }
    let start = index
    while peek.isIdentifier || index > start && (peek == ascii("-") || peek == ascii(".")) {
      index += 1
    }
    guard index > start, !bytes[start].isDigit else { return nil }
    let name = bytes.text(start..<index)
    if isQuoted {
      guard peek == quote else { return nil }
      index += 1
    }
    return name.split(separator: ".").last.map(String.init)
  }

  mutating func takeSign(isFlag: Bool) -> Bool {
    let hasBlank = peek.isBlank
    skipBlanks()
    if peek == ascii("=") {
      index += 1
    } else if peek == ascii(":"), !hasBlank {
      index += 1
      guard peek.isBlank else { return false }
    } else if !(isFlag && hasBlank) {
      return false
    }
    skipBlanks()
    return true
  }

  /// The bytes of one word or one quoted text up to the end, or up to a comment or a comma.
  mutating func takeValue(allowsEnd: Bool) -> Range<Int>? {
    let quote = peek
    let range: Range<Int>
    if quote == ascii("\"") || quote == ascii("'") || quote == ascii("`") {
      index += 1
      let start = index
      while index < end, bytes[index] != quote { index += bytes[index] == ascii("\\") ? 2 : 1 }
      guard index < end else { return nil }
      range = start..<index
      index += 1
    } else {
      let start = index
      while index < end, !bytes[index].isSpace { index += 1 }
      range = start..<index
    }
    if allowsEnd, peek == ascii(",") || peek == ascii(";") { index += 1 }
    let behind = index
    skipBlanks()
    let isEnd = index == end || allowsEnd && behind < index && peek == ascii("#")
    return isEnd && !range.isEmpty ? range : nil
  }
}
