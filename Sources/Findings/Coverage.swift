/// What a scan read, and what it did not and why: the proof behind "clean".
public struct Coverage: Sendable, Hashable {
  public var references = 0
  public var stashes = 0
  public var reflogEntries = 0
  public var commits = 0
  /// Commit and tag messages.
  public var messages = 0
  /// File and reference names.
  public var names = 0
  /// Blobs and files whose text was matched.
  public var blobs = 0
  /// Bytes of those.
  public var bytes: Int64 = 0
  /// Files that the policies read.
  public var policyFiles = 0
  /// Binary blobs, searched for high-confidence literals only.
  public var binary = 0
  /// Archives and compressed files that were opened, those inside others included.
  public var archives = 0
  /// Files in them that were matched; they are no `blobs`.
  public var archiveEntries = 0
  /// Files in them that were not, because of a limit, a password or damage; each has a notice, or
  /// its archive has.
  public var archiveEntriesSkipped = 0
  /// Archives of a format that is not opened: searched as binary.
  public var closedArchives = 0
  /// Git LFS pointers: the file itself is elsewhere.
  public var lfsPointers = 0
  public var submodules = 0
  public var symbolicLinks = 0
  /// Blobs over the size limit.
  public var overLimit = 0
  /// Files left out by the configuration's paths.
  public var excluded = 0
  /// Things that could not be read; each has a notice.
  public var unreadable = 0
  /// Commits whose parents a shallow clone does not have.
  public var shallowBoundary = 0
  /// Reflog entries whose commit git has already removed.
  public var expiredReflogEntries = 0

  public init() {}

  /// Adds the counts of `other`, of another thread or source.
  public mutating func add(_ other: Coverage) {
    for field in Coverage.fields { self[keyPath: field.path] += other[keyPath: field.path] }
    bytes += other.bytes
  }

  /// Whether nothing at all was read.
  public var isEmpty: Bool { blobs + policyFiles + binary + archives + messages + names == 0 }

  /// A count with the name that reports give it.
  public struct Field {
    public let name: String
    public let path: WritableKeyPath<Coverage, Int>
  }
}

extension Coverage {
  /// Every count but the bytes, in the order of a report.
  ///
  /// One list serves adding, the text summary, SARIF and JSON.
  public static var fields: [Field] {
    [
      Field(name: "references", path: \.references),
      Field(name: "stashes", path: \.stashes),
      Field(name: "reflogEntries", path: \.reflogEntries),
      Field(name: "commits", path: \.commits),
      Field(name: "messages", path: \.messages),
      Field(name: "names", path: \.names),
      Field(name: "blobs", path: \.blobs),
      Field(name: "policyFiles", path: \.policyFiles),
      Field(name: "binary", path: \.binary),
      Field(name: "archives", path: \.archives),
      Field(name: "archiveEntries", path: \.archiveEntries),
      Field(name: "archiveEntriesSkipped", path: \.archiveEntriesSkipped),
      Field(name: "closedArchives", path: \.closedArchives),
      Field(name: "lfsPointers", path: \.lfsPointers),
      Field(name: "submodules", path: \.submodules),
      Field(name: "symbolicLinks", path: \.symbolicLinks),
      Field(name: "overLimit", path: \.overLimit),
      Field(name: "excluded", path: \.excluded),
      Field(name: "unreadable", path: \.unreadable),
      Field(name: "shallowBoundary", path: \.shallowBoundary),
      Field(name: "expiredReflogEntries", path: \.expiredReflogEntries),
    ]
  }
}
