internal import Findings

/// The report for a person: each finding with its line, then notices and what was covered.
struct TextReport {
  let report: Report
  let redaction: Redaction
  let style: TextStyle
  let verbosity: Reporter.Verbosity
  let showsSecrets: Bool

  /// The columns that running text is wrapped to.
  static let width = 100

  func bytes() -> [UInt8] {
    var bytes: [UInt8] = []
    let rules = Dictionary(report.rules.map { ($0.id, $0) }) { first, _ in first }
    var explained: Set<String> = []
    for finding in report.findings {
      let text = TextFinding(
        finding: finding, rule: rules[finding.ruleID],
        isFirstOfRule: explained.insert(finding.ruleID).inserted, redaction: redaction,
        style: style, showsAll: verbosity == .verbose, showsSecret: showsSecrets)
      bytes += Array((text.lines().joined(separator: "\n") + "\n\n").utf8)
    }
    let closing =
      notices() + TextSummary(report: report, style: style, verbosity: verbosity).lines()
    bytes += Array((closing.joined(separator: "\n") + "\n").utf8)
    return bytes
  }

  private func notices() -> [String] {
    let shown = report.notices.filter { verbosity != .quiet || $0.kind > .information }
    let lines = shown.flatMap { notice in
      let word = TextReport.word(notice.kind)
      let subject = [
        notice.subject.isEmpty ? nil : TerminalText.neutralized(redaction.text(notice.subject)),
        notice.line.map(String.init),
      ].compactMap { $0 }.joined(separator: ":")
      let message = TerminalText.neutralized(redaction.text(notice.message))
      let body = subject.isEmpty ? message : "\(subject): \(message)"
      return TextReport.paragraph(
        style.notice(notice.kind, word) + ": ", columns: word.count + 2, body, indent: 2)
    }
    return lines.isEmpty ? [] : lines + [""]
  }

  private static func word(_ kind: Notice.Kind) -> String {
    switch kind {
    case .incomplete: "incomplete"
    case .warning: "warning"
    case .information: "note"
    }
  }

  /// `text` behind `label`, wrapped, its further lines under `indent` spaces.
  ///
  /// - Parameter columns: What the label takes on the terminal; colours take nothing.
  static func paragraph(
    _ label: String, columns: Int, _ text: String, indent: Int
  ) -> [String] {
    var lines = TerminalText.wrapped(text, width: width - max(columns, indent))
    if lines.isEmpty { lines = [""] }
    return lines.enumerated().map { index, line in
      (index == 0 ? label : String(repeating: " ", count: indent)) + line
    }
  }
}
