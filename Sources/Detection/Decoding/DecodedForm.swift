import Findings

/// What kind of text came out of an encoding, which decides how much is looked for in it.
enum DecodedForm {
  /// No text: only unmistakable tokens.
  case binary
  case gzip
  case utf16(isLittleEndian: Bool, mark: Int)
  /// Text of no form that is known: only unmistakable tokens.
  case words
  /// A configuration, manifest or script, to be read as a file of its kind would.
  case document(Document)

  /// The kinds of documents, by the ending of their files' names.
  enum Document: String {
    case json, xml, sh, env, yaml

    /// A path that says what kind it is, and nothing else.
    var path: RepositoryPath { RepositoryPath("decoded." + rawValue) }
  }

  init(_ bytes: Span<UInt8>) {
    if bytes.count > 18, bytes[0] == 0x1F, bytes[1] == 0x8B, bytes[2] == 8, bytes[3] & 0xE0 == 0 {
      // RFC 1952, section 2.3.1: the magic, the only method there is, and no reserved flag.
      self = .gzip
    } else if DecodedForm.isPrintable(bytes) {
      self =
        DecodedForm.document(bytes).map { .document($0) } ?? .words
    } else if bytes.count % 2 == 0,
      case .utf16(let isLittleEndian, let mark) = TextForm(bytes)
    {
      self = .utf16(isLittleEndian: isLittleEndian, mark: mark)
    } else {
      self = .binary
    }
  }

  /// Whether there are no control characters, and whatever is not ASCII is UTF-8.
  ///
  /// Twenty random bytes pass once in a hundred million times.
  private static func isPrintable(_ bytes: Span<UInt8>) -> Bool {
    var isASCII = true
    for index in bytes.indices {
      let byte = bytes[index]
      if byte < 0x20, !byte.isBlank, !byte.isLineBreak { return false }
      if byte >= 0x7F { isASCII = false }
    }
    return isASCII || String(validating: bytes.copy(0..<bytes.count), as: UTF8.self) != nil
  }

  /// What kind of document the text is, nil where it is none.
  private static func document(_ bytes: Span<UInt8>) -> Document? {
    guard let first = bytes.indices.first(where: { bytes[$0] > 0x20 }),
      let last = bytes.indices.last(where: { bytes[$0] > 0x20 })
    else { return nil }
    let ends = (bytes[first], bytes[last])
    let isMapping = first + 1 < last && (ends == (ascii("{"), ascii("}")))
    if isMapping || ends == (ascii("["), ascii("]")) {
      return bytes.indices.contains { bytes[$0] == ascii(":") } ? .json : nil
    }
    if ends == (ascii("<"), ascii(">")) { return .xml }
    if bytes.hasWord(Array("#!".utf8), at: first) { return .sh }
    return DocumentLines(bytes).document
  }
}

/// Tells a configuration from prose by its lines.
private struct DocumentLines {
  private var lines = 0
  /// `KEY=value`, and `[section]`.
  private var settings = 0
  /// `key: value`.
  private var members = 0

  init(_ bytes: Span<UInt8>) {
    var start = 0
    while start < bytes.count {
      let end = bytes.lineEnd(of: start, notBehind: bytes.count)
      read(bytes.extracting(start..<end))
      start = end
      while start < bytes.count, bytes[start].isLineBreak { start += 1 }
    }
  }

  /// Most of the lines decide; continued values and lists are none of either.
  var document: DecodedForm.Document? {
    if settings > 0, settings * 4 >= lines * 3 { return .env }
    return members > 0 && members * 2 >= lines ? .yaml : nil
  }

  private mutating func read(_ line: Span<UInt8>) {
    var offset = 0
    while offset < line.count, line[offset].isBlank || line[offset] == ascii("-") { offset += 1 }
    guard offset < line.count, line[offset] != ascii("#"), line[offset] != ascii(";") else {
      return
    }
    lines += 1
    if line[offset] == ascii("["), line[line.count - 1] == ascii("]") {
      settings += 1
      return
    }
    if line.hasWord(Array("export ".utf8), at: offset) { offset += 7 }
    let start = offset
    while offset < line.count, isName(line[offset]) { offset += 1 }
    guard offset > start else { return }
    while offset < line.count, line[offset].isBlank { offset += 1 }
    guard offset < line.count else { return }
    if line[offset] == ascii("=") { settings += 1 }
    if line[offset] == ascii(":"), offset + 1 == line.count || line[offset + 1].isBlank {
      members += 1
    }
  }

  private func isName(_ byte: UInt8) -> Bool {
    byte.isIdentifier || byte == ascii(".") || byte == ascii("-") || byte == ascii("/")
      || byte == ascii("\"") || byte == ascii("'")
  }
}
