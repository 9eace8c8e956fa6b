/// Operators that only some languages have, each with a string behind it: `AssignmentGlance` and the
/// reader ask the same questions.
extension AssignmentReader {
  /// Where the string starts that a name without a sign of assignment has, nil where none is.
  ///
  /// - Parameters:
  ///   - key: the name.
  ///   - start: the first byte behind the name, its quote and blanks.
  ///   - isQuotedKey: whether the name is itself a string.
  static func stringStart(
    behind key: Range<Int>, from start: Int, isQuotedKey: Bool, in text: Span<UInt8>
  ) -> Int? {
    guard start < text.count else { return nil }
    let next =
      isQuotedKey
      ? fallbackEnd(at: start, in: text) ?? defaultOfBlock(at: start, in: text)
        ?? defaultOfOption(at: start, in: text) ?? setEnd(at: start, of: key, in: text)
      : arrowEnd(at: start, in: text) ?? typedEnd(at: start, behind: key, in: text)
        ?? pairEnd(at: start, of: key, in: text) ?? operandStart(at: start, of: key, in: text)
        ?? (isFlag(key, in: text) ? defaultOfOption(at: start, in: text) : nil)
    guard let next, opensString(at: next, in: text) else { return nil }
    return next
  }

  /// The assignment of the string that stands behind the name without a sign of assignment.
  mutating func stringOperand(behind key: Range<Int>, isQuotedKey: Bool) -> Assignment? {
    let start = position
    guard
      let next = AssignmentReader.stringStart(
        behind: key, from: start, isQuotedKey: isQuotedKey, in: text.span)
    else { return nil }
    position = next
    if let string = quoted() {
      return finished(
        Assignment(key: key, value: 0..<0, isDelimited: false), string, isDelimited: true)
    }
    position = start
    return nil
  }

  /// ``the password is …`` and ``the password `…` `` in a comment or a document: what follows must
  /// look generated, or be quoted behind the verb.
  mutating func readVerb(behind key: Range<Int>) -> Bool {
    guard style == .unknown,
      let next = AssignmentReader.verbEnd(at: position, behind: key, in: text.span)
    else { return false }
    let isSaid = next > position
    position = next
    return isSaid && peek(0).isQuote || isTellingWord()
  }

  /// Where a verb ends that stands behind a name in prose, and blanks behind it.
  static func verbEnd(at start: Int, behind key: Range<Int>, in text: Span<UInt8>) -> Int? {
    guard start > key.upperBound, start < text.count else { return nil }
    // "the password `…`"
    if text[start] == ascii("`") { return start }
    for verb in verbs where text.hasWord(verb, at: start) {
      return text.behindBlanks(start + verb.count)
    }
    return nil
  }

  private static let verbs = ["is ", "was ", "used to be ", "is: ", "will be "]
    .map { Array($0.utf8) }

  /// Whether the next word is as long as a password and has letters, and digits among them.
  private func isTellingWord() -> Bool {
    let word = text[min(position, text.count)...].prefix { !$0.isBlank && !$0.isLineBreak }
    return word.count >= 8 && word.contains(where: \.isLetter)
      && word.dropLast().count(where: \.isDigit) > 1
  }

  private static func opensString(at offset: Int, in text: Span<UInt8>) -> Bool {
    guard offset < text.count else { return false }
    return text[offset].isQuote
      || text[offset] == ascii("@") && offset + 1 < text.count && text[offset + 1].isQuote
  }

  /// `getenv("NAME") or "…"`, `|| "…"`, `?? "…"`, `?: "…"`, `.unwrap_or("…")`, `.orElse("…")` and
  /// `{ "…" }`: the value where the look-up has none.
  private static func fallbackEnd(at start: Int, in text: Span<UInt8>) -> Int? {
    guard text[start] == ascii(")") else { return nil }
    let isDouble = start + 1 < text.count && text[start + 1] == ascii(")")
    let sign = text.behindBlanks(start + (isDouble ? 2 : 1))
    for word in fallbacks where text.hasWord(word, at: sign) {
      return text.behindBlanks(sign + word.count)
    }
    return nil
  }

  private static let fallbacks = [
    "or ", "|| ", "?? ", "?: ", "{ ", ".unwrap_or(", ".unwrap_or_else(|_| ", ".orelse(",
    ".getorelse(",
  ].map { Array($0.utf8) }

  /// ``Set `NAME` to `…` `` in a document.
  private static func setEnd(at start: Int, of key: Range<Int>, in text: Span<UInt8>) -> Int? {
    guard text[key.lowerBound - 1] == ascii("`"), text.hasWord(toWord, at: start) else {
      return nil
    }
    return text.behindBlanks(start + toWord.count)
  }

  private static let toWord = Array("to ".utf8)

  /// `name <- "…"` (R Language Definition, "Operators").
  private static func arrowEnd(at start: Int, in text: Span<UInt8>) -> Int? {
    text.hasWord(arrow, at: start) ? text.behindBlanks(start + arrow.count) : nil
  }

  private static let arrow = Array("<-".utf8)

  /// `name string = "…"` (Go, Bicep), `name As String = "…"` (Visual Basic),
  /// `@name NVARCHAR(50) = '…'` (Transact-SQL): the type stands behind the name.
  private static func typedEnd(
    at start: Int, behind key: Range<Int>, in text: Span<UInt8>
  ) -> Int? {
    guard start > key.upperBound else { return nil }
    var next = start
    if text.hasWord(asWord, at: next) { next = text.behindBlanks(next + asWord.count) }
    guard let type = types.first(where: { text.hasWord($0, at: next) }) else { return nil }
    next += type.count
    if next < text.count, text[next] == ascii("(") {
      let limit = min(text.count, next + 8)
      while next < limit, text[next] != ascii(")") { next += 1 }
      next += 1
    }
    next = text.behindBlanks(next)
    guard next < text.count, text[next] == ascii("=") else { return nil }
    return text.behindBlanks(next + 1)
  }

  private static let asWord = Array("as ".utf8)
  private static let types = ["string", "nvarchar", "varchar", "nchar", "char"]
    .map { Array($0.utf8) }

  /// `strcmp(name, "…")`, `put(Names.NAME, "…")`: functions that compare a name with its value, or
  /// set it; `{name, "…"}` of Erlang and `{:name, "…"}` of Elixir.
  private static func pairEnd(
    at start: Int, of key: Range<Int>, in text: Span<UInt8>
  ) -> Int? {
    guard text[start] == ascii(","), key.lowerBound > 1 else { return nil }
    let before = text[key.lowerBound - 1]
    let opening = before == ascii(":") ? text[key.lowerBound - 2] : before
    if opening == ascii("{") { return text.behindBlanks(start + 1) }
    guard before == ascii("(") else { return nil }
    let end = key.lowerBound - 1
    var first = end
    while first > 0, end - first < 24, text[first - 1].isIdentifier { first -= 1 }
    let isPair = pairFunctions.contains {
      $0.count == end - first && text.hasWord($0, at: first)
    }
    return isPair ? text.behindBlanks(start + 1) : nil
  }

  private static let pairFunctions = [
    "put", "set", "add", "setproperty", "setenv", "define", "strcmp", "strncmp", "strcasecmp",
    "equals", "compare_digest", "hash_equals", "putstring", "setitem",
  ].map { Array($0.utf8) }

  /// `#define NAME "…"`, `set name "…"` (Tcl, fish), `setx NAME "…"` (Windows), `option name '…'`
  /// (UCI), `:name "…"` (Clojure) and `@name "…"` (Elixir).
  private static func operandStart(
    at start: Int, of key: Range<Int>, in text: Span<UInt8>
  ) -> Int? {
    guard start > key.upperBound, key.lowerBound > 0, opensString(at: start, in: text) else {
      return nil
    }
    let before = text[key.lowerBound - 1]
    if before == ascii(":") || before == ascii("@") {
      guard key.lowerBound > 1 else { return start }
      let outer = text[key.lowerBound - 2]
      return outer.isBlank || outer.isLineBreak || outer == ascii("{") ? start : nil
    }
    return isSet(key, in: text) ? start : nil
  }

  /// Whether the word before the name, and before its flags, says that it is set.
  static func isSet(_ key: Range<Int>, in text: Span<UInt8>) -> Bool {
    var end = key.lowerBound
    for _ in 0..<3 {
      let behind = end
      while end > 0, text[end - 1].isBlank { end -= 1 }
      var start = end
      while start > 0, end - start < 12, !text[start - 1].isBlank, !text[start - 1].isLineBreak {
        start -= 1
      }
      guard behind > end, end > start else { return false }
      if text[start] != ascii("-") {
        return setters.contains { $0.count == end - start && text.hasWord($0, at: start) }
      }
      end = start
    }
    return false
  }

  private static let setters = ["set", "setx", "setenv", "option", "#define"]
    .map { Array($0.utf8) }
}

extension Span where Element == UInt8 {
  /// The first offset from `start` on where no blank stands.
  func behindBlanks(_ start: Int) -> Int {
    var offset = start
    while offset < count, self[offset].isBlank { offset += 1 }
    return offset
  }
}
