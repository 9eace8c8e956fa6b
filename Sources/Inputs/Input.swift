public import Findings
public import Git

/// One piece of text to scan: where it stands, how to read it, and which of its lines count.
public struct Input: Sendable {
  /// In a history, the first path that the blob was introduced under.
  public var path: RepositoryPath
  public var kind: Occurrence.Kind
  public var content: Content
  /// What was there before, nil where every line counts.
  public var addition: Addition?
  /// The commit that adds it, in a range; a message's own commit. Nil where the source does not
  /// know one, or where it is looked up only for a finding (`HistoryIndex`).
  public var commit: Provenance?

  public init(
    path: RepositoryPath, kind: Occurrence.Kind = .file, content: Content,
    addition: Addition? = nil, commit: Provenance? = nil
  ) {
    self.path = path
    self.kind = kind
    self.content = content
    self.addition = addition
    self.commit = commit
  }

  /// Where the bytes come from.
  public enum Content: Sendable {
    case blob(ObjectID)
    /// The message of a commit or annotated tag: what stands behind its header.
    case message(ObjectID)
    /// The path of a file to open, as bytes: it need not be UTF-8.
    case file([UInt8])
    case bytes([UInt8])
    /// Names, one a line.
    case names([Name])
  }

  /// A name to scan, of a file.
  public struct Name: Sendable {
    public var path: RepositoryPath
    /// The commit that introduces it.
    public var commit: Provenance?

    public init(path: RepositoryPath, commit: Provenance? = nil) {
      self.path = path
      self.commit = commit
    }
  }

  /// The blobs that stood there before: one for each parent of the commit, or a rename's source.
  ///
  /// A line counts when it is added against every one of them; with none, all lines are new.
  public struct Addition: Sendable {
    public var previous: [ObjectID]

    public init(previous: [ObjectID]) { self.previous = previous }
  }
}

/// Why an input was not scanned; never a reason to stop.
public struct InputError: Error, Sendable {
  /// Which count of the coverage it belongs to.
  public var reason: Reason
  public var notice: Notice

  public enum Reason: Sendable {
    case unreadable, overLimit
  }

  public init(_ reason: Reason, notice: Notice) {
    self.reason = reason
    self.notice = notice
  }
}
