/// What a leak or a breach of policy would cost, from nothing to everything.
public enum Severity: Int, Sendable, Comparable, CaseIterable {
  case info, low, medium, high, critical

  /// The severity written as `name` ("low"), nil for any other word.
  public init?(name: String) {
    guard let match = Severity.allCases.first(where: { $0.name == name }) else { return nil }
    self = match
  }

  /// The word used in configuration, options and reports.
  public var name: String { "\(self)" }

  public static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }
}

/// How sure a finding is.
///
/// High: proven by a checksum or structure, or by a prefix that only this credential has. Medium:
/// the form fits and the context speaks for it. Low: worth a look in an audit.
public enum Confidence: Int, Sendable, Comparable, CaseIterable {
  case low, medium, high

  /// The confidence written as `name` ("medium"), nil for any other word.
  public init?(name: String) {
    guard let match = Confidence.allCases.first(where: { $0.name == name }) else { return nil }
    self = match
  }

  /// The word used in rules and reports.
  public var name: String { "\(self)" }

  public static func < (left: Confidence, right: Confidence) -> Bool {
    left.rawValue < right.rawValue
  }
}
