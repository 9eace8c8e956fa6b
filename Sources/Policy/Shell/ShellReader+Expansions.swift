extension ShellReader {
  /// Takes what a `$` starts; a `$` that starts nothing is text.
  mutating func readDollar(quote: ShellPart.Quote, _ parts: inout [ShellPart]) {
    let next = peek(1)
    if depth >= ShellReader.deepest {
      if script.faults.last?.message != ShellReader.tooDeep {
        fault(at: position, ShellReader.tooDeep)
      }
      takeText(quote: quote, &parts)
    } else if next == ascii("("), peek(2) == ascii("(") {
      let start = position
      _ = readArithmetic(opening: 3)
      parts.append(ShellPart(.arithmetic, start..<position, quote: quote))
    } else if next == ascii("(") {
      readSubstitution(quote: quote, &parts)
    } else if next == ascii("{") {
      if peek(2) == ascii("{") {
        readTemplate(quote: quote, &parts)
      } else {
        readParameter(quote: quote, &parts)
      }
    } else if next.startsIdentifier {
      var stop = position + 2
      while stop < end, bytes[stop].isIdentifier { stop += 1 }
      addParameter(name: (position + 1)..<stop, stop: stop, quote: quote, &parts)
    } else if next.isDigit || "@*#?-$!".utf8.contains(next) {
      addParameter(
        name: (position + 1)..<(position + 2), stop: position + 2, quote: quote, &parts)
    } else if quote == .none, next == ascii("'") {
      readANSI(&parts)
    } else if quote == .none, next == ascii("\"") {
      position += 1
      readDouble(&parts)
    } else {
      takeText(quote: quote, &parts)
    }
  }

  private static let tooDeep = "expansions are nested too deep"

  /// Takes one byte as text.
  private mutating func takeText(quote: ShellPart.Quote, _ parts: inout [ShellPart]) {
    position += 1
    flush(&parts, from: position - 1, quote: quote)
  }

  private mutating func addParameter(
    name: Range<Int>, stop: Int, quote: ShellPart.Quote, _ parts: inout [ShellPart]
  ) {
    let expansion = ShellExpansion(
      name: bytes.text(name), range: position..<stop, form: .parameter, operation: nil,
      operationRange: stop..<stop, word: nil, isQuoted: quote != .none)
    parts.append(
      ShellPart(.expansion(script.expansions.count), expansion.range, quote: quote))
    script.expansions.append(expansion)
    position = stop
  }

  /// Takes `${…}`.
  private mutating func readParameter(quote: ShellPart.Quote, _ parts: inout [ShellPart]) {
    let start = position
    let index = script.expansions.count
    position += 2
    let isMarked =
      (peek() == ascii("#") || peek() == ascii("!")) && peek(1) != ascii("}")
      && (peek(1).isIdentifier || "@*".utf8.contains(peek(1)))
    if isMarked { position += 1 }
    let nameStart = position
    if "@*#?-$!".utf8.contains(peek()) { position += 1 }
    if position == nameStart {
      while peek().isIdentifier { position += 1 }
    }
    let name = bytes.text(nameStart..<position)
    script.expansions.append(
      ShellExpansion(
        name: name, range: start..<position, form: .parameter, operation: isMarked ? .other : nil,
        operationRange: position..<position, word: nil, isQuoted: quote != .none))
    skipSubscript()
    let signStart = position
    if let operation = takeOperation() {
      script.expansions[index].operation = operation
      script.expansions[index].operationRange = signStart..<position
    }
    depth += 1
    let wordStart = position
    let inner = readBraceParts(quote: quote)
    depth -= 1
    if wordStart > signStart {
      script.expansions[index].word = ShellWord(range: wordStart..<position, parts: inner)
    }
    if peek() == ascii("}") {
      position += 1
    } else {
      fault(at: start, "the expansion that opens here is not closed")
    }
    script.expansions[index].range = start..<position
    parts.append(ShellPart(.expansion(index), start..<position, quote: quote))
  }

  private mutating func skipSubscript() {
    guard peek() == ascii("[") else { return }
    while position < end, !"]}\n".utf8.contains(bytes[position]) { position += 1 }
    if peek() == ascii("]") { position += 1 }
  }

  private mutating func takeOperation() -> ShellExpansion.Operation? {
    let isColon = peek() == ascii(":")
    let operation: ShellExpansion.Operation? =
      switch peek(isColon ? 1 : 0) {
      case ascii("-"): isColon ? .defaultIfEmpty : .defaultIfUnset
      case ascii("="): isColon ? .assignIfEmpty : .assignIfUnset
      case ascii("?"): isColon ? .failIfEmpty : .failIfUnset
      case ascii("+"): isColon ? .replaceIfFilled : .replaceIfSet
      default: nil
      }
    if operation != nil {
      position += isColon ? 2 : 1
      return operation
    }
    guard position < end, peek() != ascii("}") else { return nil }
    position += 1
    return .other
  }

  /// What stands behind an expansion's sign, up to its `}` (not taken).
  private mutating func readBraceParts(quote: ShellPart.Quote) -> [ShellPart] {
    var parts: [ShellPart] = []
    var run = position
    while position < end, bytes[position] != ascii("}") {
      let byte = bytes[position]
      let isQuote = byte == ascii("\"") || (byte == ascii("'") && quote == .none)
      let isTemplate = byte == ascii("{") && peek(1) == ascii("{")
      // In a string that is open already, a quote here opens no other one for the text's rest.
      if byte == ascii("\\") || byte == ascii("$") || byte == ascii("`") || isQuote || isTemplate {
        flush(&parts, from: run, quote: quote)
        readSpecial(quote: quote, &parts)
        run = position
      } else {
        position += 1
      }
    }
    flush(&parts, from: run, quote: quote)
    return parts
  }

  /// Takes `$(…)`, `<(…)` or `>(…)`, whose commands join the script's.
  mutating func readSubstitution(quote: ShellPart.Quote, _ parts: inout [ShellPart]) {
    let start = position
    guard depth < ShellReader.deepest else {
      takeText(quote: quote, &parts)
      return
    }
    let first = script.commands.count
    position += 2
    depth += 1
    readList(closing: ascii(")"))
    depth -= 1
    if peek() == ascii(")") {
      position += 1
    } else {
      fault(at: start, "the substitution that opens here is not closed")
    }
    let commands = min(first, script.commands.count)..<script.commands.count
    parts.append(ShellPart(.substitution(commands), start..<position, quote: quote))
  }

  mutating func readBackquotes(quote: ShellPart.Quote, _ parts: inout [ShellPart]) {
    let start = position
    var close = position + 1
    while close < end, bytes[close] != ascii("`") {
      close += bytes[close] == ascii("\\") ? 2 : 1
    }
    guard close < end, depth < ShellReader.deepest else {
      fault(at: start, "the backquote that opens here is not closed")
      takeText(quote: quote, &parts)
      return
    }
    let first = script.commands.count
    let outer = end
    end = close
    position = start + 1
    depth += 1
    readList(closing: nil)
    depth -= 1
    end = outer
    position = close + 1
    let commands = min(first, script.commands.count)..<script.commands.count
    parts.append(ShellPart(.substitution(commands), start..<position, quote: quote))
  }

  /// Takes `((…))` or `$((…))`, with the expansions in it.
  mutating func readArithmetic(opening: Int) -> Range<Int> {
    let start = position
    position += opening
    depth += 1
    defer { depth -= 1 }
    var open = 2
    var inner: [ShellPart] = []
    while position < end, open > 0 {
      switch bytes[position] {
      case ascii("("):
        open += 1
        position += 1
      case ascii(")"):
        open -= 1
        position += 1
      case ascii("$"): readDollar(quote: .double, &inner)
      default: position += 1
      }
    }
    if open > 0 { fault(at: start, "the arithmetic that opens here is not closed") }
    return start..<position
  }

  /// Takes `{{ … }}` or `${{ … }}`, which something else fills in before a shell runs.
  mutating func readTemplate(quote: ShellPart.Quote, _ parts: inout [ShellPart]) {
    let start = position
    let isWorkflow = bytes[position] == ascii("$")
    let inner = position + (isWorkflow ? 3 : 2)
    guard let close = templateEnd(from: inner) else {
      takeText(quote: quote, &parts)
      return
    }
    position = close + 2
    let words = bytes[inner..<close].split(whereSeparator: \.isSpace)
    let name = String(decoding: Array(words.joined(separator: [0x20])), as: UTF8.self)
    parts.append(
      ShellPart(.expansion(script.expansions.count), start..<position, quote: quote))
    script.expansions.append(
      ShellExpansion(
        name: name, range: start..<position, form: isWorkflow ? .workflow : .template,
        operation: nil, operationRange: position..<position, word: nil, isQuoted: quote != .none))
  }

  /// The offset of the next `}}`, nil where it lies behind `end`; each is searched for once.
  private mutating func templateEnd(from start: Int) -> Int? {
    if !nextTemplateEnd.contains(start) {
      var index = start
      while index < bytes.count,
        !(bytes[index] == ascii("}") && bytes.byte(index + 1) == ascii("}"))
      {
        index += 1
      }
      nextTemplateEnd = start..<(index + 1)
    }
    let close = nextTemplateEnd.upperBound - 1
    return close + 2 <= end ? close : nil
  }

  /// `$'…'` (Bash Reference Manual, "ANSI-C Quoting"): simple escapes are resolved, others kept.
  private mutating func readANSI(_ parts: inout [ShellPart]) {
    let open = position + 1
    position += 2
    var text: [UInt8] = []
    while position < end, bytes[position] != ascii("'") {
      guard bytes[position] == ascii("\\"), position + 1 < end else {
        text.append(bytes[position])
        position += 1
        continue
      }
      switch bytes[position + 1] {
      case ascii("n"): text.append(0x0A)
      case ascii("r"): text.append(0x0D)
      case ascii("t"): text.append(0x09)
      case ascii("'"), ascii("\""), ascii("\\"): text.append(bytes[position + 1])
      default: text += [ascii("\\"), bytes[position + 1]]
      }
      position += 2
    }
    position = min(position, end)
    if position >= end { fault(at: open, "the quote that opens here is not closed") }
    parts.append(ShellPart(.literal, (open + 1)..<position, quote: .ansi, text: text))
    position = min(position + 1, end)
  }
}
