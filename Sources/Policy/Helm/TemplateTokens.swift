/// The words of an action as they are written: where a name, a string or a field stands.
struct TemplateTokens {
  struct Token: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
      /// A function or a keyword.
      case word
      /// A quoted string, its quotes left out.
      case string
      /// `.a.b`, `$`, `$x.a`.
      case operand
    }

    let kind: Kind
    /// In bytes of the template.
    let range: Range<Int>
    /// As it is written.
    let text: String
  }

  private(set) var tokens: [Token] = []
  private let bytes: [UInt8]
  private var index: Int
  private let end: Int

  init(_ action: TemplateAction, in bytes: [UInt8]) {
    self.bytes = bytes
    index = min(action.range.lowerBound + 2, action.range.upperBound)
    end = max(index, action.range.upperBound - 2)
    guard action.kind != .comment else { return }
    while index < end { read() }
  }

  func words(_ names: Set<String>) -> [Token] {
    tokens.filter { $0.kind == .word && names.contains($0.text) }
  }

  var strings: [Token] { tokens.filter { $0.kind == .string } }
  var operands: [Token] { tokens.filter { $0.kind == .operand } }

  private mutating func read() {
    let byte = bytes[index]
    if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "`") || byte == UInt8(ascii: "'") {
      readString(byte)
    } else if byte == UInt8(ascii: ".") || byte == UInt8(ascii: "$") {
      take(.operand) { TemplateParser.isWord($0) || $0 == UInt8(ascii: ".") }
    } else if TemplateParser.isWord(byte) {
      let isNumber = byte.isDigit
      take(.word) { TemplateParser.isWord($0) || isNumber && $0 == UInt8(ascii: ".") }
    } else {
      index += 1
    }
  }

  private mutating func take(_ kind: Token.Kind, while isPart: (UInt8) -> Bool) {
    let start = index
    index += 1
    while index < end, isPart(bytes[index]) { index += 1 }
    add(kind, start..<index)
  }

  private mutating func readString(_ quote: UInt8) {
    let start = index + 1
    index = start
    while index < end, bytes[index] != quote {
      index += bytes[index] == UInt8(ascii: "\\") && quote != UInt8(ascii: "`") ? 2 : 1
    }
    let close = min(index, end)
    if quote != UInt8(ascii: "'") { add(.string, start..<max(start, close)) }
    index = close + 1
  }

  private mutating func add(_ kind: Token.Kind, _ range: Range<Int>) {
    tokens.append(Token(kind: kind, range: range, text: bytes.text(range)))
  }
}

extension TemplateExpression {
  /// This expression and all in it, outermost first.
  var everything: [TemplateExpression] { [self] + parts.flatMap(\.everything) }

  /// The names of each field and variable in it: `.Values.a.b` is `[Values, a, b]`, `$x.a` is
  /// `[x, a]`.
  var readNames: [[String]] {
    var own: [[String]] = []
    switch self {
    case .field(let names): own = [names]
    case .variable(let name, let names): own = [[String(name.dropFirst())] + names]
    case .chain(_, let names): own = [names]
    case .call("index", let arguments), .call("get", let arguments):
      let keys = arguments.dropFirst().compactMap { argument in
        if case .string(let key) = argument { key } else { nil }
      }
      own = keys.isEmpty ? [] : [(arguments.first?.readNames.first ?? []) + keys]
    default: break
    }
    return own + parts.flatMap(\.readNames)
  }

  /// The string that it is, where it is one that says something.
  var filledString: String? {
    if case .string(let text) = self, !text.isEmpty { return text }
    return nil
  }
}
