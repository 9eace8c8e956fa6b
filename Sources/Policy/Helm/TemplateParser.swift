/// Reads a pipeline of a Go template.
struct TemplateParser {
  private let text: [UInt8]
  private var index = 0
  private var depth = 0

  /// Parentheses inside each other.
  private static let depthLimit = 64

  private init(_ text: String) { self.text = Array(text.utf8) }

  /// Nil for an empty pipeline, and for one that is none.
  static func parse(_ text: String) -> TemplatePipeline? {
    var parser = TemplateParser(text)
    let (variables, declares) = parser.declarations()
    guard let value = parser.pipeline() else { return nil }
    return TemplatePipeline(variables: variables, declares: declares, value: value)
  }

  static func isWord(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
      || byte == UInt8(ascii: "_") || byte >= 0x80
  }

  /// `$x :=`, `$i, $v :=` or `$x =`; nothing is taken where there is none.
  private mutating func declarations() -> ([String], Bool) {
    // `else if` and `else with` bring their keyword along.
    for keyword in ["if ", "with "] where text[index...].starts(with: keyword.utf8) {
      index += keyword.utf8.count
    }
    let start = index
    var names: [String] = []
    while peek == UInt8(ascii: "$") {
      names.append(variableName())
      skipBlanks()
      if peek == UInt8(ascii: ",") {
        index += 1
        skipBlanks()
      } else if text[index...].starts(with: ":=".utf8) {
        index += 2
        return (names, true)
      } else if peek == UInt8(ascii: "=") {
        index += 1
        return (names, false)
      } else {
        break
      }
    }
    index = start
    return ([], false)
  }

  private mutating func pipeline() -> TemplateExpression? {
    guard depth < TemplateParser.depthLimit else { return nil }
    depth += 1
    defer { depth -= 1 }
    var value: TemplateExpression?
    repeat {
      guard let command = command(piped: value) else { return nil }
      value = command
    } while take(UInt8(ascii: "|"))
    return value
  }

  /// One command; `piped` is its last argument.
  private mutating func command(piped: TemplateExpression?) -> TemplateExpression? {
    var operands: [TemplateExpression] = []
    while let operand = operand() { operands.append(operand) }
    guard let first = operands.first else { return nil }
    let arguments = Array(operands.dropFirst()) + (piped.map { [$0] } ?? [])
    if case .call(let name, let none) = first, none.isEmpty { return .call(name, arguments) }
    return arguments.isEmpty ? first : .method(first, arguments)
  }

  private mutating func operand() -> TemplateExpression? {
    skipBlanks()
    guard let byte = peek else { return nil }
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "`"): return .string(string(byte))
    case UInt8(ascii: "'"): return .constant(string(byte))
    case UInt8(ascii: "."): return .field(names())
    case UInt8(ascii: "$"): return .variable(variableName(), names())
    case UInt8(ascii: "("):
      index += 1
      guard let inner = pipeline() else { return nil }
      _ = take(UInt8(ascii: ")"))
      let names = names()
      return names.isEmpty ? inner : .chain(inner, names)
    case UInt8(ascii: "|"), UInt8(ascii: ")"): return nil
    default: return word()
    }
  }

  private mutating func word() -> TemplateExpression? {
    let start = index
    while let byte = peek, TemplateParser.isWord(byte) || "+-.".utf8.contains(byte) { index += 1 }
    guard start < index else { return nil }
    let word = String(decoding: text[start..<index], as: UTF8.self)
    let isConstant =
      ["true", "false", "nil"].contains(word) || !(0x61...0x7A).contains(text[start] | 0x20)
    return isConstant ? .constant(word) : .call(word, [])
  }

  /// `.a.b`, or `.` alone.
  private mutating func names() -> [String] {
    var names: [String] = []
    while peek == UInt8(ascii: ".") {
      index += 1
      let start = index
      while let byte = peek, TemplateParser.isWord(byte) { index += 1 }
      if start < index { names.append(String(decoding: text[start..<index], as: UTF8.self)) }
    }
    return names
  }

  private mutating func variableName() -> String {
    let start = index
    index += 1
    while let byte = peek, TemplateParser.isWord(byte) { index += 1 }
    return String(decoding: text[start..<index], as: UTF8.self)
  }

  /// A quoted string's text; of escapes, only those that stand for their own second byte or for
  /// white space are resolved.
  private mutating func string(_ quote: UInt8) -> String {
    index += 1
    var value: [UInt8] = []
    while let byte = peek, byte != quote {
      index += 1
      guard byte == UInt8(ascii: "\\"), quote != UInt8(ascii: "`"), let next = peek else {
        value.append(byte)
        continue
      }
      index += 1
      switch next {
      case UInt8(ascii: "n"): value.append(0x0A)
      case UInt8(ascii: "t"): value.append(0x09)
      case UInt8(ascii: "r"): value.append(0x0D)
      default: value.append(next)
      }
    }
    index = min(index + 1, text.count)
    return String(decoding: value, as: UTF8.self)
  }

  private var peek: UInt8? { index < text.count ? text[index] : nil }

  private mutating func skipBlanks() {
    while let byte = peek, YAMLTree.isBlank(byte) { index += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    skipBlanks()
    guard peek == byte else { return false }
    index += 1
    return true
  }
}
