/// Defaults that stand in a block or among the arguments behind a name.
extension AssignmentReader {
  /// The default of a block `variable "name" { … }` (Terraform, "Input Variables").
  mutating func defaultValue(key: Range<Int>) -> Assignment? {
    guard AssignmentReader.isVariable(key, in: text.span) else { return nil }
    let start = position
    defer { position = start }
    while position < text.count, peek(0) != ascii("}") {
      position += 1
      guard !peek(-1).isIdentifier, isWord("default", at: position) else { continue }
      position += 7
      skipBlanks()
      guard peek(0) == ascii("="), peek(1) != ascii("=") else { continue }
      position += 1
      skipBlanks()
      guard let string = quoted() else { return nil }
      return finished(
        Assignment(key: key, value: 0..<0, isDelimited: false), string, isDelimited: true)
    }
    return nil
  }

  /// Whether `key` is the label of a block of the type `variable`.
  static func isVariable(_ key: Range<Int>, in text: Span<UInt8>) -> Bool {
    let quote = key.lowerBound - 1
    return quote > 0 && text[quote] == ascii("\"") && text[quote - 1].isBlank
      && text.hasWord(variable, at: quote - 1 - variable.count)
  }

  private static let variable = Array("variable".utf8)

  /// Whether two hyphens stand before the name.
  static func isFlag(_ key: Range<Int>, in text: Span<UInt8>) -> Bool {
    key.lowerBound > 1 && text[key.lowerBound - 1] == ascii("-")
      && text[key.lowerBound - 2] == ascii("-")
  }

  /// `add_argument("--name", default="…")`: the default of an option, among the arguments behind its
  /// name.
  static func defaultOfOption(at start: Int, in text: Span<UInt8>) -> Int? {
    guard text[start] == ascii(",") else { return nil }
    let limit = min(text.count, start + 200)
    var next = start + 1
    while next < limit, text[next] != ascii("("), text[next] != ascii(")") {
      if text[next] == ascii("d"), !text[next - 1].isIdentifier,
        text.hasWord(defaultArgument, at: next)
      {
        return next + defaultArgument.count
      }
      next += 1
    }
    return nil
  }

  private static let defaultArgument = Array("default=".utf8)

  /// The string behind `"Default":`, `"defaultValue":` or `"value":` in the object that follows the
  /// name: a parameter of CloudFormation or of Azure Resource Manager.
  static func defaultOfBlock(at start: Int, in text: Span<UInt8>) -> Int? {
    guard text[start] == ascii(":") else { return nil }
    var next = text.behindBlanks(start + 1)
    guard next < text.count, text[next] == ascii("{") else { return nil }
    next += 1
    let limit = min(text.count, next + 400)
    while next < limit, text[next] != ascii("{"), text[next] != ascii("}") {
      if text[next] == ascii("\""),
        let word = defaults.first(where: { text.hasWord($0, at: next) })
      {
        return text.behindBlanks(next + word.count)
      }
      next += 1
    }
    return nil
  }

  /// The value of `Default:` in the block under a name of YAML: a parameter of CloudFormation, a
  /// property of a schema.
  mutating func blockDefault(behind key: Range<Int>) -> Assignment? {
    guard style == .yaml, peek(0) == ascii(":"), let next = nextDefault(under: key) else {
      return nil
    }
    let start = position
    position = next
    var pair = Assignment(key: key, value: 0..<0, isDelimited: false)
    pair.isColon = true
    if let found = value(pair) { return found }
    position = start
    return nil
  }

  private func nextDefault(under key: Range<Int>) -> Int? {
    let bytes = text.span
    let indent = key.lowerBound - bytes.lineStart(of: key.lowerBound)
    var line = bytes.behindBreak(bytes.behindBlanks(position + 1))
    guard line > position + 1, bytes[line - 1] == 0x0A else { return nil }
    for _ in 0..<6 where line < bytes.count {
      let first = bytes.behindBlanks(line)
      guard first - line > indent else { return nil }
      if bytes.hasWord(AssignmentReader.defaultKey, at: first) {
        return bytes.behindBlanks(first + AssignmentReader.defaultKey.count)
      }
      line = bytes.behindBreak(bytes.lineEnd(of: first, notBehind: bytes.count))
    }
    return nil
  }

  private static let defaultKey = Array("default: ".utf8)

  private static let defaults = ["\"default\":", "\"defaultvalue\":", "\"value\":"]
    .map { Array($0.utf8) }
}
