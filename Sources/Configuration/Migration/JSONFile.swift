import Rules

/// Reads a JSON text (RFC 8259) into nodes that keep their lines; numbers, `true`, `false` and
/// `null` become texts as they are written.
enum JSONFile {
  /// The largest text that is read, in bytes: a baseline of some 100,000 entries.
  static let byteLimit = 32 << 20

  /// - Throws: `FieldError` with the line of a fault. No text of the file is quoted.
  static func node(of text: String, file: String) throws(FieldError) -> FieldNode {
    guard text.utf8.count <= byteLimit else {
      throw FieldError(file: file, line: nil, message: "the file is larger than 32 MiB")
    }
    var reader = Reader(cursor: TextCursor(text, file: file))
    let node = try reader.value(depth: 0)
    reader.skipBlanks()
    guard reader.cursor.next == nil else {
      throw reader.cursor.fault("this is not valid JSON: something stands behind its end")
    }
    return node
  }

  private struct Reader {
    var cursor: TextCursor

    mutating func value(depth: Int) throws(FieldError) -> FieldNode {
      skipBlanks()
      guard depth <= YAMLFile.depthLimit else { throw cursor.fault("the values lie too deep") }
      let line = cursor.line
      switch cursor.next {
      case UInt8(ascii: "{"): return .map(try entries(depth: depth), line: line)
      case UInt8(ascii: "["): return .list(try items(depth: depth), line: line)
      case UInt8(ascii: "\""): return .scalar(try string(), line: line)
      default:
        let word = cursor.take { Reader.isWordByte($0) }
        let text = String(decoding: word, as: UTF8.self)
        guard ["true", "false", "null"].contains(text) || Double(text) != nil else {
          throw cursor.fault("this is not valid JSON: a value is missing")
        }
        return .scalar(text == "null" ? "" : text, line: line)
      }
    }

    mutating func skipBlanks() {
      _ = cursor.take { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
      byte < 0x80
        && (Character(Unicode.Scalar(byte)).isLetter || "0123456789+-.".utf8.contains(byte))
    }

    private mutating func entries(depth: Int) throws(FieldError) -> [FieldNode.Entry] {
      var entries: [FieldNode.Entry] = []
      cursor.take()
      skipBlanks()
      if cursor.take("}") { return [] }
      while true {
        skipBlanks()
        let line = cursor.line
        guard cursor.next == UInt8(ascii: "\"") else {
          throw cursor.fault("this is not valid JSON: a name is missing")
        }
        let key = try string()
        skipBlanks()
        guard cursor.take(":") else {
          throw cursor.fault("this is not valid JSON: a colon is missing")
        }
        entries.append(
          FieldNode.Entry(key: key, line: line, value: try value(depth: depth + 1)))
        if try isEnd("}") { return entries }
      }
    }

    private mutating func items(depth: Int) throws(FieldError) -> [FieldNode] {
      var items: [FieldNode] = []
      cursor.take()
      skipBlanks()
      if cursor.take("]") { return [] }
      while true {
        items.append(try value(depth: depth + 1))
        if try isEnd("]") { return items }
      }
    }

    /// Whether the list or object ends here; where not, behind a comma it goes on.
    private mutating func isEnd(_ closer: String) throws(FieldError) -> Bool {
      skipBlanks()
      if cursor.take(closer) { return true }
      guard cursor.take(",") else {
        throw cursor.fault("this is not valid JSON: a comma or '\(closer)' is missing")
      }
      return false
    }

    private mutating func string() throws(FieldError) -> String {
      var bytes: [UInt8] = []
      cursor.take()
      while let byte = cursor.take() {
        switch byte {
        case UInt8(ascii: "\""): return String(decoding: bytes, as: UTF8.self)
        case UInt8(ascii: "\\"): bytes += try escape()
        case 0..<0x20: throw cursor.fault("this is not valid JSON: a line break in a string")
        default: bytes.append(byte)
        }
      }
      throw cursor.fault("this is not valid JSON: a string does not end")
    }

    /// What stands behind a backslash (RFC 8259, section 7).
    private mutating func escape() throws(FieldError) -> [UInt8] {
      switch cursor.take() {
      case UInt8(ascii: "\""): return [UInt8(ascii: "\"")]
      case UInt8(ascii: "\\"): return [UInt8(ascii: "\\")]
      case UInt8(ascii: "/"): return [UInt8(ascii: "/")]
      case UInt8(ascii: "b"): return [0x08]
      case UInt8(ascii: "f"): return [0x0C]
      case UInt8(ascii: "n"): return [0x0A]
      case UInt8(ascii: "r"): return [0x0D]
      case UInt8(ascii: "t"): return [0x09]
      case UInt8(ascii: "u"):
        var value = try cursor.takeScalar(digits: 4)
        if (0xD800..<0xDC00).contains(value), cursor.take("\\u") {
          let low = try cursor.takeScalar(digits: 4)
          guard (0xDC00..<0xE000).contains(low) else {
            throw cursor.fault("this is not valid JSON: half a surrogate pair")
          }
          value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
        }
        return Array(String(Character(Unicode.Scalar(value) ?? "\u{FFFD}")).utf8)
      default: throw cursor.fault("this is not valid JSON: an unknown escape")
      }
    }
  }
}
