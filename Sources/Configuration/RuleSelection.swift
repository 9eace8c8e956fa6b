import Findings
import Rules

/// Secret rules and policies together: what `only`, `skip` and `severity` choose among.
struct RuleChoice {
  var secrets: RuleSet
  var policies: PolicyRuleSet

  /// Every id that may be named.
  var ids: [String] { secrets.ids + policies.ids }

  /// Whether there is a rule with this id; no other is decoded for it.
  func contains(_ id: String) -> Bool { secrets.index(of: id) != nil || policies[id] != nil }

  /// These rules with the severities that the configuration gives.
  ///
  /// - Throws: `FieldError` at a rule that there is not.
  func applying(
    _ severities: [(ruleID: ConfigurationFile.PlacedText, severity: Severity)], file: String
  ) throws(FieldError) -> RuleChoice {
    guard !severities.isEmpty else { return self }
    try check(severities.map(\.ruleID), file: file)
    let changes = Dictionary(severities.map { ($0.ruleID.text, $0.severity) }) { _, last in last }
    return RuleChoice(secrets: secrets.changing(changes), policies: policies.changing(changes))
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
    let choice = RuleChoice(
      secrets: secrets.choosing(only: wanted, skipping: unwanted),
      policies: policies.choosing(only: wanted, skipping: unwanted))
    guard choice.secrets.count > 0 || !choice.policies.isEmpty else {
      throw FieldError(
        file: file, line: (only + skipping).first?.line,
        message: "no rule is left to run: every one that 'only' names is skipped")
    }
    return choice
  }

  private func check(
    _ names: [ConfigurationFile.PlacedText], file: String
  ) throws(FieldError) {
    guard let unknown = names.first(where: { !contains($0.text) }) else { return }
    let hint =
      nearestName(to: unknown.text, among: ids).map { "did you mean '\($0)'?" }
      ?? "'shrike rules list' names them all"
    throw FieldError(
      file: file, line: unknown.line, message: "unknown rule '\(unknown.text)'; \(hint)")
  }
}
