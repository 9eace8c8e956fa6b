/// A finding or secret that the configuration accepts.
public struct AllowedFinding: Sendable, Hashable {
  /// Of a finding, or of a secret: then of every finding of that secret.
  public var fingerprint: Fingerprint
  /// Why it is accepted, never empty.
  public var reason: String
  public var owner: String?
  /// The last day on which it is accepted, nil for ever.
  public var until: CalendarDate?

  public init(
    fingerprint: Fingerprint, reason: String, owner: String? = nil, until: CalendarDate? = nil
  ) {
    self.fingerprint = fingerprint
    self.reason = reason
    self.owner = owner
    self.until = until
  }
}

/// Decides which whole findings are reported: not those that the configuration allows or the
/// baseline knows. Inline suppressions have taken their occurrences away before.
public struct Verdict: Sendable {
  /// How many findings were left out so far.
  public private(set) var suppressed = 0
  private let allowed: Set<Fingerprint>
  private let baseline: Baseline?
  private let today: CalendarDate

  /// Entries of either list that ended before `today` count for nothing.
  public init(allowed: [AllowedFinding], baseline: Baseline?, today: CalendarDate) {
    self.allowed = Set(
      allowed.filter { entry in entry.until.map { $0 >= today } ?? true }.map(\.fingerprint))
    self.baseline = baseline
    self.today = today
  }

  /// Whether `finding` is to be reported; one that is not is counted.
  public mutating func keeps(_ finding: Finding) -> Bool {
    let isKnown =
      allowed.contains(finding.fingerprint)
      || finding.secret.map { allowed.contains($0.fingerprint) } ?? false
      || baseline?.entry(for: finding.fingerprint, today: today) != nil
    if isKnown { suppressed += 1 }
    return !isKnown
  }
}
