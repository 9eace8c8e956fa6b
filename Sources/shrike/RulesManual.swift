import Findings
import Rules

/// `docs/rules.md`: every rule of the binary, for those who read before they install.
struct RulesManual {
  let secrets: RuleSet
  let policies: PolicyRuleSet

  var text: String {
    (introduction + secretTable + policyPages).joined(separator: "\n") + "\n"
  }

  private var introduction: [String] {
    [
      "# Rules", "",
      """
      <!-- Made of rules/ by `make record`: change the rules, not this page. -->

      Shrike has \(secrets.count) rules for secrets and \(policies.ids.count) policies. \
      `shrike rules show ID` explains one with all of its examples; \
      [configuration.md](configuration.md) says how to choose among them, give them other severities \
      and add your own.
      """, "",
    ]
  }

  private var secretTable: [String] {
    let rows = secrets.descriptions().map { rule in
      let cells = ["`\(rule.id)`", rule.severity.name, rule.title, firstSentence(of: rule.why)]
      return "| " + cells.map { cell($0) }.joined(separator: " | ") + " |"
    }
    return ["## Secrets", "| rule | severity | finds | why it matters |", "|---|---|---|---|"]
      + rows + [""]
  }

  private var policyPages: [String] {
    let rows = policies.descriptions().map { rule in
      "| [\(rule.id)](#\(rule.id.lowercased())) | \(rule.severity.name) | \(cell(rule.title)) |"
    }
    let introduction = [
      "## Policies",
      """
      What is found in an example stands in «marks», which are no part of the file. A policy that \
      needs a setting does not run before it is written, and says so once.
      """, "", "| policy | severity | finds |", "|---|---|---|",
    ]
    let pages = zip(policies.rules, policies.allTexts()).flatMap(page)
    return introduction + rows + pages
  }

  private func page(of rule: PolicyRule, texts: PolicyTexts) -> [String] {
    var lines = ["", "### \(rule.id)", "**\(texts.title)** (`\(rule.slug)`)", ""]
    lines += [plain(texts.why), "", "*What to do:* " + plain(texts.remedy), ""]
    let production = rule.productionSeverity.map { ", \($0.name) in production" } ?? ""
    lines.append("- Severity: \(rule.severity.name)\(production). CWE-\(rule.cwe).")
    if !rule.needs.isEmpty { lines.append("- Needs: \(settings(rule.needs)).") }
    if !rule.parameters.isEmpty { lines.append("- Changed by: \(settings(rule.parameters)).") }
    lines += ["- See: <\(texts.documentation)>", ""]
    if let bad = texts.bad.first { lines += ["Bad:", ""] + files(of: bad) }
    if let good = texts.good.first { lines += ["Good:", ""] + files(of: good) }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  private func files(of example: PolicyExample) -> [String] {
    example.shownFiles.flatMap { file in
      // A fence in the file itself must not end this one.
      let fence = file.lines.contains { $0.contains("```") } ? "````" : "```"
      return ["`\(file.path)`", fence + language(of: file.path)] + file.lines.map(String.init)
        + [fence, ""]
    }
  }

  private func language(of path: String) -> String {
    let languages = [
      ".yaml": "yaml", ".yml": "yaml", ".json": "json", ".tf": "hcl", ".tfvars": "hcl",
      ".sh": "sh", ".md": "markdown",
    ]
    return languages.first { path.hasSuffix($0.key) }?.value ?? ""
  }

  private func settings(_ settings: [PolicySetting]) -> String {
    settings.map { "`policy.\($0.rawValue)`" }.joined(separator: ", ")
  }

  private func firstSentence(of text: String) -> String {
    guard let end = text.firstRange(of: ". ") else { return text }
    return String(text[..<end.lowerBound]) + "."
  }

  private func cell(_ text: String) -> String { plain(text).replacing("|", with: "\\|") }

  /// Text in which Markdown reads neither HTML nor emphasis; code in backticks stays as it is.
  private func plain(_ text: String) -> String {
    var isCode = false
    return text.reduce(into: "") { plain, character in
      switch character {
      case "`":
        isCode.toggle()
        plain.append(character)
      case "<" where !isCode: plain += "&lt;"
      case "*" where !isCode: plain += "\\*"
      case "\n": plain += " "
      default: plain.append(character)
      }
    }
  }
}
