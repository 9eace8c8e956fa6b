/// Reads HCL's native syntax. A construct that is not understood is a fault, and reading goes on
/// with the next line.
struct HCLReader {
  /// How deep blocks, brackets and interpolations may stand in each other.
  static let deepest = 64

  let source: SourceText
  let bytes: [UInt8]
  var position = 0
  /// Reading never goes beyond.
  var end: Int
  var depth = 0
  var comments: [Range<Int>] = []
  var faults: [SourceFault] = []

  init(_ source: SourceText) {
    self.source = source
    bytes = source.bytes
    end = bytes.count
    if bytes.has("\u{FEFF}", at: 0) { position = 3 }
  }

  var current: UInt8 { position < end ? bytes[position] : 0 }

  func peek(_ distance: Int) -> UInt8 {
    position + distance < end ? bytes[position + distance] : 0
  }

  mutating func fault(at offset: Int, _ message: String) {
    guard faults.count < SourceFault.limit else { return }
    faults.append(SourceFault(offset: offset, line: source.line(of: offset), message: message))
  }

  /// Skips blanks and comments, and line breaks too where they mean nothing.
  mutating func skipSpace(lines: Bool) {
    while position < end {
      switch bytes[position] {
      case 0x0A: if lines { position += 1 } else { return }
      case 0x20, 0x09, 0x0D: position += 1
      case ascii("#"): skipLineComment()
      case ascii("/") where peek(1) == ascii("/"): skipLineComment()
      case ascii("/") where peek(1) == ascii("*"): skipBlockComment()
      default: return
      }
    }
  }

  private mutating func skipLineComment() {
    let start = position
    position = bytes.lineBreak(from: position, limit: end)
    addComment(start..<position)
  }

  /// Space before what ends an expression is read twice, the comments in it once.
  private mutating func addComment(_ range: Range<Int>) {
    if range.lowerBound >= comments.last?.upperBound ?? 0 { comments.append(range) }
  }

  private mutating func skipBlockComment() {
    let start = position
    position += 2
    while position < end, !(bytes[position] == ascii("*") && peek(1) == ascii("/")) {
      position += 1
    }
    if position >= end { fault(at: start, "the comment that opens here is not closed") }
    position = min(position + 2, end)
    addComment(start..<position)
  }

  /// Reads attributes and blocks up to a `}` (not taken) or the end.
  mutating func readBody(isTop: Bool) -> TerraformBody {
    var body = TerraformBody(attributes: [], blocks: [], range: position..<position)
    let start = position
    while true {
      skipSpace(lines: true)
      guard position < end else { break }
      if current == ascii("}") {
        if !isTop { break }
        fault(at: position, "this brace closes nothing")
        position += 1
        continue
      }
      readItem(into: &body)
    }
    body.range = start..<position
    return body
  }

  private mutating func readItem(into body: inout TerraformBody) {
    let start = position
    guard let name = readName() else {
      fault(at: start, "expected a name")
      recover()
      return
    }
    skipSpace(lines: false)
    if current == ascii("="), peek(1) != ascii("=") {
      position += 1
      skipSpace(lines: false)
      let expression = readExpression(lines: false)
      body.attributes.append(
        TerraformAttribute(name: bytes.text(name), nameRange: name, expression: expression))
      finishLine()
    } else if let block = readBlock(name: name) {
      body.blocks.append(block)
    } else {
      fault(at: position, "expected '=' or a block behind this name")
      recover()
    }
  }

  private mutating func readBlock(name: Range<Int>) -> TerraformBlock? {
    var labels: [TerraformLabel] = []
    while position < end, current != ascii("{") {
      if current == ascii("\""), let string = readQuoted() {
        labels.append(TerraformLabel(text: string.text, range: string.content))
      } else if let label = readName() {
        labels.append(TerraformLabel(text: bytes.text(label), range: label))
      } else {
        return nil
      }
      skipSpace(lines: false)
    }
    guard current == ascii("{") else { return nil }
    let open = position
    position += 1
    guard depth < HCLReader.deepest else {
      fault(at: open, "blocks are nested too deep")
      skipBalanced()
      return nil
    }
    depth += 1
    let body = readBody(isTop: false)
    depth -= 1
    if current == ascii("}") {
      position += 1
    } else {
      fault(at: open, "the block that opens here is not closed")
    }
    return TerraformBlock(
      type: bytes.text(name), typeRange: name, labels: labels, body: body,
      range: name.lowerBound..<position)
  }

  /// A name: letters, digits, `_`, `-`, and any byte beyond ASCII.
  mutating func readName() -> Range<Int>? {
    guard current.startsIdentifier || current >= 0x80 else { return nil }
    let start = position
    while position < end,
      bytes[position].isIdentifier || bytes[position] == ascii("-")
        || bytes[position] >= 0x80
    {
      position += 1
    }
    return start..<position
  }

  /// Behind an attribute only a comment may follow, or the block's end.
  private mutating func finishLine() {
    skipSpace(lines: false)
    guard position < end, current != 0x0A, current != ascii("}") else { return }
    // A comma between a one-line block's or an object's attributes is forgiven.
    if current == ascii(",") {
      position += 1
      return
    }
    fault(at: position, "unexpected text behind the value")
    recover()
  }

  /// Goes to the next line's start, past brackets that open on this one.
  private mutating func recover() {
    while position < end, current != 0x0A {
      if current == ascii("}") { return }
      if current == ascii("{") {
        position += 1
        skipBalanced()
      } else {
        position += 1
      }
    }
  }

  /// Skips to behind the `}` that closes an open brace, or to the end.
  private mutating func skipBalanced() {
    var open = 1
    while position < end, open > 0 {
      if current == ascii("{") { open += 1 }
      if current == ascii("}") { open -= 1 }
      position += 1
    }
  }
}
