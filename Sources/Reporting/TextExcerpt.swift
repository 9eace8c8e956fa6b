internal import Findings

/// A source line behind its number, and the carets under a part of it.
struct TextExcerpt {
  private let line: Int
  private let before: String
  private let inside: String
  private let after: String

  /// The excerpt of `snippet`, whose text is line `line` of its file.
  init(_ snippet: Snippet, line: Int) {
    let text = snippet.text
    let highlight = snippet.highlight.clamped(to: 0..<text.count)
    self.line = line
    before = TerminalText.neutralized(String(text.prefix(highlight.lowerBound)))
    inside = TerminalText.neutralized(
      String(text.prefix(highlight.upperBound).dropFirst(highlight.lowerBound)))
    after = TerminalText.neutralized(String(text.dropFirst(highlight.upperBound)))
  }

  /// As wide as the line number.
  var margin: String { String(repeating: " ", count: String(line).count) }

  /// How many columns are left behind the carets.
  var freeColumns: Int {
    TextReport.width - margin.count - 3 - TerminalText.columns(of: before) - carets.count
  }

  /// The line, and the carets under it, in the colour of `severity`.
  func lines(_ style: TextStyle, _ severity: Severity) -> [String] {
    let indent = String(repeating: " ", count: TerminalText.columns(of: before))
    return [
      "\(style.gutter("\(line) |")) \(before)\(inside)\(after)",
      "\(margin) \(style.gutter("|")) \(indent)\(style.severity(severity, carets))",
    ]
  }

  private var carets: String {
    String(repeating: "^", count: max(1, TerminalText.columns(of: inside)))
  }
}
