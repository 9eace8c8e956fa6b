import Findings
import Rules

extension RuleSet {
  /// This set with the severities that the configuration gives.
  ///
  /// - Throws: `FieldError` at a rule that `self` does not have.
  func applying(
    _ severities: [(ruleID: ConfigurationFile.PlacedText, severity: Severity)], file: String
  ) throws(FieldError) -> RuleSet {
    guard !severities.isEmpty else { return self }
    try RuleSet.check(severities.map(\.ruleID), against: self, file: file)
    return mapped { rule in
      guard let change = severities.first(where: { $0.ruleID.text == rule.id }) else { return rule }
      var rule = rule
      rule.severity = change.severity
      return rule
    }
  }

  /// The rules named by `only`, or all where it is empty, without those named by `skipping`.
  ///
  /// - Parameter known: the rules that may be named, nil for those of this set.
  /// - Throws: `FieldError` at an unknown rule, or where no rule is left to run.
  func selecting(
    only: [ConfigurationFile.PlacedText], skipping: [ConfigurationFile.PlacedText],
    known: RuleSet? = nil, file: String
  ) throws(FieldError) -> RuleSet {
    guard !(only.isEmpty && skipping.isEmpty) else { return self }
    try RuleSet.check(only + skipping, against: known ?? self, file: file)
    let wanted = Set(only.map(\.text))
    let unwanted = Set(skipping.map(\.text))
    let selected = mapped { rule in
      (wanted.isEmpty || wanted.contains(rule.id)) && !unwanted.contains(rule.id) ? rule : nil
    }
    guard !selected.rules.isEmpty else {
      throw FieldError(
        file: file, line: (only + skipping).first?.line,
        message: "no rule is left to run: every one that 'only' names is skipped")
    }
    return selected
  }

  private static func check(
    _ names: [ConfigurationFile.PlacedText], against rules: RuleSet, file: String
  ) throws(FieldError) {
    let ids = rules.rules.map(\.id)
    let known = Set(ids)
    guard let unknown = names.first(where: { !known.contains($0.text) }) else { return }
    let hint =
      nearestName(to: unknown.text, among: ids).map { "did you mean '\($0)'?" }
      ?? "'shrike rules list' names them all"
    throw FieldError(
      file: file, line: unknown.line, message: "unknown rule '\(unknown.text)'; \(hint)")
  }
}
