/// A comment that tells Shrike to leave certain findings near it out:
/// `shrike:ignore RULE[,RULE…] [until=YYYY-MM-DD] -- reason`.
public struct Suppression: Sendable, Hashable {
  /// The rules that it silences; empty, and meant for every secret rule, in another scanner's.
  public var ruleIDs: [String]
  /// The last day on which it holds, nil for ever.
  public var until: CalendarDate?
  /// Why the finding is accepted; empty only in another scanner's.
  public var reason: String
  /// The scanner whose comment it is, nil for Shrike's own.
  public var origin: ForeignMarker?
  /// 1-based line of the marker.
  public var line: Int
  /// The 1-based lines in which findings are left out.
  public var covers: ClosedRange<Int>

  /// The text that every suppression starts with, exactly so in lower case.
  public static let marker = "shrike:ignore"

  public init(
    ruleIDs: [String], until: CalendarDate?, reason: String, line: Int, covers: ClosedRange<Int>
  ) {
    self.ruleIDs = ruleIDs
    self.until = until
    self.reason = reason
    self.line = line
    self.covers = covers
  }

  /// Whether a finding of `ruleID` that touches `lines` is left out.
  public func silences(ruleID: String, lines: ClosedRange<Int>) -> Bool {
    covers.overlaps(lines) && (origin != nil || ruleIDs.contains(ruleID))
  }
}

/// A marker that was not obeyed, and what is wrong with it.
public struct SuppressionFault: Error, Sendable, Hashable {
  /// 1-based line of the marker.
  public var line: Int
  /// What is wrong and what to write, without scanned text.
  public var message: String

  /// The warning about this fault in the file at `path`.
  public func notice(path: RepositoryPath) -> Notice {
    Notice(.warning, subject: path.display, line: line, message: message)
  }
}

/// Which suppressions of a scan silenced something, so that the idle ones are reported.
///
/// Kept by each thread and added up at the end.
public struct SuppressionUsage: Sendable {
  private var seen: Set<Entry> = []
  private var used: Set<Entry> = []

  private struct Entry: Hashable {
    let path: RepositoryPath
    let line: Int
    let ruleID: String
  }

  public init() {}

  /// Notes the suppressions of a text, only where all of it was scanned: a text that was read in
  /// part proves of no suppression that it is idle.
  public mutating func note(_ suppressions: [Suppression], in path: RepositoryPath) {
    for suppression in suppressions {
      for ruleID in suppression.ruleIDs {
        seen.insert(Entry(path: path, line: suppression.line, ruleID: ruleID))
      }
    }
  }

  /// Whether one of `suppressions`, all in `path`, silences a finding; those that do count as used.
  public mutating func silences(
    ruleID: String, lines: ClosedRange<Int>, in path: RepositoryPath,
    by suppressions: [Suppression]
  ) -> Bool {
    var isSilenced = false
    for suppression in suppressions where suppression.silences(ruleID: ruleID, lines: lines) {
      used.insert(Entry(path: path, line: suppression.line, ruleID: ruleID))
      isSilenced = true
    }
    return isSilenced
  }

  /// Whether the suppression on `line` of `path` silenced a finding of `ruleID`.
  public func isUsed(ruleID: String, line: Int, in path: RepositoryPath) -> Bool {
    used.contains(Entry(path: path, line: line, ruleID: ruleID))
  }

  /// Adds what another thread noted.
  public mutating func add(_ other: SuppressionUsage) {
    seen.formUnion(other.seen)
    used.formUnion(other.used)
  }

  /// A warning for each rule of a suppression that silenced nothing, among the rules that ran.
  public func notices(rulesThatRan: Set<String>) -> [Notice] {
    seen.subtracting(used).filter { rulesThatRan.contains($0.ruleID) }.map { entry in
      Notice(
        .warning, subject: entry.path.display, line: entry.line,
        message: "this suppression of '\(entry.ruleID)' matches no finding: remove it")
    }.sorted()
  }
}
