/// Reads the assignment around a keyword, without a grammar and within two lines.
struct AssignmentReader {
  private let text: [UInt8]
  private let style: ValueStyle
  private var position: Int

  /// Bytes of text before and behind a keyword that an assignment may take.
  static let reachBefore = 120
  static let reachBehind = 700
  private static let longestValue = 512

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
    let isQuotedKey = quote.isQuote && peek(0) == quote
    let isElement = quote == ascii("<")
    skipKeyEnd(quote: quote)
    var assignment = Assignment(key: key, value: 0..<0, isDelimited: false)
    if isElement, peek(0) == ascii(">") {
      position += 1
      return elementValue(assignment)
    }
    skipBlanks()
    if let value = neighbourValue(key: key) { return value }
    guard readOperator(into: &assignment, isQuotedKey: isQuotedKey, key: key) else { return nil }
    skipBlanks()
    skipType()
    return value(assignment)
  }

  // MARK: Name

  /// The name that the keyword at `keyword` of `text` is part of, nil where it is too long.
  static func keyRange(around keyword: Range<Int>, in text: Span<UInt8>) -> Range<Int>? {
    var start = keyword.lowerBound
    while start > 0, isKeyByte(text[start - 1]) { start -= 1 }
    while start < keyword.lowerBound, !text[start].isIdentifier { start += 1 }
    var end = keyword.upperBound
    while end < text.count, isKeyByte(text[end]) { end += 1 }
    while end > keyword.upperBound, text[end - 1] == ascii(".") || text[end - 1] == ascii("-") {
      end -= 1
    }
    return end - start <= 100 ? start..<end : nil
  }

  static func isKeyByte(_ byte: UInt8) -> Bool {
    byte.isIdentifier || byte == ascii("-") || byte == ascii(".")
  }

  /// Skips what closes the name: its quote (escaped, in JSON inside a string), `]` and `)`.
  private mutating func skipKeyEnd(quote: UInt8) {
    if peek(0) == ascii("\\"), peek(1).isQuote { position += 1 }
    if quote.isQuote || peek(0).isQuote, peek(0).isQuote { position += 1 }
    if peek(0) == ascii("]") { position += 1 }
  }

  // MARK: Operator

  private mutating func readOperator(
    into assignment: inout Assignment, isQuotedKey: Bool, key: Range<Int>
  ) -> Bool {
    switch peek(0) {
    case ascii("="), ascii("!"):
      guard peek(0) == ascii("=") || peek(1) == ascii("=") else { return false }
      assignment.isComparison = peek(1) == ascii("=") || peek(0) == ascii("!")
      while peek(0) == ascii("=") || peek(0) == ascii("!") || peek(0) == ascii(">")
        || peek(0) == ascii("~")
      {
        position += 1
      }
      return true
    case ascii(":"):
      if peek(1) == ascii(":") || peek(1) == ascii("/") { return false }
      position += peek(1) == ascii("=") ? 2 : 1
      return true
    case ascii("?"), ascii("|"):
      // `name || "…"` and `name ?? "…"`: the value where the name has none.
      if peek(1) == peek(0), peek(2).isBlank {
        position += 2
        return true
      }
      guard peek(1) == ascii("=") || peek(2) == ascii("=") || peek(1) == ascii(":") else {
        return false
      }
      while peek(0) == ascii("?") || peek(0) == ascii("|") || peek(0) == ascii("=")
        || peek(0) == ascii(":")
      { position += 1 }
      return true
    case ascii(","):
      guard isQuotedKey else { return false }
      position += 1
      assignment.isArgument = true
      return true
    case ascii("("):
      guard isSetter(key) else { return false }
      position += 1
      assignment.isArgument = true
      return true
    default:
      return isBareOperand(key)
    }
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
      text[key.lowerBound - 2] == ascii("-")
    {
      return true
    }
    let head = text[..<key.lowerBound].reversed().drop(while: \.isBlank).prefix(3)
    return style == .word && head.reversed().elementsEqual("ENV".utf8)
  }

  /// The value of `<add key="password" value="…"/>` and of a Kubernetes `name`/`value` pair.
  private mutating func neighbourValue(key: Range<Int>) -> Assignment? {
    let start = position
    var next = position
    while next < text.count,
      text[next].isBlank || text[next].isLineBreak || text[next] == ascii(",")
    {
      next += 1
    }
    while next < text.count, text[next].isQuote || text[next].isBlank { next += 1 }
    guard next > key.upperBound, isWord("value", at: next) else { return nil }
    position = next + 5
    if peek(0).isQuote { position += 1 }
    guard peek(0) == ascii("=") || peek(0) == ascii(":") else {
      position = start
      return nil
    }
    position += 1
    skipBlanks()
    if let found = value(Assignment(key: key, value: 0..<0, isDelimited: false)) { return found }
    position = start
    return nil
  }

  /// A type between a colon and an equals sign: `password: string = "…"`, `token: Optional[str] =`.
  private mutating func skipType() {
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

  // MARK: Value

  private mutating func value(_ assignment: Assignment) -> Assignment? {
    if peek(0) == ascii("@"), peek(1).isQuote { position += 1 }
    if peek(0).isLetter, peek(1).isQuote { position += 1 }
    if peek(0) == ascii("\\"), peek(1).isQuote { return quotedValue(assignment, isEscaped: true) }
    if peek(0).isQuote { return quotedValue(assignment, isEscaped: false) }
    return bareValue(assignment)
  }

  private mutating func quotedValue(_ assignment: Assignment, isEscaped: Bool) -> Assignment? {
    if isEscaped { position += 1 }
    let quote = peek(0)
    position += 1
    if peek(0) == quote, peek(1) == quote { position += 2 }
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
    if isConcatenated(after: end + (isEscaped ? 2 : 1)) { return nil }
    return finished(assignment, start..<end, isDelimited: true)
  }

  /// Whether the string goes on with `+ name` or `% name`: only a part of the value, or a format.
  private func isConcatenated(after end: Int) -> Bool {
    let rest = text[min(end, text.count)...].drop(while: \.isBlank).prefix(40)
    guard let sign = rest.first else { return false }
    if sign == ascii("%") { return style == .quotedOnly }
    if sign == ascii(".") {
      return rest.starts(with: ".format".utf8) || rest.starts(with: ".join".utf8)
    }
    guard sign == ascii("+") else { return false }
    let next = rest.dropFirst().drop(while: \.isBlank).first ?? 0
    return next.isLetter || next == ascii("_")
  }

  private mutating func bareValue(_ assignment: Assignment) -> Assignment? {
    guard style != .quotedOnly, !assignment.isArgument else { return nil }
    let start = position
    let isFlow = text[..<start].reversed().prefix { !$0.isLineBreak }.contains(ascii("{"))
    while position < text.count, position - start <= AssignmentReader.longestValue {
      if ends(bare: text[position], isFlow: isFlow) { break }
      position += 1
    }
    var end = position
    while end > start, text[end - 1].isBlank { end -= 1 }
    return finished(assignment, start..<end, isDelimited: false)
  }

  private func ends(bare byte: UInt8, isFlow: Bool) -> Bool {
    if byte.isLineBreak { return true }
    switch style {
    case .line: return byte.isBlank && (peek(1) == ascii("#") || peek(1) == ascii(";"))
    case .yaml:
      if isFlow, byte == ascii(",") || byte == ascii("}") { return true }
      return byte.isBlank && peek(1) == ascii("#")
    case .word: return byte.isBlank || ";&|)\"'`".utf8.contains(byte)
    case .unknown, .quotedOnly: return byte.isBlank || "\"'`,;<>)]}&|".utf8.contains(byte)
    }
  }

  private mutating func elementValue(_ assignment: Assignment) -> Assignment? {
    let start = position
    while position < text.count, text[position] != ascii("<"), !text[position].isLineBreak {
      position += 1
    }
    guard peek(0) == ascii("<"), peek(1) == ascii("/") else { return nil }
    return finished(assignment, start..<position, isDelimited: true)
  }

  private func finished(
    _ assignment: Assignment, _ value: Range<Int>, isDelimited: Bool
  ) -> Assignment? {
    guard !value.isEmpty, value.count <= AssignmentReader.longestValue else { return nil }
    var assignment = assignment
    assignment.value = value
    assignment.isDelimited = isDelimited
    return assignment
  }

  // MARK: Bytes

  private func peek(_ distance: Int) -> UInt8 {
    let index = position + distance
    return index >= 0 && index < text.count ? text[index] : 0
  }

  private mutating func skipBlanks() {
    while position < text.count, text[position].isBlank { position += 1 }
  }

  private func isWord(_ word: String, at offset: Int) -> Bool {
    let bytes = Array(word.utf8)
    guard offset + bytes.count <= text.count else { return false }
    return bytes.indices.allSatisfy { text[offset + $0].lowered == bytes[$0] }
  }
}
