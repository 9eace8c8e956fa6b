extension HCLReader {
  /// Reads one expression (HCL Native Syntax Specification, "Expressions").
  ///
  /// - Parameter lines: whether line breaks mean nothing here, as they do inside brackets.
  mutating func readExpression(lines: Bool) -> TerraformExpression {
    let start = position
    guard depth < HCLReader.deepest else {
      fault(at: start, "expressions are nested too deep")
      skipNested(lines: lines)
      return TerraformExpression(kind: .unreadable, range: start..<position)
    }
    depth += 1
    defer { depth -= 1 }
    let condition = readOperands(lines: lines)
    skipSpace(lines: lines)
    guard current == ascii("?") else { return condition }
    position += 1
    skipSpace(lines: true)
    let yes = readExpression(lines: lines)
    skipSpace(lines: true)
    var parts = [condition, yes]
    if current == ascii(":") {
      position += 1
      skipSpace(lines: true)
      parts.append(readExpression(lines: lines))
    } else {
      fault(at: position, "expected ':' of the condition")
    }
    return TerraformExpression(kind: .conditional(parts), range: start..<position)
  }

  /// Terms with binary operators between them; precedence does not matter for what is asked.
  private mutating func readOperands(lines: Bool) -> TerraformExpression {
    let start = position
    var operands = [readTerm(lines: lines)]
    var stop = position
    while true {
      skipSpace(lines: lines)
      guard let length = operatorLength() else { break }
      position += length
      skipSpace(lines: true)
      operands.append(readTerm(lines: lines))
      stop = position
    }
    guard operands.count > 1 else {
      position = stop
      return operands[0]
    }
    position = stop
    return TerraformExpression(kind: .operation(operands), range: start..<stop)
  }

  private func operatorLength() -> Int? {
    let next = peek(1)
    switch current {
    case ascii("="), ascii("!"): return next == ascii("=") ? 2 : nil
    case ascii("<"), ascii(">"): return next == ascii("=") ? 2 : 1
    case ascii("&"), ascii("|"): return next == current ? 2 : nil
    case ascii("+"), ascii("-"), ascii("*"), ascii("/"), ascii("%"): return 1
    default: return nil
    }
  }

  private mutating func readTerm(lines: Bool) -> TerraformExpression {
    let start = position
    while current == ascii("-") || (current == ascii("!") && peek(1) != ascii("=")) {
      position += 1
      skipSpace(lines: lines)
    }
    let isNegated = position > start
    let term = readTail(of: readPrimary())
    guard isNegated else { return term }
    if case .number(let digits) = term.kind {
      return TerraformExpression(kind: .number("-" + digits), range: start..<position)
    }
    return TerraformExpression(kind: .operation([term]), range: start..<position)
  }

  private mutating func readPrimary() -> TerraformExpression {
    let start = position
    let kind: TerraformExpression.Kind
    switch current {
    case ascii("\""):
      kind = readQuoted().map { .string($0) } ?? .unreadable
    case ascii("<") where peek(1) == ascii("<"):
      kind = readHeredoc().map { .string($0) } ?? .unreadable
    case ascii("("):
      position += 1
      let inner = readElements(closing: ascii(")"))
      kind = inner.count == 1 ? inner[0].kind : .operation(inner)
    case ascii("["):
      position += 1
      kind = readComprehension(closing: ascii("]")) ?? .list(readElements(closing: ascii("]")))
    case ascii("{"):
      position += 1
      kind = readComprehension(closing: ascii("}")) ?? .object(readItems())
    case ascii("0")...ascii("9"):
      kind = readNumber()
    default:
      kind = readNamed()
    }
    return TerraformExpression(kind: kind, range: start..<position)
  }

  private mutating func readNumber() -> TerraformExpression.Kind {
    let start = position
    while current.isAlphanumeric || (current == ascii(".") && peek(1).isDigit)
      || ((current == ascii("+") || current == ascii("-"))
        && bytes[position - 1].lowered == ascii("e"))
    {
      position += 1
    }
    return .number(bytes.text(start..<position))
  }

  private mutating func readNamed() -> TerraformExpression.Kind {
    guard let name = readName() else {
      fault(at: position, "expected a value")
      if position < end, current != 0x0A, !closes(current) { position += 1 }
      return .unreadable
    }
    while current == ascii(":"), peek(1) == ascii(":"), peek(2).startsIdentifier {
      // A provider's function: provider::aws::arn_parse(…).
      position += 2
      _ = readName()
    }
    let text = bytes.text(name.lowerBound..<position)
    if current == ascii("(") {
      position += 1
      return .call(name: text, arguments: readElements(closing: ascii(")")))
    }
    switch text {
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "null": return .null
    default: return .reference(text)
    }
  }

  /// `.name`, `.0`, `.*`, `[index]` and `[*]` behind a value.
  private mutating func readTail(of base: TerraformExpression) -> TerraformExpression {
    var inner: [TerraformExpression] = []
    let tail = position
    while true {
      if current == ascii("."), peek(1).isIdentifier || peek(1) == ascii("*") || peek(1) >= 0x80 {
        position += 1
        if current == ascii("*") || current.isDigit { position += 1 }
        while current.isIdentifier || current == ascii("-") || current >= 0x80 { position += 1 }
      } else if current == ascii("[") {
        position += 1
        skipSpace(lines: true)
        if current == ascii("*") { position += 1 }
        inner += readElements(closing: ascii("]"))
      } else {
        break
      }
    }
    guard position > tail else { return base }
    let range = base.range.lowerBound..<position
    if case .reference = base.kind {
      let text = String(decoding: bytes[range].filter { !$0.isSpace }, as: UTF8.self)
      return TerraformExpression(kind: .reference(text), range: range)
    }
    return TerraformExpression(kind: .operation([base] + inner), range: range)
  }

  /// Elements between commas up to `close`, which is taken.
  private mutating func readElements(closing close: UInt8) -> [TerraformExpression] {
    let open = position - 1
    var elements: [TerraformExpression] = []
    while true {
      skipSpace(lines: true)
      guard position < end else {
        fault(at: open, "the bracket that opens here is not closed")
        return elements
      }
      if current == close {
        position += 1
        return elements
      }
      if closes(current) {
        fault(at: position, "a bracket of another kind closes here")
        return elements
      }
      if current == ascii(",") || peekEllipsis() {
        position += current == ascii(",") ? 1 : 3
        continue
      }
      let before = position
      elements.append(readExpression(lines: true))
      if position == before { position += 1 }
    }
  }

  private func peekEllipsis() -> Bool {
    current == ascii(".") && peek(1) == ascii(".") && peek(2) == ascii(".")
  }

  func closes(_ byte: UInt8) -> Bool {
    byte == ascii(")") || byte == ascii("]") || byte == ascii("}")
  }

  /// Skips what is nested too deep, without recursion: to the bracket that closes around it.
  private mutating func skipNested(lines: Bool) {
    var open = 0
    while position < end {
      let byte = current
      if byte == ascii("(") || byte == ascii("[") || byte == ascii("{") { open += 1 }
      if closes(byte) {
        if open == 0 { return }
        open -= 1
      }
      if open == 0, byte == ascii(",") || (byte == 0x0A && !lines) { return }
      position += 1
    }
  }
}
