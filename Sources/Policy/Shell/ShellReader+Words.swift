extension ShellReader {
  /// Whether a delimiter at the position starts a word after all: `<(…)`, `>(…)`, `<name>`.
  var startsWord: Bool {
    let byte = peek()
    guard byte == ascii("<") || byte == ascii(">") else { return false }
    return peek(1) == ascii("(") || placeholderEnd(isInWord: false) != nil
  }

  /// Reads one word, empty where a delimiter stands.
  mutating func readWord() -> ShellWord {
    var elements: [ShellWord] = []
    defer { self.elements = elements }
    let start = position
    var parts: [ShellPart] = []
    var run = position
    while position < end {
      let byte = bytes[position]
      if isDelimiter(byte) {
        flush(&parts, from: run)
        guard readDelimiter(byte, wordStart: start, &parts, &elements) else {
          return ShellWord(range: start..<position, parts: parts)
        }
        run = position
      } else if isSpecial(byte) {
        flush(&parts, from: run)
        readSpecial(quote: .none, &parts)
        run = position
      } else {
        position += 1
      }
    }
    flush(&parts, from: run)
    return ShellWord(range: start..<position, parts: parts)
  }

  func flush(_ parts: inout [ShellPart], from run: Int, quote: ShellPart.Quote = .none) {
    guard position > run else { return }
    parts.append(
      ShellPart(.literal, run..<position, quote: quote, text: Array(bytes[run..<position])))
  }

  private func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case ascii("\\"), ascii("'"), ascii("\""), ascii("$"), ascii("`"): true
    case ascii("{"): peek(1) == ascii("{")
    default: false
    }
  }

  /// Takes what a delimiter starts inside a word; false where it ends the word.
  private mutating func readDelimiter(
    _ byte: UInt8, wordStart: Int, _ parts: inout [ShellPart], _ elements: inout [ShellWord]
  ) -> Bool {
    switch byte {
    case ascii("<"), ascii(">"):
      if peek(1) == ascii("(") {
        readSubstitution(quote: .none, &parts)
        return true
      }
      let isInWord = position > wordStart
      guard byte == ascii("<"), let stop = placeholderEnd(isInWord: isInWord) else { return false }
      parts.append(
        ShellPart(
          .placeholder, position..<stop, quote: .none, text: Array(bytes[position..<stop])))
      position = stop
      return true
    case ascii("("):
      guard position > wordStart, bytes[position - 1] == ascii("="), depth < ShellReader.deepest
      else { return false }
      position += 1
      elements = readElements()
      return true
    default:
      return false
    }
  }

  /// The words of an array, up to its `)`, which is taken.
  private mutating func readElements() -> [ShellWord] {
    var words: [ShellWord] = []
    depth += 1
    while position < end {
      skipBlanks()
      if peek() == ascii(")") {
        position += 1
        break
      }
      if peek() == ascii("#") {
        readComment()
        continue
      }
      let before = position
      let word = readWord()
      if position > before { words.append(word) } else { position += 1 }
    }
    depth -= 1
    return words
  }

  /// Where `<name>` ends that asks the reader to fill something in, nil for a redirection.
  ///
  /// `<in>out` is two redirections, and so is `<in >out`; `<name>` is followed by the word's end or
  /// by a sign, and holds words of letters only.
  func placeholderEnd(isInWord: Bool) -> Int? {
    guard peek() == ascii("<"), peek(1).isLetter else { return nil }
    var index = position + 2
    let limit = min(end, position + 66)
    while index < limit, bytes[index].isIdentifier || " .:/|-".utf8.contains(bytes[index]) {
      index += 1
    }
    guard index < limit, bytes[index] == ascii(">"), !bytes[index - 1].isBlank else { return nil }
    let next = index + 1 < end ? bytes[index + 1] : 0
    if !isInWord, next.isAlphanumeric || "/$\"'&(~>{".utf8.contains(next) { return nil }
    return index + 1
  }

  /// Takes an escape, a quoted string, an expansion or a template.
  mutating func readSpecial(quote: ShellPart.Quote, _ parts: inout [ShellPart]) {
    switch bytes[position] {
    case ascii("\\"): readEscape(&parts)
    case ascii("'"): readSingle(&parts)
    case ascii("\""): readDouble(&parts)
    case ascii("`"): readBackquotes(quote: quote, &parts)
    case ascii("{"): readTemplate(quote: quote, &parts)
    default: readDollar(quote: quote, &parts)
    }
  }

  private mutating func readEscape(_ parts: inout [ShellPart]) {
    let start = position
    position = min(position + 2, end)
    guard position == start + 2 else {
      parts.append(ShellPart(.literal, start..<position, quote: .none, text: [ascii("\\")]))
      return
    }
    if bytes[start + 1] == 0x0A { return }
    parts.append(
      ShellPart(.literal, start..<position, quote: .escaped, text: [bytes[start + 1]]))
  }

  private mutating func readSingle(_ parts: inout [ShellPart]) {
    let open = position
    var stop = open + 1
    while stop < end, bytes[stop] != ascii("'") { stop += 1 }
    let isClosed = stop < end
    if !isClosed {
      fault(at: open, "the quote that opens here is not closed")
      if retries > 0 {
        retries -= 1
        stop = bytes.lineBreak(from: open, limit: end)
      }
    }
    let content = (open + 1)..<max(open + 1, stop)
    parts.append(
      ShellPart(.literal, content, quote: .single, text: Array(bytes[content])))
    position = isClosed ? stop + 1 : content.upperBound
  }

  /// Reads `"…"`; where nothing closes it, the string ends with its line.
  mutating func readDouble(_ parts: inout [ShellPart]) {
    let open = position
    let mark = (
      commands: script.commands.count, expansions: script.expansions.count,
      comments: script.comments.count
    )
    position += 1
    var inner = readQuotedParts(until: ascii("\""), quote: .double)
    if position < end {
      position += 1
    } else {
      fault(at: open, "the quote that opens here is not closed")
      if retries > 0 {
        retries -= 1
        script.commands.removeLast(script.commands.count - mark.commands)
        script.expansions.removeLast(script.expansions.count - mark.expansions)
        script.comments.removeLast(script.comments.count - mark.comments)
        pending.removeAll { $0.command >= mark.commands }
        let outer = end
        end = bytes.lineBreak(from: open, limit: end)
        position = open + 1
        inner = readQuotedParts(until: nil, quote: .double)
        end = outer
      }
    }
    if inner.isEmpty {
      inner = [ShellPart(.literal, (open + 1)..<(open + 1), quote: .double)]
    }
    parts += inner
  }

  /// The parts of a double-quoted string or a heredoc up to `close` (not taken) or the end.
  mutating func readQuotedParts(until close: UInt8?, quote: ShellPart.Quote) -> [ShellPart] {
    var parts: [ShellPart] = []
    var run = position
    while position < end, bytes[position] != close {
      let byte = bytes[position]
      let next = peek(1)
      if byte == ascii("\\"), "$`\\".utf8.contains(next) || next == 0x0A || next == close {
        flush(&parts, from: run, quote: quote)
        position += 2
        if next != 0x0A {
          parts.append(
            ShellPart(.literal, (position - 2)..<position, quote: quote, text: [next]))
        }
        run = position
      } else if byte == ascii("$") || byte == ascii("`")
        || (byte == ascii("{") && next == ascii("{"))
      {
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
}
