/// What a report tells of a rule.
public struct RuleDescription: Sendable, Hashable {
  public var id: String
  /// A few words that name what is found ("GitHub personal access token").
  public var title: String
  /// Why it matters, in a sentence or two.
  public var why: String
  /// How to mend it: where to revoke and rotate, what to write instead.
  public var remedy: String
  public var severity: Severity
  public var confidence: Confidence
  /// What rotation policy calls it ("api-key"), or "policy".
  public var category: String
  /// The provider's documentation of the format or of revoking it.
  public var documentation: String?
  /// CWE number, 798 for a hard-coded credential.
  public var cwe: Int

  public init(
    id: String, title: String, why: String, remedy: String, severity: Severity,
    confidence: Confidence, category: String, documentation: String?, cwe: Int
  ) {
    self.id = id
    self.title = title
    self.why = why
    self.remedy = remedy
    self.severity = severity
    self.confidence = confidence
    self.category = category
    self.documentation = documentation
    self.cwe = cwe
  }
}
