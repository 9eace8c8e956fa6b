public import Findings

/// Every policy, by id.
public struct PolicyRuleSet: Sendable {
  public let rules: [PolicyRule]
  private let texts: PolicyArchive.Texts

  /// The policies of a built-in archive.
  public init(rules: String, texts: String) {
    self.rules = PolicyArchive.decodeRules(rules)
    self.texts = .archived(texts)
  }

  /// Policies that were read from files.
  public init(_ entries: [(rule: PolicyRule, texts: PolicyTexts)]) {
    rules = entries.map(\.rule)
    texts = .decoded(entries.map(\.texts))
  }

  /// The policy with this id, nil where there is none.
  public subscript(id: String) -> PolicyRule? { rules.first { $0.id == id } }

  /// What a person reads of each policy, in the order of `rules`.
  ///
  /// Decoded at each call: only reports and `shrike rules` need it.
  public func allTexts() -> [PolicyTexts] { texts.decoded }

  /// What a person reads of the policy with this id, nil where there is none.
  public func texts(of id: String) -> PolicyTexts? {
    rules.firstIndex { $0.id == id }.map { texts.decoded(at: $0) }
  }

  /// What reports tell of each policy, in the order of `rules`.
  public func descriptions() -> [RuleDescription] {
    zip(rules, allTexts()).map { rule, texts in
      RuleDescription(
        id: rule.id, title: texts.title, why: texts.why, remedy: texts.remedy,
        severity: rule.severity, confidence: .high, category: "policy",
        documentation: texts.documentation, cwe: rule.cwe)
    }
  }
}
