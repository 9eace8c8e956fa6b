/// What files of other scanners accept: secrets at a position, by their hash, or of a commit.
///
/// These files know a finding by less than Shrike's own baseline does, so an entry is taken as
/// narrowly as its form allows.
public struct ForeignBaseline: Sendable {
  public let entries: [Entry]
  private var indices: [RepositoryPath: [Int]] = [:]
  private var commits: [Int] = []
  private var used: Set<Int> = []

  /// One accepted secret, or commit.
  public struct Entry: Sendable, Hashable {
    public var key: Key
    /// The file that holds the entry, and its 1-based line there.
    public var file: String
    public var line: Int

    /// What an entry knows a secret by.
    public enum Key: Sendable, Hashable {
      /// Whatever stands on the 1-based line of the path; with a commit, only what it introduced.
      case position(path: RepositoryPath, line: Int, commit: String?)
      /// The secret with this SHA-1 in the file. The line counts only where the hash is that of a
      /// private key's title, which all keys of a kind share.
      case digest(path: RepositoryPath, sha1: String, line: Int?)
      /// What a commit introduced; of these rules, or of all where there are none.
      case commit(String, ruleIDs: Set<String>)

      /// The path that the entry is about.
      public var path: RepositoryPath? {
        switch self {
        case .position(let path, _, _), .digest(let path, _, _): path
        case .commit: nil
        }
      }

      /// Whether the entry is about one commit, which only a history or a range shows.
      public var namesCommit: Bool {
        switch self {
        case .position(_, _, let commit): commit != nil
        case .digest: false
        case .commit: true
        }
      }
    }

    public init(key: Key, file: String, line: Int) {
      self.key = key
      self.file = file
      self.line = line
    }
  }

  public init(_ entries: [Entry] = []) {
    self.entries = entries
    for (index, entry) in entries.enumerated() {
      if let path = entry.key.path {
        indices[path, default: []].append(index)
      } else {
        commits.append(index)
      }
    }
  }

  /// Whether nothing is accepted.
  public var isEmpty: Bool { entries.isEmpty }

  /// `finding` without the places that are accepted, nil where all are. Their entries count as used.
  public mutating func kept(_ finding: Finding) -> Finding? {
    guard !isEmpty else { return finding }
    var kept = finding
    kept.occurrences = finding.occurrences.filter { occurrence in
      let accepting = self.accepting(occurrence, of: finding)
      used.formUnion(accepting)
      return accepting.isEmpty
    }
    return kept.occurrences.isEmpty ? nil : kept
  }

  /// The first entry that accepts a place of `finding`, nil where none does.
  public func entry(for finding: Finding) -> Entry? {
    finding.occurrences.lazy.flatMap { self.accepting($0, of: finding) }.first.map { entries[$0] }
  }

  /// The entries that have accepted nothing so far.
  public var unused: [Entry] {
    entries.indices.filter { !used.contains($0) }.map { entries[$0] }
  }

  /// One remark a file about its entries that accepted nothing.
  ///
  /// - Parameter isJudged: whether the scan has seen all that the entry could be about.
  public func notices(where isJudged: (Entry.Key) -> Bool) -> [Notice] {
    let idle = unused.filter { entry in
      if case .commit = entry.key { return false }
      return isJudged(entry.key)
    }
    return Dictionary(grouping: idle, by: \.file).sorted { $0.key < $1.key }.map { file, entries in
      let count =
        entries.count == 1
        ? "this entry accepts"
        : "\(entries.count) entries, from here,"
          + " accept"
      return Notice(
        .information, subject: file, line: entries.map(\.line).min(),
        message: "\(count) nothing that Shrike finds: what they were for is gone, or another"
          + " scanner's alone")
    }
  }

  private func accepting(_ occurrence: Occurrence, of finding: Finding) -> [Int] {
    let candidates = (indices[occurrence.path] ?? []) + commits
    guard !candidates.isEmpty else { return [] }
    let digests = ForeignBaseline.digests(of: finding.secret)
    return candidates.filter { index in
      switch entries[index].key {
      case .position(_, let line, let commit):
        occurrence.region.lines.contains(line)
          && (commit.map { $0 == occurrence.commit?.commit } ?? true)
      case .digest(_, let sha1, let line):
        digests.whole == sha1 || digests.title == sha1 && line == occurrence.region.startLine
      case .commit(let commit, let ruleIDs):
        occurrence.commit?.commit == commit && (ruleIDs.isEmpty || ruleIDs.contains(finding.ruleID))
      }
    }
  }

  /// The SHA-1 of the secret, and, of a private key in PEM, that of its title, by which
  /// detect-secrets knows it ("BEGIN … PRIVATE KEY").
  private static func digests(of secret: Secret?) -> (whole: String?, title: String?) {
    guard let bytes = secret?.bytes else { return (nil, nil) }
    let dash = UInt8(ascii: "-")
    guard bytes.starts(with: "-----BEGIN ".utf8) else { return (SHA1.digest(bytes), nil) }
    return (SHA1.digest(bytes), SHA1.digest(Array(bytes.dropFirst(5).prefix { $0 != dash })))
  }
}
