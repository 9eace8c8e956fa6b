import Findings
import Rules

/// What `shrike rules show` prints of a policy.
struct PolicyPage {
  let rule: PolicyRule
  let texts: PolicyTexts

  var text: String {
    var lines = ["\(texts.title)  [\(rule.id) \(rule.slug)]", ""]
    lines += facts.map { fact in
      fact.name + String(repeating: " ", count: 12 - fact.name.count) + fact.text
    }
    lines += ["", "Why it matters", texts.why, "", "What to do", texts.remedy]
    for (index, example) in texts.bad.enumerated() {
      lines += ["", "Bad \(index + 1), found where «» stand"] + files(of: example)
    }
    for (index, example) in texts.good.enumerated() {
      lines += ["", "Good \(index + 1)"] + files(of: example)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var facts: [(name: String, text: String)] {
    var facts = [(name: "severity", text: rule.severity.name)]
    if let severity = rule.productionSeverity { facts.append(("production", severity.name)) }
    facts.append(("cwe", String(rule.cwe)))
    facts.append(("reads", rule.reads.map(\.rawValue).joined(separator: ", ")))
    if !rule.needs.isEmpty { facts.append(("needs", settings(rule.needs))) }
    if !rule.parameters.isEmpty { facts.append(("parameters", settings(rule.parameters))) }
    facts.append(("see", texts.documentation))
    return facts
  }

  private func settings(_ settings: [PolicySetting]) -> String {
    settings.map { "policy.\($0.rawValue)" }.joined(separator: ", ")
  }

  private func files(of example: PolicyExample) -> [String] {
    example.shownFiles.flatMap { file in
      ["  " + file.path] + file.lines.map { $0.isEmpty ? "" : "    " + $0 }
    }
  }
}

extension PolicyExample {
  /// The files as a person sees them, the settings as the `.shrike.yaml` that they stand in; what is
  /// found stays in its «marks».
  var shownFiles: [(path: String, lines: [Substring])] {
    let settings = settings.map { text in
      let lines = PolicyExample.lines(of: text).map { $0.isEmpty ? $0 : "  " + $0 }
      return (path: ".shrike.yaml", lines: ["policy:"] + lines)
    }
    return (settings.map { [$0] } ?? [])
      + files.map { (path: $0.path, lines: PolicyExample.lines(of: $0.marked)) }
  }

  /// The lines of `text` without the empty ones at its end.
  private static func lines(of text: String) -> [Substring] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}
