/// A look at a keyword where it stands, which rules out most of them before `AssignmentReader` reads
/// a copy of the surroundings.
///
/// It may let through what the reader refuses, and never rules out what the reader takes.
enum AssignmentGlance {
  /// Whether the keyword at `keyword` may be in the name of an assignment of a credential.
  static func mayFind(_ keyword: Range<Int>, in bytes: Span<UInt8>, style: ValueStyle) -> Bool {
    let lower = max(0, keyword.lowerBound - AssignmentReader.reachBefore)
    let upper = min(bytes.count, keyword.upperBound + AssignmentReader.reachBehind)
    let text = bytes.extracting(lower..<upper)
    let local = (keyword.lowerBound - lower)..<(keyword.upperBound - lower)
    guard let key = AssignmentReader.keyRange(around: local, in: text),
      mayAssign(key, in: text, style: style)
    else { return false }
    // A keyword with more than a name in it makes a key that the reader alone understands.
    let isName = local.allSatisfy { AssignmentReader.isKeyByte(text[$0]) }
    guard isName else { return true }
    guard let name = CredentialKey(name: text.extracting(key)) else { return false }
    return name.strength != .vague || hasDigit(behind: key.upperBound, in: text)
  }

  /// Whether a digit stands on the rest of the line or on the next: under a vague name no value
  /// without one counts.
  private static func hasDigit(behind start: Int, in text: Span<UInt8>) -> Bool {
    var breaks = 0
    for index in start..<min(text.count, start + 160) {
      if text[index].isDigit { return true }
      if text[index] == 0x0A {
        breaks += 1
        if breaks == 2 { return false }
      }
    }
    return false
  }

  private static func mayAssign(
    _ key: Range<Int>, in text: Span<UInt8>, style: ValueStyle
  ) -> Bool {
    let quote = key.lowerBound > 0 ? text[key.lowerBound - 1] : 0
    var position = key.upperBound
    let isQuotedKey =
      quote.isQuote && peek(text, position) == quote
      || quote == ascii(";") && AssignmentReader.quoteEntity(at: position, in: text) > 0
    if peek(text, position) == ascii("\\"), peek(text, position + 1).isQuote { position += 1 }
    if peek(text, position).isQuote { position += 1 }
    position += AssignmentReader.quoteEntity(at: position, in: text)
    if peek(text, position) == ascii("]") { position += 1 }
    if quote == ascii("<"), AssignmentReader.tagEnd(at: position, in: text) != nil { return true }
    if peek(text, position) == ascii(">"), isQuotedKey { return true }
    if quote == ascii(">"), AssignmentReader.propertyStart(behind: key, in: text) != nil {
      return true
    }
    if isQuotedKey, AssignmentReader.isVariable(key, in: text) { return true }
    while peek(text, position) == ascii("*") { position += 1 }
    position = text.behindBlanks(position)
    let isOperator: Bool
    switch peek(text, position) {
    case ascii("="), ascii("?"), ascii("|"): isOperator = true
    case ascii("!"), ascii("+"): isOperator = peek(text, position + 1) == ascii("=")
    case ascii(":"):
      let next = peek(text, position + 1)
      isOperator = next != ascii(":") && next != ascii("/")
    case ascii(","): isOperator = isQuotedKey
    case ascii("("): isOperator = isSetter(key, in: text)
    default:
      isOperator =
        text[position - 1].isBlank
        && (quote == ascii("-") || style == .word)
    }
    if isOperator {
      if style != .quotedOnly || mayQuote(text, position) { return true }
      if AssignmentReader.isEmbedded(key, operatorAt: position, in: text, style: style) {
        return true
      }
    }
    return isBeforeValue(text, position)
      || AssignmentReader.stringStart(
        behind: key, from: position, isQuotedKey: isQuotedKey, in: text) != nil
      || style == .unknown
        && AssignmentReader.verbEnd(at: position, behind: key, in: text) != nil
  }

  /// Whether the name may be a setter's, by its first letter.
  private static func isSetter(_ key: Range<Int>, in text: Span<UInt8>) -> Bool {
    if key.lowerBound > 0, text[key.lowerBound - 1] == ascii(".") { return true }
    if "swap".utf8.contains(text[key.lowerBound].lowered) { return true }
    return key.contains { text[$0] == ascii(".") }
  }

  /// Whether a quoted value may follow the operator at `operatorStart`: at once, behind a type and
  /// an equals sign, or as the argument of a call.
  private static func mayQuote(_ text: Span<UInt8>, _ operatorStart: Int) -> Bool {
    var position = operatorStart
    for _ in 0..<4 {
      while position < text.count,
        text[position].isBlank || text[position].isLineBreak || isOpening(text[position])
      {
        position += 1
      }
      if peek(text, position).isQuote || peek(text, position + 1).isQuote { return true }
      if peek(text, position + 2).isQuote { return true }
      if AssignmentReader.quoteEntity(at: position, in: text) > 0 { return true }
      let start = position
      while position < text.count, AssignmentReader.isCalleeByte(text[position]) { position += 1 }
      if position == start { return false }
      let end = text.behindBlanks(position)
      if peek(text, end) == ascii("=") { return true }
      // Another word behind a blank is the class that `new` or `await` stand before.
      guard peek(text, position) == ascii("(") || end > position else { return false }
    }
    return false
  }

  private static func isOpening(_ byte: UInt8) -> Bool {
    switch byte {
    case ascii("="), ascii("!"), ascii(":"), ascii("?"), ascii("|"), ascii(","), ascii("("),
      ascii("["), ascii(">"), ascii("~"), ascii("+"), ascii("*"), ascii("\\"), ascii("@"):
      true
    default: false
    }
  }

  /// Whether `value` may stand behind, as in a pair of `name` and `value`.
  private static func isBeforeValue(_ text: Span<UInt8>, _ start: Int) -> Bool {
    var position = start
    while position < text.count,
      text[position].isBlank || text[position].isLineBreak || text[position] == ascii(",")
    {
      position += 1
    }
    while position < text.count, text[position].isQuote || text[position].isBlank { position += 1 }
    return AssignmentReader.valueWord(at: position, in: text) != nil
  }

  private static func peek(_ text: Span<UInt8>, _ index: Int) -> UInt8 {
    index < text.count ? text[index] : 0
  }
}
