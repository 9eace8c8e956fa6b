public import Rules

/// The rules that come with Shrike, from the YAML files in this folder.
public enum BuiltinRules {
  /// The secret rules, decoded; the literal itself is part of the binary.
  public static func secrets() -> RuleSet {
    RuleSet(
      matching: RuleArchiveText.matching, texts: RuleArchiveText.texts, score: score())
  }

  private static func score() -> ScoreModel {
    do {
      return try ScoreModel(text: RuleArchiveText.score)
    } catch {
      preconditionFailure("the built-in weights are damaged: build Shrike again")
    }
  }

  /// The policies, of which only what a linter needs is decoded.
  public static func policies() -> PolicyRuleSet {
    PolicyRuleSet(rules: PolicyArchiveText.rules, texts: PolicyArchiveText.texts)
  }
}
