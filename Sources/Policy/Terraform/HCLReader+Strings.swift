extension HCLReader {
  /// Reads a quoted string; the position is at its `"`. Nil where no string stands.
  mutating func readQuoted() -> TerraformString? {
    guard current == ascii("\"") else { return nil }
    let open = position
    position += 1
    var string = TerraformString(
      text: "", content: position..<position, isHeredoc: false, interpolations: [])
    var text: [UInt8] = []
    while position < end, current != ascii("\""), current != 0x0A {
      if current == ascii("\\") {
        readEscape(into: &text)
      } else {
        readTemplateByte(into: &string, &text)
      }
    }
    string.content = (open + 1)..<position
    string.text = String(decoding: text, as: UTF8.self)
    if current == ascii("\"") {
      position += 1
    } else {
      fault(at: open, "the quote that opens here is not closed")
    }
    return string
  }

  /// Reads `<<EOT` or `<<-EOT` and the lines up to the delimiter's, which is taken without its line
  /// break.
  mutating func readHeredoc() -> TerraformString? {
    let open = position
    position += 2
    let isIndented = current == ascii("-")
    if isIndented { position += 1 }
    guard let delimiter = readName() else {
      fault(at: open, "expected the heredoc's delimiter")
      return nil
    }
    position = min(bytes.lineBreak(from: position, limit: end) + 1, end)
    let start = position
    let (stop, next) = heredocEnd(delimiter: bytes[delimiter], from: start)
    if next == nil { fault(at: open, "the heredoc that opens here is not closed") }
    let outer = end
    end = stop
    var string = readTemplate()
    end = outer
    position = next ?? stop
    string.isHeredoc = true
    if isIndented {
      string.text = String(decoding: HCLReader.unindented(Array(string.text.utf8)), as: UTF8.self)
    }
    return string
  }

  /// Reads everything up to `end` as a template without escapes.
  mutating func readTemplate() -> TerraformString {
    var string = TerraformString(
      text: "", content: position..<end, isHeredoc: false, interpolations: [])
    var text: [UInt8] = []
    while position < end { readTemplateByte(into: &string, &text) }
    string.text = String(decoding: text, as: UTF8.self)
    return string
  }

  /// Where the heredoc's last line ends, and where reading goes on; nil without a delimiter.
  private func heredocEnd(
    delimiter: ArraySlice<UInt8>, from start: Int
  ) -> (stop: Int, next: Int?) {
    var line = start
    while line < end {
      let stop = bytes.lineBreak(from: line, limit: end)
      var first = line
      while first < stop, bytes[first].isBlank { first += 1 }
      var last = stop
      while last > first, bytes[last - 1].isSpace { last -= 1 }
      if bytes[first..<last].elementsEqual(delimiter) { return (line, last) }
      line = stop + 1
    }
    return (end, nil)
  }

  /// The lines without the blanks that all of them start with.
  private static func unindented(_ text: [UInt8]) -> [UInt8] {
    let lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
    let indents = lines.compactMap { line in
      line.firstIndex { !$0.isBlank && $0 != 0x0D }.map { $0 - line.startIndex }
    }
    let indent = indents.min() ?? 0
    return Array(lines.map { $0.dropFirst(indent) }.joined(separator: [0x0A]))
  }

  /// Takes one byte of a template, or a whole interpolation.
  private mutating func readTemplateByte(
    into string: inout TerraformString, _ text: inout [UInt8]
  ) {
    let byte = current
    let isSign = byte == ascii("$") || byte == ascii("%")
    if isSign, peek(1) == byte, peek(2) == ascii("{") {
      text += [byte, ascii("{")]
      position += 3
    } else if isSign, peek(1) == ascii("{") {
      string.interpolations.append(readInterpolation(isDirective: byte == ascii("%")))
    } else {
      text.append(byte)
      position += 1
    }
  }

  private mutating func readInterpolation(isDirective: Bool) -> TerraformInterpolation {
    let start = position
    position += 2
    if current == ascii("~") { position += 1 }
    skipSpace(lines: true)
    let expression = isDirective ? readDirective() : readExpression(lines: true)
    skipSpace(lines: true)
    if current == ascii("~") { position += 1 }
    if current != ascii("}") {
      fault(at: start, "the interpolation that opens here is not closed")
      while position < end, current != ascii("}"), current != 0x0A, current != ascii("\"") {
        position += 1
      }
    }
    if current == ascii("}") { position += 1 }
    return TerraformInterpolation(range: start..<position, expression: expression)
  }

  /// `if c`, `else`, `endif`, `for x in y`, `endfor`.
  private mutating func readDirective() -> TerraformExpression? {
    guard let word = readName() else { return nil }
    let isLoop = bytes[word].elementsEqual("for".utf8)
    guard isLoop || bytes[word].elementsEqual("if".utf8) else { return nil }
    skipSpace(lines: true)
    if isLoop {
      while let name = readName(), !bytes[name].elementsEqual("in".utf8) {
        skipSpace(lines: true)
        if current == ascii(",") { position += 1 }
        skipSpace(lines: true)
      }
      skipSpace(lines: true)
    }
    return readExpression(lines: true)
  }

  /// `\n`, `\r`, `\t`, `\"`, `\\`, `\uNNNN`, `\UNNNNNNNN`; another backslash stands for itself.
  private mutating func readEscape(into text: inout [UInt8]) {
    let next = peek(1)
    switch next {
    case ascii("n"): text.append(0x0A)
    case ascii("r"): text.append(0x0D)
    case ascii("t"): text.append(0x09)
    case ascii("\""), ascii("\\"): text.append(next)
    case ascii("u"), ascii("U"):
      let digits = next == ascii("u") ? 4 : 8
      if let scalar = bytes.scalar(at: position + 2, digits: digits, limit: end) {
        text += Array(String(Character(scalar)).utf8)
        position += 2 + digits
        return
      }
      text.append(ascii("\\"))
      position += 1
      return
    default:
      text.append(ascii("\\"))
      position += 1
      return
    }
    position += 2
  }
}

extension [UInt8] {
  /// The scalar that `digits` hexadecimal digits at `offset` name.
  func scalar(at offset: Int, digits: Int, limit: Int) -> Unicode.Scalar? {
    guard offset + digits <= limit else { return nil }
    var value: UInt32 = 0
    for index in offset..<(offset + digits) {
      guard let digit = self[index].hexadecimalValue, value < 0x1000_0000 else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return Unicode.Scalar(value)
  }
}
