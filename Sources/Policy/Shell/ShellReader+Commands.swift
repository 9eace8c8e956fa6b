extension ShellReader {
  /// Words that are no command where one may stand.
  private static let keywords: Set<String> = [
    "if", "then", "elif", "else", "fi", "while", "until", "do", "done", "{", "}", "!", "esac",
    "coproc",
  ]
  private static let declarations: Set<String> = [
    "export", "declare", "local", "readonly", "typeset", "env",
  ]

  /// Reads one simple command, or one keyword.
  mutating func readCommand(_ state: inout ListState) {
    if takeKeyword(&state) { return }
    let outer = current
    let index = script.commands.count
    script.commands.append(
      ShellCommand(
        index: index, range: position..<position, joint: state.joint, previous: state.previous,
        enclosing: outer))
    current = index
    readWords(of: index, &state)
    current = outer
    state.joint = .sequence
    state.previous = index
  }

  /// Takes a keyword; `function f` and `f()` too, since a definition runs nothing.
  private mutating func takeKeyword(_ state: inout ListState) -> Bool {
    var stop = position
    while stop < end, !isDelimiter(bytes[stop]), stop - position < 256 { stop += 1 }
    let text = bytes.text(position..<stop)
    if ShellReader.keywords.contains(text) {
      position = stop
      if text == "esac" { state.cases = max(0, state.cases - 1) }
      return true
    }
    if text == "function" {
      position = stop
      skipBlanks()
      while position < end, !isDelimiter(bytes[position]) { position += 1 }
      _ = takeParentheses(at: position)
      return true
    }
    let isName =
      stop > position && bytes[position..<stop].allSatisfy { $0.isIdentifier || $0 == 0x2D }
    return isName && takeParentheses(at: stop)
  }

  /// Takes the `()` of a function's definition.
  private mutating func takeParentheses(at offset: Int) -> Bool {
    var index = offset
    while index < end, bytes[index].isBlank { index += 1 }
    guard index < end, bytes[index] == ascii("(") else { return false }
    index += 1
    while index < end, bytes[index].isBlank { index += 1 }
    guard index < end, bytes[index] == ascii(")") else { return false }
    position = index + 1
    return true
  }

  func isDelimiter(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x09, 0x0A, 0x0D, 0x20, ascii(";"), ascii("&"), ascii("|"), ascii("<"), ascii(">"),
      ascii("("), ascii(")"):
      true
    default: false
    }
  }

  private mutating func readWords(of index: Int, _ state: inout ListState) {
    var stop = position
    var isTest = false
    while true {
      skipBlanks()
      guard position < end else { break }
      if isTest, takeTestOperator() { continue }
      if bytes[position] == ascii("#") {
        readComment()
        break
      }
      if readRedirection(of: index) {
        stop = position
        continue
      }
      guard !isDelimiter(bytes[position]) || startsWord else { break }
      let before = position
      let word = readWord()
      guard position > before else { break }
      stop = position
      add(word, to: index)
      let bare = word.bare
      if bare == "[[", script.commands[index].words.count == 1 { isTest = true }
      if bare == "]]" { isTest = false }
      if bare == "in", opensCase(index) {
        state.cases += 1
        state.expectsPattern = true
        break
      }
    }
    let start = script.commands[index].range.lowerBound
    script.commands[index].range = start..<max(start, stop)
  }

  private func opensCase(_ index: Int) -> Bool {
    script.commands[index].words.count == 3 && script.commands[index].words[0].bare == "case"
  }

  /// Inside `[[ … ]]` these are no redirections or lists.
  private mutating func takeTestOperator() -> Bool {
    let byte = bytes[position]
    if byte == ascii("&") || byte == ascii("|"), peek(1) == byte {
      position += 2
      while position < end, bytes[position].isSpace { position += 1 }
      return true
    }
    guard "()<>".utf8.contains(byte) else { return false }
    position += 1
    return true
  }

  private mutating func add(_ word: ShellWord, to index: Int) {
    let first = script.commands[index].words.first?.bare
    let declares = first.map(ShellReader.declarations.contains) ?? true
    let isBehindName = first != nil
    guard declares, var assignment = assignment(word) else {
      script.commands[index].words.append(word)
      return
    }
    if isBehindName {
      let flags = script.commands[index].words.dropFirst().map(\.text)
      assignment.isExported = first == "export" || flags.contains { $0 == "-x" || $0 == "-gx" }
    }
    script.commands[index].assignments.append(assignment)
  }

  /// `NAME=…`, `NAME+=…`, `NAME[…]=…`, with the name unquoted.
  private func assignment(_ word: ShellWord) -> ShellAssignment? {
    guard let first = word.parts.first, first.kind == .literal, first.quote == .none,
      let (head, value) = word.split(at: "="), head.parts.count == 1
    else { return nil }
    let name = head.parts[0]
    var length = 0
    while length < name.text.count, name.text[length].isIdentifier { length += 1 }
    let rest = name.text[length...]
    guard length > 0, !name.text[0].isDigit,
      rest.isEmpty || rest == [ascii("+")] || (rest.first == ascii("[") && rest.last == ascii("]"))
    else { return nil }
    return ShellAssignment(
      name: String(decoding: name.text[..<length], as: UTF8.self),
      nameRange: name.range.lowerBound..<(name.range.lowerBound + length), value: value,
      elements: elements, isExported: false)
  }

  /// Takes a redirection with its target.
  private mutating func readRedirection(of index: Int) -> Bool {
    let start = position
    var sign = position
    while sign < end, bytes[sign].isDigit, sign - position < 10 { sign += 1 }
    guard sign < end, let length = redirectionLength(at: sign) else { return false }
    let isDuplex = bytes[sign] == ascii("&")
    guard !(isDuplex && sign > start) else { return false }
    position = sign + length
    let text = bytes.text(sign..<position)
    var redirection = ShellRedirection(
      sign: text, descriptor: Int(bytes.text(start..<sign)), range: start..<position)
    skipBlanks()
    if position < end, !isDelimiter(bytes[position]) || startsWord {
      let target = readWord()
      redirection.target = target
      redirection.range = start..<position
      if text == "<<" || text == "<<-" {
        pending.append(
          PendingHeredoc(
            command: index, redirection: script.commands[index].redirections.count,
            delimiter: target.parts.flatMap(\.text), isIndented: text == "<<-",
            isExpanded: target.parts.allSatisfy { $0.quote == .none }))
      }
    }
    script.commands[index].redirections.append(redirection)
    return true
  }

  /// The sign's length at `offset`; nil where none stands, as before `<(…)` and `<name>`.
  private func redirectionLength(at offset: Int) -> Int? {
    if bytes.has("&>", at: offset) { return bytes.byte(offset + 2) == ascii(">") ? 3 : 2 }
    let byte = bytes[offset]
    guard byte == ascii("<") || byte == ascii(">") else { return nil }
    let next = offset + 1 < end ? bytes[offset + 1] : 0
    if next == ascii("(") || (offset == position && placeholderEnd(isInWord: false) != nil) {
      return nil
    }
    if byte == ascii("<"), next == ascii("<") {
      let third = offset + 2 < end ? bytes[offset + 2] : 0
      return third == ascii("<") || third == ascii("-") ? 3 : 2
    }
    let isPair =
      next == ascii("&") || (next == ascii(">")) || (byte == ascii(">") && next == ascii("|"))
    return isPair ? 2 : 1
  }
}
