/// One word of a command, before expansion: parts with their quoting.
public struct ShellWord: Sendable {
  /// With the quotes.
  public var range: Range<Int>
  /// In order, without gaps other than quotes and line continuations. Never empty but for an
  /// empty word.
  public var parts: [ShellPart]

  /// What a word is made of.
  public enum Form: Sendable, Hashable {
    /// Text that stands there, and nothing else.
    case literal
    /// Holds an expansion, a substitution or a template.
    case expanded
    /// Tells the reader to fill something in: `<value>`.
    case placeholder
  }

  public var form: Form {
    if parts.contains(where: \.isExpanded) { return .expanded }
    return parts.contains { $0.kind.isPlaceholder } || isBracketed ? .placeholder : .literal
  }

  /// The text of a word that is literal; nil for others.
  public var literal: String? { form == .literal ? text : nil }

  /// The literal parts one behind the other, placeholders too.
  public var text: String { String(decoding: parts.flatMap(\.text), as: UTF8.self) }

  /// From the first part to the last: without the quotes around.
  public var content: Range<Int> {
    guard let first = parts.first, let last = parts.last else { return range }
    return first.range.lowerBound..<max(first.range.lowerBound, last.range.upperBound)
  }

  /// Whether the whole text is `<…>`, in quotes.
  private var isBracketed: Bool {
    let text = parts.flatMap(\.text)
    return text.count > 2 && text.first == ascii("<") && text.last == ascii(">")
      && !text.dropFirst().dropLast().contains { $0 == ascii("<") || $0 == ascii(">") }
  }

  /// The word before and behind the first `separator` in its literal text; nil where there is none.
  public func split(at separator: Unicode.Scalar) -> (head: ShellWord, tail: ShellWord)? {
    let separator = ascii(separator)
    for (index, part) in parts.enumerated() where part.kind == .literal {
      guard let at = part.text.firstIndex(of: separator) else { continue }
      let (left, right) = part.cut(at: at, dropping: 1)
      let head = ShellWord(
        range: range.lowerBound..<left.range.upperBound,
        parts: parts[..<index] + (left.text.isEmpty && index > 0 ? [] : [left]))
      let rest = parts[(index + 1)...]
      let tail = ShellWord(
        range: right.range.lowerBound..<range.upperBound,
        parts: (right.text.isEmpty && !rest.isEmpty ? [] : [right]) + rest)
      return (head, tail)
    }
    return nil
  }

  /// The word behind its first `count` bytes, where these are literal and stand in one part.
  func dropping(_ count: Int) -> ShellWord? {
    guard let first = parts.first, first.kind == .literal, first.text.count >= count else {
      return nil
    }
    let (_, right) = first.cut(at: count, dropping: 0)
    let rest = parts.dropFirst()
    return ShellWord(
      range: right.range.lowerBound..<range.upperBound,
      parts: (right.text.isEmpty && !rest.isEmpty ? [] : [right]) + rest)
  }

  /// The text of a word that is one unquoted run of bytes, as a keyword is.
  var bare: String? {
    guard parts.count == 1, parts[0].kind == .literal, parts[0].quote == .none else { return nil }
    return text
  }
}

/// A run of a word with one kind of quoting.
public struct ShellPart: Sendable {
  public var kind: Kind
  /// Without the quotes; an expansion with its `$` and braces.
  public var range: Range<Int>
  public var quote: Quote
  /// What a literal stands for; empty for other kinds.
  public var text: [UInt8]

  public enum Kind: Sendable, Hashable {
    case literal
    /// `<name>` outside quotes.
    case placeholder
    /// An index into `ShellScript.expansions`.
    case expansion(Int)
    /// `$(…)`, backquotes, `<(…)`: indices into `ShellScript.commands`.
    case substitution(Range<Int>)
    /// `$((…))`.
    case arithmetic

    var isPlaceholder: Bool { self == .placeholder }
  }

  /// What stands around.
  public enum Quote: Sendable, Hashable {
    case none
    /// One byte behind a backslash.
    case escaped
    case single
    case double
    /// `$'…'`.
    case ansi
    case heredoc
  }

  init(_ kind: Kind, _ range: Range<Int>, quote: Quote, text: [UInt8] = []) {
    self.kind = kind
    self.range = range
    self.quote = quote
    self.text = text
  }

  var isExpanded: Bool { kind != .literal && kind != .placeholder }

  /// The parts before the byte at `index` of the text and behind `count` bytes from there.
  func cut(at index: Int, dropping count: Int) -> (ShellPart, ShellPart) {
    var left = self
    var right = self
    left.text = Array(text[..<index])
    right.text = Array(text[(index + count)...])
    if text.count == range.count {
      left.range = range.lowerBound..<(range.lowerBound + index)
      right.range = (range.lowerBound + index + count)..<range.upperBound
    }
    return (left, right)
  }
}
