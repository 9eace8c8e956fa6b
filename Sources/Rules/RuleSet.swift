public import Findings

/// Every secret rule of a run, in a fixed order.
public struct RuleSet: Sendable {
  /// The rules, the built-in ones by id, then the user's own.
  public private(set) var rules: [SecretRule]
  private var texts: RuleArchive.Texts
  /// What decides on generic credentials; nil where nothing does.
  public let score: ScoreModel?

  /// The rules of a built-in archive, and the weights of its score.
  public init(matching: String, texts: String, score: ScoreModel? = nil) {
    rules = RuleArchive.decodeRules(matching)
    self.texts = .archived(texts)
    self.score = score
  }

  /// Rules that were read from files.
  public init(
    _ entries: [(rule: SecretRule, texts: RuleTexts)], score: ScoreModel? = nil
  ) {
    self.score = score
    rules = entries.map(\.rule)
    texts = .decoded(entries.map(\.texts))
  }

  /// What a person reads of each rule, in the order of `rules`.
  ///
  /// Decoded at each call: only reports and `shrike rules` need it.
  public func allTexts() -> [RuleTexts] { texts.decoded }

  /// This set with the user's rules behind it.
  public func adding(_ entries: [(rule: SecretRule, texts: RuleTexts)]) -> RuleSet {
    RuleSet(zip(rules, allTexts()).map { ($0, $1) } + entries, score: score)
  }

  /// This set with `change` applied to every rule; a rule for which it gives nil is left out.
  public func mapped(_ change: (SecretRule) -> SecretRule?) -> RuleSet {
    let kept = zip(rules, allTexts()).compactMap { rule, texts in
      change(rule).map { (rule: $0, texts: texts) }
    }
    return RuleSet(kept, score: score)
  }

  /// What reports tell of each rule, in the order of `rules`.
  public func descriptions() -> [RuleDescription] {
    zip(rules, allTexts()).map { rule, texts in
      RuleDescription(
        id: rule.id, title: texts.title, why: texts.why, remedy: texts.remedy,
        severity: rule.severity, confidence: rule.confidence, category: rule.category.rawValue,
        documentation: texts.documentation.isEmpty ? nil : texts.documentation, cwe: 798)
    }
  }
}
