/// Reads one JSON text up to its first fault; no value is nested deeper than `deepest`.
struct JSONReader {
  private static let deepest = 128

  private let source: SourceText
  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0
  private(set) var fault: SourceFault?

  init(_ source: SourceText) {
    self.source = source
    bytes = source.bytes
    if bytes.has("\u{FEFF}", at: 0) { position = 3 }
  }

  mutating func readDocument() -> JSONNode? {
    let root = readValue()
    skipSpace()
    if fault == nil, position < bytes.count { fail("unexpected text behind the JSON value") }
    return root
  }

  private var current: UInt8 { position < bytes.count ? bytes[position] : 0 }

  private mutating func skipSpace() {
    while position < bytes.count, bytes[position].isSpace { position += 1 }
  }

  private mutating func fail(_ message: String, at offset: Int? = nil) {
    guard fault == nil else { return }
    let offset = offset ?? position
    fault = SourceFault(offset: offset, line: source.line(of: offset), message: message)
  }

  private mutating func readValue() -> JSONNode? {
    skipSpace()
    let start = position
    guard let kind = readKind() else { return nil }
    return JSONNode(kind: kind, range: start..<position)
  }

  private mutating func readKind() -> JSONNode.Kind? {
    switch current {
    case ascii("{"): return nested { $0.readMembers() }
    case ascii("["): return nested { $0.readElements() }
    case ascii("\""): return readString().map { .string($0) }
    case ascii("-"), ascii("0")...ascii("9"):
      let start = position
      while "+-.eE".utf8.contains(current) || current.isDigit { position += 1 }
      return .number(bytes.text(start..<position))
    default:
      for (word, kind) in [
        ("true", JSONNode.Kind.bool(true)), ("false", .bool(false)), ("null", .null),
      ]
      where bytes[position...].starts(with: word.utf8) {
        position += word.utf8.count
        return kind
      }
      fail("expected a JSON value")
      return nil
    }
  }

  private mutating func nested(
    _ read: (inout JSONReader) -> JSONNode.Kind
  ) -> JSONNode.Kind? {
    guard depth < JSONReader.deepest else {
      fail("JSON values are nested too deep")
      return nil
    }
    depth += 1
    position += 1
    let kind = read(&self)
    depth -= 1
    return kind
  }

  private mutating func readMembers() -> JSONNode.Kind {
    let open = position - 1
    var members: [JSONMember] = []
    while fault == nil {
      skipSpace()
      if current == ascii("}") { break }
      guard current == ascii("\"") else {
        fail(
          position < bytes.count
            ? "expected a key in quotes" : "the object that opens here is not closed",
          at: position < bytes.count ? position : open)
        return .object(members)
      }
      let keyStart = position + 1
      guard let key = readString() else { break }
      let keyRange = keyStart..<(position - 1)
      skipSpace()
      guard current == ascii(":") else {
        fail("expected ':' behind the key")
        return .object(members)
      }
      position += 1
      guard let value = readValue() else { return .object(members) }
      members.append(JSONMember(key: key, keyRange: keyRange, value: value))
      guard takeComma(before: ascii("}")) else { return .object(members) }
    }
    position = min(position + 1, bytes.count)
    return .object(members)
  }

  private mutating func readElements() -> JSONNode.Kind {
    var nodes: [JSONNode] = []
    skipSpace()
    while fault == nil, current != ascii("]") {
      guard let node = readValue() else { return .array(nodes) }
      nodes.append(node)
      guard takeComma(before: ascii("]")) else { return .array(nodes) }
      skipSpace()
    }
    position = min(position + 1, bytes.count)
    return .array(nodes)
  }

  /// Takes a comma, or sees the bracket that ends the list.
  private mutating func takeComma(before close: UInt8) -> Bool {
    skipSpace()
    if current == ascii(",") {
      position += 1
    } else if current != close {
      fail("expected ',' or a closing bracket")
      return false
    }
    return true
  }

  private mutating func readString() -> String? {
    let open = position
    position += 1
    var text: [UInt8] = []
    while position < bytes.count, bytes[position] != ascii("\""), bytes[position] != 0x0A {
      if bytes[position] == ascii("\\") {
        readEscape(into: &text)
      } else {
        text.append(bytes[position])
        position += 1
      }
    }
    guard current == ascii("\"") else {
      fail("the string that opens here is not closed", at: open)
      return nil
    }
    position += 1
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func readEscape(into text: inout [UInt8]) {
    let next = bytes.byte(position + 1)
    position = min(position + 2, bytes.count)
    switch next {
    case ascii("n"): text.append(0x0A)
    case ascii("r"): text.append(0x0D)
    case ascii("t"): text.append(0x09)
    case ascii("b"): text.append(0x08)
    case ascii("f"): text.append(0x0C)
    case ascii("u"): readUnicode(into: &text)
    default: text.append(next)
    }
  }

  /// `\u` and four digits, two of them for a surrogate pair; half a pair becomes U+FFFD.
  private mutating func readUnicode(into text: inout [UInt8]) {
    guard let high = unit(at: position) else { return }
    position += 4
    var scalar = Unicode.Scalar(high) ?? "\u{FFFD}"
    if (0xD800...0xDBFF).contains(high), bytes.byte(position) == ascii("\\"),
      bytes.byte(position + 1) == ascii("u"), let low = unit(at: position + 2),
      (0xDC00...0xDFFF).contains(low)
    {
      position += 6
      scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)) ?? "\u{FFFD}"
    }
    text += Array(String(Character(scalar)).utf8)
  }

  private func unit(at offset: Int) -> UInt32? {
    guard offset + 4 <= bytes.count else { return nil }
    var value: UInt32 = 0
    for index in offset..<(offset + 4) {
      guard let digit = bytes[index].hexadecimalValue else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}
