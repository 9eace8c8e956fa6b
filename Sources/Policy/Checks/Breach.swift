import Findings

/// A place where a policy is not kept, before it becomes a finding.
struct Breach: Sendable {
  var source: SourceText
  /// Where it stands, in bytes of `source`.
  var range: Range<Int>
  /// What is wrong, in one sentence; no secret. `[text](n)` refers to `related[n - 1]`.
  var message: String
  /// What makes it this breach and no other, beside its rule and path: an object, a key path. It
  /// survives edits elsewhere in the file.
  var identity: String
  /// The literal credential at `range`, where the breach is one.
  var secret: [UInt8]?
  /// Other places that the message speaks of.
  var related: [RelatedPlace] = []
  /// The exact change that mends it, where the right text is certain.
  var fix: PolicyFix?
  /// The environment in force, where the check knows better than the file's path.
  var environment: String?
  /// Where this form of the breach is less than the rule's severity says.
  var severity: Severity?
  /// What other policies say of the same text, which this breach tells for them.
  var repeats: [PolicyBreaches] = []

  init(
    _ source: SourceText, _ range: Range<Int>, _ message: String, identity: String,
    secret: [UInt8]? = nil, related: [RelatedPlace] = [], fix: PolicyFix? = nil,
    environment: String? = nil, severity: Severity? = nil
  ) {
    self.source = source
    self.range = range
    self.message = message
    self.identity = identity
    self.secret = secret
    self.related = related
    self.fix = fix
    self.environment = environment
    self.severity = severity
  }
}

/// A second place of a breach.
struct RelatedPlace: Sendable {
  var source: SourceText
  var range: Range<Int>
  /// What stands there ("the whitelist"); no secret.
  var message: String
}

/// A replacement in the breach's own file.
struct PolicyFix: Sendable {
  /// As an imperative ("Set readOnly").
  var title: String
  /// The bytes that go; empty to insert.
  var deleted: Range<Int>
  var inserted: String
}
