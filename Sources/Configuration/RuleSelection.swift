import Findings
import Rules

/// Secret rules and policies together: what `only`, `skip` and `severity` choose among.
struct RuleChoice {
  var secrets: RuleSet
  var policies: [PolicyRule]

  /// Every id that may be named.
  var ids: [String] { secrets.rules.map(\.id) + policies.map(\.id) }

  /// These rules with the severities that the configuration gives.
  ///
  /// - Throws: `FieldError` at a rule that there is not.
  func applying(
    _ severities: [(ruleID: ConfigurationFile.PlacedText, severity: Severity)], file: String
  ) throws(FieldError) -> RuleChoice {
    guard !severities.isEmpty else { return self }
    try check(severities.map(\.ruleID), file: file)
    let changes = Dictionary(severities.map { ($0.ruleID.text, $0.severity) }) { _, last in last }
    var choice = self
    choice.secrets = secrets.mapped { rule in
      var rule = rule
      rule.severity = changes[rule.id] ?? rule.severity
      return rule
    }
    for index in choice.policies.indices {
      guard let severity = changes[choice.policies[index].id] else { continue }
      choice.policies[index].severity = severity
      choice.policies[index].productionSeverity = nil
    }
    return choice
  }

  /// The rules named by `only`, or all where it is empty, without those named by `skipping`.
  ///
  /// - Parameter known: the rules that may be named, nil for these.
  /// - Throws: `FieldError` at an unknown rule, or where no rule is left to run.
  func selecting(
    only: [ConfigurationFile.PlacedText], skipping: [ConfigurationFile.PlacedText],
    known: RuleChoice? = nil, file: String
  ) throws(FieldError) -> RuleChoice {
    guard !(only.isEmpty && skipping.isEmpty) else { return self }
    try (known ?? self).check(only + skipping, file: file)
    let wanted = Set(only.map(\.text))
    let unwanted = Set(skipping.map(\.text))
    func isChosen(_ id: String) -> Bool {
      (wanted.isEmpty || wanted.contains(id)) && !unwanted.contains(id)
    }
    let choice = RuleChoice(
      secrets: secrets.mapped { isChosen($0.id) ? $0 : nil },
      policies: policies.filter { isChosen($0.id) })
    guard !choice.secrets.rules.isEmpty || !choice.policies.isEmpty else {
      throw FieldError(
        file: file, line: (only + skipping).first?.line,
        message: "no rule is left to run: every one that 'only' names is skipped")
    }
    return choice
  }

  private func check(
    _ names: [ConfigurationFile.PlacedText], file: String
  ) throws(FieldError) {
    let known = Set(ids)
    guard let unknown = names.first(where: { !known.contains($0.text) }) else { return }
    let hint =
      nearestName(to: unknown.text, among: ids).map { "did you mean '\($0)'?" }
      ?? "'shrike rules list' names them all"
    throw FieldError(
      file: file, line: unknown.line, message: "unknown rule '\(unknown.text)'; \(hint)")
  }
}
