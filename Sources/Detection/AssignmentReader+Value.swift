/// What stands behind the operator: a string, a bare word, an element's text, a call's argument.
extension AssignmentReader {
  /// The value of `<add key="password" value="…"/>` and of a Kubernetes `name`/`value` pair.
  mutating func neighbourValue(key: Range<Int>) -> Assignment? {
    let start = position
    var next = position
    while next < text.count,
      text[next].isBlank || text[next].isLineBreak || text[next] == ascii(",")
    {
      next += 1
    }
    while next < text.count, text[next].isQuote || text[next].isBlank { next += 1 }
    guard next > key.upperBound, let word = AssignmentReader.valueWord(at: next, in: text.span)
    else { return nil }
    position = next + word
    if peek(0).isQuote { position += 1 }
    guard peek(0) == ascii("=") || peek(0) == ascii(":") else {
      position = start
      return nil
    }
    let isMarkup = peek(0) == ascii("=")
    position += 1
    skipBlanks()
    var pair = Assignment(key: key, value: 0..<0, isDelimited: false)
    pair.isMarkup = isMarkup
    if let found = value(pair) { return found }
    position = start
    return nil
  }

  /// The length of the word that a pair's value has for a name, nil where none stands at `offset`:
  /// Jenkins has `name: "…", defaultValue: "…"`.
  static func valueWord(at offset: Int, in text: Span<UInt8>) -> Int? {
    valueWords.first { text.hasWord($0, at: offset) }?.count
  }

  private static let valueWords = ["value", "defaultvalue"].map { Array($0.utf8) }

  /// A type between a colon and an equals sign: `password: string = "…"`, `token: Optional[str] =`.
  mutating func skipType() {
    var next = position
    while next < text.count, AssignmentReader.isTypeByte(text[next]) { next += 1 }
    guard next > position else { return }
    while next < text.count, text[next].isBlank { next += 1 }
    guard next + 1 < text.count, text[next] == ascii("="), text[next + 1] != ascii("=") else {
      return
    }
    guard text[next - 1].isBlank || style == .quotedOnly else { return }
    guard text[next + 1].isBlank || text[next + 1].isQuote else { return }
    position = next + 1
    skipBlanks()
  }

  static func isTypeByte(_ byte: UInt8) -> Bool {
    byte.isIdentifier || byte == ascii("[") || byte == ascii("]") || byte == ascii("<")
      || byte == ascii(">") || byte == ascii("?") || byte == ascii("&") || byte == ascii(".")
      || byte == ascii("*")
  }

  mutating func value(_ assignment: Assignment) -> Assignment? {
    var assignment = assignment
    skipBlockSign(of: assignment)
    skipOpening(into: &assignment)
    if let quoted = quoted() { return finished(assignment, quoted, isDelimited: true) }
    if !assignment.isEmbedded, style == .quotedOnly || style == .unknown || style == .word,
      let argument = wrapped(&assignment)
    {
      return finished(assignment, argument, isDelimited: true)
    }
    return bareValue(assignment)
  }

  /// Skips the sign of a block scalar (YAML 1.2.2, section 8.1), and the line break behind it.
  private mutating func skipBlockSign(of assignment: Assignment) {
    guard style == .yaml, assignment.isColon, peek(0) == ascii(">") || peek(0) == ascii("|") else {
      return
    }
    var next = position + 1
    if next < text.count, text[next] == ascii("-") || text[next] == ascii("+") { next += 1 }
    let line = text.span.behindBreak(text.span.behindBlanks(next))
    guard line > next, text[line - 1] == 0x0A else { return }
    let first = text.span.behindBlanks(line)
    if first > line { position = first }
  }

  /// Skips `[`, `(`, `{` and one line break before a string.
  private mutating func skipOpening(into assignment: inout Assignment) {
    var next = position
    var isListed = false
    var breaks = 0
    while next < text.count {
      let byte = text[next]
      if byte == ascii("[") {
        isListed = true
      } else if byte == ascii("("), isListed {
        // A list of tuples: what they start with is the name's no more than what follows.
        return
      } else if byte == 0x0A {
        breaks += 1
        if breaks > 1 { return }
      } else if !byte.isBlank, byte != 0x0D, byte != ascii("("), byte != ascii("\\") {
        break
      } else if byte == ascii("\\"), next + 1 < text.count, !text[next + 1].isLineBreak {
        break
      }
      next += 1
    }
    guard next > position, next < text.count, opensString(at: next) else { return }
    // A line that starts with a string and goes on with a colon is the next pair.
    if breaks > 0, style != .quotedOnly { return }
    if breaks > 0, startsPair(at: next) { return }
    position = next
    assignment.isListed = isListed
  }

  private func opensString(at offset: Int) -> Bool {
    let first = text[offset]
    let second = offset + 1 < text.count ? text[offset + 1] : 0
    return first.isQuote || (first == ascii("\\") || first.isLetter) && second.isQuote
      || AssignmentReader.quoteEntity(at: offset, in: text.span) > 0
  }

  private func startsPair(at offset: Int) -> Bool {
    guard let close = text[(offset + 1)...].firstIndex(of: text[offset]) else { return true }
    let next = text[(close + 1)...].drop(while: \.isBlank).first ?? 0
    return next == ascii(":") || next == ascii("=")
  }

  // MARK: Strings

  /// The string at the position, behind prefixes such as `@`, `b` and `f`; nil where none is, or
  /// where it is only a part of the value.
  mutating func quoted() -> Range<Int>? {
    let start = position
    var isFormat = false
    if peek(0) == ascii("@"), peek(1).isQuote { position += 1 }
    if peek(0).isLetter, peek(1).isQuote || peek(1).isLetter && peek(2).isQuote {
      while peek(0).isLetter {
        isFormat = isFormat || peek(0).lowered == ascii("f")
        position += 1
      }
    }
    let entity = AssignmentReader.quoteEntity(at: position, in: text.span)
    let isEscaped = peek(0) == ascii("\\") && peek(1).isQuote
    guard isEscaped || entity > 0 || peek(0).isQuote else {
      position = start
      return nil
    }
    let found = entity > 0 ? entityString(entity) : string(isEscaped: isEscaped)
    guard let found else { return nil }
    return isFormat && text[found].contains(ascii("{")) ? nil : found
  }

  private mutating func string(isEscaped: Bool) -> Range<Int>? {
    if isEscaped { position += 1 }
    let quote = peek(0)
    position += 1
    if !isEscaped, peek(0) == ascii("\\"), peek(1) == quote {
      // A literal of the generated code in a string: `buildConfigField "String", "KEY", "\"…\""`.
      return string(isEscaped: true)
    }
    if peek(0) == quote, peek(1) == quote {
      position += 2
    } else if quote == ascii("`"), peek(0) == quote {
      position += 1
    }
    let start = position
    while position < text.count, position - start <= AssignmentReader.longestValue {
      let byte = text[position]
      if byte.isLineBreak { return nil }
      if isEscaped, byte == ascii("\\"), peek(1) == quote { break }
      if byte == quote { break }
      position += byte == ascii("\\") && !isEscaped ? 2 : 1
    }
    guard position < text.count, peek(0) == quote || isEscaped else { return nil }
    let end = position
    position += isEscaped ? 2 : 1
    return isConcatenated() ? nil : start..<end
  }

  private mutating func entityString(_ length: Int) -> Range<Int>? {
    let quote = Array(text[position..<(position + length)])
    position += length
    let start = position
    while position < text.count, position - start <= AssignmentReader.longestValue {
      if text[position].isLineBreak || text[position] == ascii("<") { return nil }
      if text.span.hasWord(quote, at: position) {
        let end = position
        position += length
        return start..<end
      }
      position += 1
    }
    return nil
  }

  /// Whether the string goes on with `+ name` or `% name`: only a part of the value, or a format.
  private func isConcatenated() -> Bool {
    let rest = text[min(position, text.count)...].drop(while: \.isBlank).prefix(40)
    guard let sign = rest.first else { return false }
    if sign == ascii("%") { return style == .quotedOnly }
    if sign == ascii(".") {
      return rest.starts(with: ".format".utf8) || rest.starts(with: ".join".utf8)
    }
    guard sign == ascii("+") else { return false }
    let next = rest.dropFirst().drop(while: \.isBlank).first ?? 0
    return next.isLetter || next == ascii("_")
  }

  // MARK: Calls

  /// The string that a function or constructor takes: `Some("…")`, `new Secret("…")`,
  /// `[]byte("…")`; of a look-up, its default (`getenv("NAME", "…")`), for the first names it.
  private mutating func wrapped(_ assignment: inout Assignment) -> Range<Int>? {
    let start = position
    for _ in 0..<3 {
      let callee = position
      while position < text.count, AssignmentReader.isCalleeByte(text[position]) { position += 1 }
      if text[callee..<position].elementsEqual("new".utf8)
        || text[callee..<position].elementsEqual("await".utf8)
      {
        skipBlanks()
        continue
      }
      guard position > callee, peek(0) == ascii("(") else { break }
      let name = callee..<position
      position += 1
      skipBlanks()
      guard let first = quoted() else { continue }
      let isConverted = skipConversion()
      skipBlanks()
      assignment.callee = name
      if isConverted || !CredentialKey.looksUp(text.span.extracting(name)) {
        let isOnly = peek(0) == ascii(")") || peek(0) == ascii(",") && !isLogin(assignment.key)
        return isOnly ? first : restored(start)
      }
      guard peek(0) == ascii(",") else { break }
      position += 1
      skipBlanks()
      guard let second = quoted() else { break }
      skipBlanks()
      return peek(0) == ascii(")") ? second : restored(start)
    }
    return restored(start)
  }

  /// Whether the name is one of a user with a password or a key with its secret, as in
  /// `auth = BasicAuth("user", "…")`: what comes first is no secret.
  private func isLogin(_ key: Range<Int>) -> Bool {
    key.count >= 4 && isWord("auth", at: key.upperBound - 4)
  }

  /// Skips `.toCharArray()` behind a string: what is turned into characters or bytes is the value.
  private mutating func skipConversion() -> Bool {
    for call in AssignmentReader.conversions where text.span.hasWord(call, at: position) {
      position += call.count
      return true
    }
    return false
  }

  private static let conversions = [".tochararray()", ".getbytes()", ".encode()"]
    .map { Array($0.utf8) }

  private mutating func restored(_ start: Int) -> Range<Int>? {
    position = start
    return nil
  }

  static func isCalleeByte(_ byte: UInt8) -> Bool {
    isTypeByte(byte) || byte == ascii(":") || byte == ascii("-")
  }

  // MARK: Bare values

  private mutating func bareValue(_ assignment: Assignment) -> Assignment? {
    guard !assignment.isArgument, style != .quotedOnly || assignment.isEmbedded else { return nil }
    let start = position
    let isFlow = text[..<start].reversed().prefix { !$0.isLineBreak }.contains(ascii("{"))
    let style = bareStyle(of: assignment)
    while position < text.count, position - start <= AssignmentReader.longestValue {
      if assignment.isEmbedded
        ? endsEmbedded(text[position])
        : ends(bare: text[position], style: style, isFlow: isFlow)
      {
        break
      }
      position += 1
    }
    // Code in a string: the word is a function's name.
    if assignment.isEmbedded, peek(0) == ascii("(") { return nil }
    var end = position
    while end > start, text[end - 1].isBlank { end -= 1 }
    return finished(assignment, start..<end, isDelimited: false)
  }

  /// In YAML `KEY=value` is a word of a command or of a list of variables.
  private func bareStyle(of assignment: Assignment) -> ValueStyle {
    style == .yaml && !assignment.isColon ? .word : style
  }

  private func endsEmbedded(_ byte: UInt8) -> Bool {
    if byte.isBlank || byte.isLineBreak || byte.isQuote { return true }
    return switch byte {
    case ascii("&"), ascii(";"), ascii(","), ascii("<"), ascii(">"), ascii("("), ascii(")"),
      ascii("["), ascii("]"), ascii("{"), ascii("}"), ascii("\\"), ascii("#"):
      true
    default: false
    }
  }

  private func ends(bare byte: UInt8, style: ValueStyle, isFlow: Bool) -> Bool {
    if byte.isLineBreak { return true }
    switch style {
    case .line: return byte.isBlank && (peek(1) == ascii("#") || peek(1) == ascii(";"))
    case .yaml:
      if isFlow, byte == ascii(",") || byte == ascii("}") { return true }
      return byte.isBlank && peek(1) == ascii("#")
    case .word: return byte.isBlank || byte.isQuote || AssignmentReader.endsWord(byte)
    case .unknown, .quotedOnly:
      return byte.isBlank || byte.isQuote || AssignmentReader.endsWord(byte)
        || AssignmentReader.closes(byte)
    }
  }

  /// What ends a word of a command.
  private static func endsWord(_ byte: UInt8) -> Bool {
    switch byte {
    case ascii(";"), ascii("&"), ascii("|"), ascii(")"): true
    default: false
    }
  }

  /// What ends a word elsewhere, too.
  private static func closes(_ byte: UInt8) -> Bool {
    switch byte {
    case ascii(","), ascii("<"), ascii(">"), ascii("]"), ascii("}"): true
    default: false
    }
  }

  func finished(
    _ assignment: Assignment, _ value: Range<Int>, isDelimited: Bool
  ) -> Assignment? {
    guard !value.isEmpty, value.count <= AssignmentReader.longestValue else { return nil }
    var assignment = assignment
    assignment.value = value
    assignment.isDelimited = isDelimited
    return assignment
  }
}
