import Findings
import Rules

/// What `shrike rules show` prints of a secret rule.
struct RulePage {
  let rule: SecretRule
  let texts: RuleTexts

  var text: String {
    var lines = [
      "\(texts.title)  [\(rule.id)]", "",
      "provider    \(texts.provider)", "severity    \(rule.severity.name)",
      "confidence  \(rule.confidence.name)", "category    \(rule.category.rawValue)",
    ]
    if !texts.documentation.isEmpty { lines.append("see         \(texts.documentation)") }
    lines += ["", "Why it matters", texts.why, "", "What to do", texts.remedy, "", "Found in"]
    lines += texts.matching.map(example)
    lines += ["", "Not found in"]
    lines += texts.passing.map(example)
    return lines.joined(separator: "\n") + "\n"
  }

  /// The example as it is written, its secrets in «pieces»: a page holds no whole token either.
  private func example(_ example: RuleExample) -> String {
    example.marked.split(separator: "\n", omittingEmptySubsequences: false)
      .map { "  " + $0 }.joined(separator: "\n")
  }
}
