extension HCLReader {
  /// The items of an object up to its `}`, which is taken; the `{` is behind the position.
  mutating func readItems() -> [TerraformItem] {
    let open = position - 1
    var items: [TerraformItem] = []
    while true {
      skipSpace(lines: true)
      guard position < end else {
        fault(at: open, "the object that opens here is not closed")
        return items
      }
      if current == ascii("}") {
        position += 1
        return items
      }
      if current == ascii(",") {
        position += 1
        continue
      }
      if closes(current) {
        fault(at: position, "a bracket of another kind closes here")
        return items
      }
      let before = position
      if let item = readItem() { items.append(item) }
      if position == before { position += 1 }
    }
  }

  private mutating func readItem() -> TerraformItem? {
    let key = readExpression(lines: false)
    skipSpace(lines: false)
    guard current == ascii("=") || current == ascii(":") else {
      fault(at: position, "expected '=' or ':' behind the key")
      // The key alone may stand on a broken line: the next line is read on.
      while position < end, current != 0x0A, current != ascii(","), !closes(current) {
        position += 1
      }
      return nil
    }
    position += 1
    skipSpace(lines: true)
    let value = readExpression(lines: false)
    switch key.kind {
    case .string(let string) where string.interpolations.isEmpty:
      return TerraformItem(key: string.text, keyRange: string.content, value: value)
    case .reference(let name) where !name.contains { $0 == "." || $0 == "[" }:
      return TerraformItem(key: name, keyRange: key.range, value: value)
    case .number(let digits):
      return TerraformItem(key: digits, keyRange: key.range, value: value)
    default:
      return TerraformItem(key: nil, keyRange: key.range, value: value)
    }
  }

  /// `for k, v in x : k => v if c` up to the closing bracket, which is taken; nil, with nothing
  /// taken, for anything else.
  mutating func readComprehension(closing close: UInt8) -> TerraformExpression.Kind? {
    let start = position
    skipSpace(lines: true)
    guard bytes.has("for", at: position), peek(3).isSpace else {
      position = start
      return nil
    }
    position += 3
    var parts: [TerraformExpression] = []
    while true {
      skipSpace(lines: true)
      guard position < end else {
        fault(at: start, "the bracket that opens here is not closed")
        break
      }
      if current == close {
        position += 1
        break
      }
      if closes(current) {
        fault(at: position, "a bracket of another kind closes here")
        break
      }
      if takeSeparator() { continue }
      let before = position
      parts.append(readExpression(lines: true))
      if position == before { position += 1 }
    }
    return .comprehension(parts)
  }

  /// `,`, `:`, `=>`, `...`, `in` and `if` between the parts.
  private mutating func takeSeparator() -> Bool {
    if current == ascii(",") || current == ascii(":") {
      position += 1
    } else if current == ascii("="), peek(1) == ascii(">") {
      position += 2
    } else if current == ascii("."), peek(1) == ascii("."), peek(2) == ascii(".") {
      position += 3
    } else if current == ascii("i"), peek(1) == ascii("n") || peek(1) == ascii("f"),
      peek(2).isSpace || peek(2) == ascii("(")
    {
      position += 2
    } else {
      return false
    }
    return true
  }
}
