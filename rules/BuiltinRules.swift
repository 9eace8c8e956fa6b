public import Rules

/// The rules that come with Shrike, from the YAML files in this folder.
public enum BuiltinRules {
  /// The secret rules, of which none is decoded yet.
  public static func secrets() -> RuleSet {
    RuleSet(
      RuleArchive(
        matching: RuleArchiveText.matching, texts: RuleArchiveText.texts,
        literals: RuleArchiveText.literals, files: RuleArchiveText.files,
        score: RuleArchiveText.score))
  }

  /// The policies, of which none is decoded yet.
  public static func policies() -> PolicyRuleSet {
    PolicyRuleSet(PolicyArchive(rules: PolicyArchiveText.rules, texts: PolicyArchiveText.texts))
  }
}
