/// The findings that a repository knows of and accepts for now: one line each in a file that people
/// review and git merges.
///
/// A finding is known by its fingerprint alone, so an entry outlives moves, renames and rebases; the
/// path is for the reader. No secret stands in it.
public struct Baseline: Sendable, Hashable {
  /// The entries in ascending order of fingerprint, each fingerprint once.
  public private(set) var entries: [Entry]

  /// The file's name where the configuration names none.
  public static let defaultPath = ".shrike-baseline"

  /// One accepted finding.
  public struct Entry: Sendable, Hashable {
    public var fingerprint: Fingerprint
    public var ruleID: String
    /// Where it was last seen, with secrets masked.
    public var path: RepositoryPath
    /// Why it is accepted; may be empty.
    public var reason: String
    /// Who looks after it; may be empty.
    public var owner: String
    /// The last day on which it is accepted, nil for ever.
    public var until: CalendarDate?

    public init(
      fingerprint: Fingerprint, ruleID: String, path: RepositoryPath, reason: String,
      owner: String, until: CalendarDate?
    ) {
      self.fingerprint = fingerprint
      self.ruleID = ruleID
      self.path = path
      self.reason = reason
      self.owner = owner
      self.until = until
    }
  }

  /// A baseline of `entries`; of two with one fingerprint the first stays, with the earlier end.
  public init(entries: [Entry] = []) {
    var unique: [Fingerprint: Entry] = [:]
    for entry in entries {
      guard let first = unique[entry.fingerprint] else {
        unique[entry.fingerprint] = entry
        continue
      }
      let ends = [first.until, entry.until].compactMap { $0 }
      unique[entry.fingerprint]?.until = ends.min()
    }
    self.entries = unique.values.sorted { $0.fingerprint.text < $1.fingerprint.text }
  }

  /// A baseline that accepts `findings`.
  public static func creating(
    from findings: [Finding], reason: String, owner: String, until: CalendarDate?
  ) -> Baseline {
    Baseline().updated(with: findings, reason: reason, owner: owner, until: until)
  }

  /// This baseline with the new ones of `findings` added and the paths of the known ones refreshed;
  /// reasons, owners and ends stay as they are.
  public func updated(
    with findings: [Finding], reason: String, owner: String, until: CalendarDate?
  ) -> Baseline {
    let secrets = PathSecrets(of: findings)
    var known = Dictionary(uniqueKeysWithValues: entries.map { ($0.fingerprint, $0) })
    // Backwards, so that of several with one fingerprint the first in order gives the path.
    for finding in findings.sorted().reversed() {
      let path = secrets.masked(pathOf: finding)
      let added = Entry(
        fingerprint: finding.fingerprint, ruleID: finding.ruleID, path: path, reason: reason,
        owner: owner, until: until)
      known[finding.fingerprint, default: added].path = path
    }
    return Baseline(entries: Array(known.values))
  }

  /// This baseline without what is not among `findings`, which come from a scan of everything.
  public func pruned(to findings: [Finding]) -> Baseline {
    let seen = Set(findings.map(\.fingerprint))
    return Baseline(entries: entries.filter { seen.contains($0.fingerprint) })
  }

  /// The entry that accepts the finding of `fingerprint` on `today`; one that has ended does not.
  public func entry(for fingerprint: Fingerprint, today: CalendarDate) -> Entry? {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].fingerprint.text < fingerprint.text {
        low = middle + 1
      } else {
        high = middle
      }
    }
    guard low < entries.count, entries[low].fingerprint == fingerprint else { return nil }
    return entries[low].until.map { $0 >= today } ?? true ? entries[low] : nil
  }

  /// A warning for each entry that has ended before `today`.
  ///
  /// - Parameter file: the baseline's own path.
  public func notices(today: CalendarDate, file: String) -> [Notice] {
    entries.compactMap { entry in
      guard let until = entry.until, until < today else { return nil }
      return Notice(
        .warning, subject: file,
        message: """
          entry \(entry.fingerprint.text) of \(entry.ruleID) in \(entry.path.display) ended on \
          \(until.text): mend the finding, or give the entry a later day
          """)
    }
  }
}

/// The secrets that stand in paths of findings: a file may be named after one.
private struct PathSecrets {
  private var secrets: [Secret] = []

  init(of findings: [Finding]) {
    for finding in findings {
      guard let secret = finding.secret, !secret.bytes.isEmpty,
        finding.occurrences.contains(where: { $0.path.bytes.contains(secret.bytes) })
      else { continue }
      secrets.append(secret)
    }
    // The longest first: a shorter one inside it would leave the rest of it readable.
    secrets.sort { $0.bytes.count > $1.bytes.count }
  }

  /// The primary path of `finding`; where its name holds a secret in other bytes than the secret's
  /// own (an encoding), the mask alone.
  func masked(pathOf finding: Finding) -> RepositoryPath {
    let occurrence = finding.primary
    if let secret = finding.secret,
      occurrence.kind == .fileName || occurrence.kind == .referenceName,
      !occurrence.path.bytes.contains(secret.bytes)
    {
      return RepositoryPath(secret.mask)
    }
    var bytes = occurrence.path.bytes
    for secret in secrets { bytes.replace(secret.bytes, with: Array(secret.mask.utf8)) }
    return RepositoryPath(bytes: bytes)
  }
}
