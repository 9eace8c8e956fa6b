/// Tells a Jinja template from Helm's: both write `{{ … }}`, and only Jinja has statements between
/// `{%` and `%}` (Jinja, "Template Designer Documentation").
enum JinjaText {
  private static let statements: Set<String> = [
    "if", "elif", "else", "endif", "for", "endfor", "set", "endset", "block", "endblock", "macro",
    "endmacro", "include", "import", "from", "extends", "raw", "endraw", "with", "endwith",
  ]

  /// The 1-based line of the first statement that opens its line; nil where there is none.
  static func firstStatement(in bytes: [UInt8]) -> Int? {
    var line = 1
    var start = 0
    while start < bytes.count {
      let end = bytes.lineBreak(from: start, limit: bytes.count)
      if isStatement(bytes, start..<end) { return line }
      start = end + 1
      line += 1
    }
    return nil
  }

  private static func isStatement(_ bytes: [UInt8], _ line: Range<Int>) -> Bool {
    var index = line.lowerBound
    while index < line.upperBound, bytes[index].isBlank { index += 1 }
    guard bytes.has("{%", at: index) else { return false }
    index += 2
    while index < line.upperBound, bytes[index].isBlank || "-+".utf8.contains(bytes[index]) {
      index += 1
    }
    var end = index
    while end < line.upperBound, bytes[end].isLetter { end += 1 }
    return statements.contains(bytes.text(index..<end))
  }
}
