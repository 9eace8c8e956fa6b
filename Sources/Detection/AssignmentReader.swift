/// Reads the assignment around a keyword, without a grammar and within a few lines.
///
/// One reader for every language: what differs between them is how a bare value ends, which
/// `ValueStyle` says. `AssignmentReader+Value.swift` reads what stands behind the operator.
struct AssignmentReader {
  let text: [UInt8]
  let style: ValueStyle
  var position: Int

  /// Bytes of text before and behind a keyword that an assignment may take.
  static let reachBefore = 120
  static let reachBehind = 700
  static let longestValue = 512
  static let longestName = 100

  /// - Parameter text: the surroundings of the keyword, within the reach of the type.
  init(_ text: [UInt8], style: ValueStyle) {
    self.text = text
    self.style = style
    position = 0
  }

  /// The assignment whose name holds the keyword at `keyword`, nil where there is none.
  mutating func assignment(around keyword: Range<Int>) -> Assignment? {
    guard let key = AssignmentReader.keyRange(around: keyword, in: text.span) else {
      return nil
    }
    position = key.upperBound
    let quote = key.lowerBound > 0 ? text[key.lowerBound - 1] : 0
    let isQuotedKey =
      quote.isQuote && peek(0) == quote
      || quote == ascii(";") && AssignmentReader.quoteEntity(at: position, in: text.span) > 0
    // `"Add token"`, `"AWS::IAM::AccessKey"`: the end of a phrase or of another kind of name.
    if peek(0).isQuote,
      quote.isBlank
        || quote == ascii(":") && key.lowerBound > 1
          && text[key.lowerBound - 2] == ascii(":")
    {
      return nil
    }
    var assignment = Assignment(key: key, value: 0..<0, isDelimited: false)
    skipKeyEnd(quote: quote)
    if quote == ascii("<"), let end = AssignmentReader.tagEnd(at: position, in: text.span) {
      position = end
      return elementValue(assignment)
    }
    if peek(0) == ascii(">"), isQuotedKey {
      position += 1
      return elementValue(assignment)
    }
    skipBlanks()
    if let value = neighbourValue(key: key) ?? propertyValue(key: key) ?? defaultValue(key: key) {
      return value
    }
    if let string = stringOperand(behind: key, isQuotedKey: isQuotedKey) { return string }
    if let value = blockDefault(behind: key) { return value }
    let operatorStart = position
    guard readOperator(into: &assignment, isQuotedKey: isQuotedKey, key: key) else { return nil }
    assignment.isEmbedded =
      !assignment.isArgument && !isQuotedKey
      && AssignmentReader.isEmbedded(key, operatorAt: operatorStart, in: text.span, style: style)
    // `arn:aws:secretsmanager:…:secret:name`, `f"{token:056d}"`: a colon inside a word.
    // Only `${name:value}` has one, with the default of a property (Spring Framework, "Property
    // Placeholders").
    if assignment.isEmbedded, assignment.isColon, !peek(0).isBlank, !isProperty(key) { return nil }
    skipBlanks()
    skipType()
    guard let found = value(assignment) else { return nil }
    return found.isArgument && isQuotedKey && isInList(found) ? nil : found
  }

  private func isProperty(_ key: Range<Int>) -> Bool {
    key.lowerBound > 1 && text[key.lowerBound - 1] == ascii("{")
      && text[key.lowerBound - 2] == ascii("$")
  }

  // MARK: Name

  /// The name that the keyword at `keyword` of `text` is part of, nil where it is too long.
  static func keyRange(around keyword: Range<Int>, in text: Span<UInt8>) -> Range<Int>? {
    // A name starts with a letter, a digit or a low line, and ends in no dot or hyphen: however long
    // a run of key bytes is, no more of it is read than a name may have.
    var start = keyword.lowerBound
    var index = start
    while index > 0, isKeyByte(text[index - 1]) {
      index -= 1
      if text[index].isIdentifier { start = index }
      if keyword.upperBound - start > longestName { return nil }
    }
    var end = keyword.upperBound
    index = end
    while index < text.count, isKeyByte(text[index]) {
      let byte = text[index]
      index += 1
      if byte != ascii("."), byte != ascii("-") { end = index }
      if end - start > longestName { return nil }
    }
    return end - start <= longestName ? start..<end : nil
  }

  static func isKeyByte(_ byte: UInt8) -> Bool {
    byte.isIdentifier || byte == ascii("-") || byte == ascii(".")
  }

  /// Whether the pair with the name `key` is part of a string: behind `?` or `&` in a query, or,
  /// in a programming language, behind a quote that is still open.
  static func isEmbedded(
    _ key: Range<Int>, operatorAt start: Int, in text: Span<UInt8>, style: ValueStyle
  ) -> Bool {
    let before = key.lowerBound > 0 ? text[key.lowerBound - 1] : 0
    if before == ascii("?") || before == ascii("&") { return true }
    guard style == .quotedOnly, start <= key.upperBound + 1 else { return false }
    let line = text.lineStart(of: key.lowerBound)
    if isAlone(key, operatorAt: start, lineStart: line, in: text) { return true }
    var open: UInt8 = 0
    var index = line
    while index < key.lowerBound {
      let byte = text[index]
      if byte == ascii("\\") {
        index += 2
        continue
      }
      if open != 0 {
        if byte == open { open = 0 }
      } else if byte.isQuote, byte != ascii("'") || index == 0 || !text[index - 1].isLetter {
        open = byte
      }
      index += 1
    }
    return open != 0
  }

  /// Whether the line is nothing but `name=word` or `name: word`, as in a text that spans lines.
  private static func isAlone(
    _ key: Range<Int>, operatorAt start: Int, lineStart: Int, in text: Span<UInt8>
  ) -> Bool {
    guard start == key.upperBound, start < text.count else { return false }
    for index in lineStart..<key.lowerBound where !text[index].isBlank { return false }
    let isColon = text[start] == ascii(":")
    var end = text.lineEnd(of: start, notBehind: text.count)
    while end > start, text[end - 1].isBlank { end -= 1 }
    var first = start + 1
    while isColon, first < end, text[first].isBlank { first += 1 }
    guard first < end, text[first].isAlphanumeric, !isColon || first > start + 1 else {
      return false
    }
    for index in first..<end where text[index].isBlank || "\"'`,;(){}<>".utf8.contains(text[index])
    {
      return false
    }
    return true
  }

  /// Skips what closes the name: its quote (escaped, in JSON inside a string; or an entity of
  /// HTML), `]`, and the stars of Markdown's bold.
  private mutating func skipKeyEnd(quote: UInt8) {
    if peek(0) == ascii("\\"), peek(1).isQuote { position += 1 }
    if peek(0).isQuote { position += 1 }
    position += AssignmentReader.quoteEntity(at: position, in: text.span)
    if peek(0) == ascii("]") { position += 1 }
    while peek(0) == ascii("*"), peek(1) == ascii("*") || peek(1).isBlank || peek(1) == ascii(":") {
      position += 1
    }
  }

  /// The length of the character reference for a quote that stands at `offset`, 0 where none does
  /// (HTML, section 13.5, "Named character references").
  static func quoteEntity(at offset: Int, in text: Span<UInt8>) -> Int {
    guard offset < text.count, text[offset] == ascii("&") else { return 0 }
    for entity in quoteEntities where text.hasWord(entity, at: offset) { return entity.count }
    return 0
  }

  private static let quoteEntities = ["&quot;", "&#39;", "&#34;", "&#x27;", "&#x22;", "&apos;"]
    .map { Array($0.utf8) }

  // MARK: Operator

  private mutating func readOperator(
    into assignment: inout Assignment, isQuotedKey: Bool, key: Range<Int>
  ) -> Bool {
    switch peek(0) {
    case ascii("="), ascii("!"), ascii("+"):
      return readEquals(into: &assignment)
    case ascii(":"):
      if peek(1) == ascii(":") || peek(1) == ascii("/") { return false }
      position += peek(1) == ascii("=") ? 2 : 1
      assignment.isColon = true
      while peek(0) == ascii("*") { position += 1 }
      return true
    case ascii("?"), ascii("|"): return readFallback()
    case ascii(","):
      guard isQuotedKey, !isArgumentOfCredential(key) else { return false }
      position += 1
      assignment.isArgument = true
      return true
    case ascii("("):
      guard isSetter(key) else { return false }
      position += 1
      assignment.isArgument = true
      return true
    default:
      return isBareOperand(key) || readVerb(behind: key)
    }
  }

  /// `=`, `==`, `=>`, `+=`, `!=`, `=~`.
  private mutating func readEquals(into assignment: inout Assignment) -> Bool {
    guard peek(0) == ascii("=") || peek(1) == ascii("=") else { return false }
    assignment.isComparison =
      peek(1) == ascii("=") && peek(0) != ascii("+") || peek(0) == ascii("!")
    while "=!>~+".utf8.contains(peek(0)) { position += 1 }
    return true
  }

  /// `name || "…"` and `name ?? "…"`: the value where the name has none; `?=` and `?:`.
  private mutating func readFallback() -> Bool {
    if peek(1) == peek(0), peek(2).isBlank {
      position += 2
      return true
    }
    guard peek(1) == ascii("=") || peek(2) == ascii("=") || peek(1) == ascii(":") else {
      return false
    }
    while "?|=:".utf8.contains(peek(0)) { position += 1 }
    return true
  }

  /// `HashPassword("password", …)`: the string is itself what the function takes, and no name.
  private func isArgumentOfCredential(_ key: Range<Int>) -> Bool {
    guard key.lowerBound > 2, text[key.lowerBound - 2] == ascii("(") else { return false }
    let end = key.lowerBound - 2
    let start = end - text[..<end].reversed().prefix { $0.isIdentifier }.count
    return CredentialKey(name: text.span.extracting(start..<end)) != nil
  }

  /// Whether name and value are two of a list of strings, and no arguments of a call.
  private func isInList(_ pair: Assignment) -> Bool {
    let before = text[..<max(0, pair.key.lowerBound - 1)].last { !$0.isBlank && !$0.isLineBreak }
    if before == ascii("(") || before == ascii("{") || isCommand(before: pair.key) { return false }
    // A string in a string, as Gradle's `buildConfigField` has it, ends in two quotes.
    let behind = text[min(text.count, pair.value.upperBound + 1)...]
      .first { !$0.isBlank && !$0.isQuote && $0 != ascii("\\") }
    return behind != ascii(")")
  }

  /// Whether the line of `key` is a call without brackets, `name "…", "…"`, as in Groovy and Ruby.
  private func isCommand(before key: Range<Int>) -> Bool {
    var next = text.span.lineStart(of: key.lowerBound)
    while next < key.lowerBound, text[next].isBlank { next += 1 }
    let start = next
    while next < key.lowerBound, text[next].isIdentifier { next += 1 }
    return next > start && next + 1 < key.lowerBound && text[next].isBlank
      && text[next + 1].isQuote
  }

  /// `setPassword("…")`, `withToken("…")`, `.password("…")`.
  private func isSetter(_ key: Range<Int>) -> Bool {
    let name = text[key].map(\.lowered)
    let isMember = key.lowerBound > 0 && text[key.lowerBound - 1] == ascii(".")
    return isMember || name.contains(ascii("."))
      || ["set", "with", "add", "put"].contains { name.starts(with: $0.utf8) }
  }

  /// `--password value`, and `ENV PASSWORD value` of a Dockerfile.
  private func isBareOperand(_ key: Range<Int>) -> Bool {
    guard position > key.upperBound, text[position - 1].isBlank else { return false }
    if key.lowerBound >= 2, text[key.lowerBound - 1] == ascii("-"),
      text[key.lowerBound - 2] == ascii("-") || text[key.lowerBound - 2].isBlank
    {
      return true
    }
    if style == .word, AssignmentReader.isSet(key, in: text.span) { return true }
    let head = text[..<key.lowerBound].reversed().drop(while: \.isBlank).prefix(3)
    return style == .word && head.reversed().elementsEqual("ENV".utf8)
  }

  // MARK: Bytes

  func peek(_ distance: Int) -> UInt8 {
    let index = position + distance
    return index >= 0 && index < text.count ? text[index] : 0
  }

  mutating func skipBlanks() {
    while position < text.count, text[position].isBlank { position += 1 }
  }

  func isWord(_ word: String, at offset: Int) -> Bool {
    let bytes = Array(word.utf8)
    guard offset + bytes.count <= text.count else { return false }
    return bytes.indices.allSatisfy { text[offset + $0].lowered == bytes[$0] }
  }
}
