/// A commit, read and parsed (gitformat-commit is described in git's `Documentation/user-manual`,
/// "Commit object", and `commit.c`).
public struct Commit: Sendable {
  public var id: ObjectID
  public var tree: ObjectID
  public var parents: [ObjectID]
  public var author: Identity
  /// When the commit was made, in seconds since 1970 (UTC).
  public var committed: Int64
  /// Where the message starts, in bytes from the object's start.
  public var messageOffset: Int

  /// Who wrote something, and when.
  public struct Identity: Sendable, Hashable {
    /// The name as it stands, not always UTF-8.
    public var name: [UInt8]
    /// In seconds since 1970 (UTC).
    public var seconds: Int64
    /// Offset from UTC in minutes.
    public var offset: Int
  }

  /// Parses the bytes of commit `id`.
  ///
  /// Damaged dates count as 0, as they do for git; without a tree or with a damaged parent there is
  /// no commit.
  ///
  /// - Throws: `.corrupt`.
  public init(_ id: ObjectID, _ bytes: Span<UInt8>) throws(GitError) {
    var header = HeaderReader(bytes)
    guard header.take("tree ", in: bytes), let tree = ObjectID(hex: bytes, at: header.offset)
    else { throw GitError.corrupt(id, detail: "a commit without a tree") }
    header.skipLine(in: bytes)
    var parents: [ObjectID] = []
    while header.take("parent ", in: bytes) {
      guard let parent = ObjectID(hex: bytes, at: header.offset) else {
        throw GitError.corrupt(id, detail: "a commit with a damaged parent")
      }
      parents.append(parent)
      header.skipLine(in: bytes)
    }
    var author = Identity(name: [], seconds: 0, offset: 0)
    if header.take("author ", in: bytes) { author = header.identity(in: bytes) }
    committed = author.seconds
    if header.take("committer ", in: bytes) { committed = header.identity(in: bytes).seconds }
    header.skipToMessage(in: bytes)
    self.id = id
    self.tree = tree
    self.parents = parents
    self.author = author
    messageOffset = header.offset
  }
}

/// An annotated tag, read and parsed.
public struct Tag: Sendable {
  public var target: ObjectID
  /// The name in the tag object itself, which need not be the reference's.
  public var name: [UInt8]
  /// Nil in tags that early versions of git made.
  public var tagger: Commit.Identity?
  /// Where the message starts, in bytes from the object's start.
  public var messageOffset: Int

  /// Parses the bytes of tag `id`.
  ///
  /// - Throws: `.corrupt`.
  public init(_ id: ObjectID, _ bytes: Span<UInt8>) throws(GitError) {
    var header = HeaderReader(bytes)
    guard header.take("object ", in: bytes), let target = ObjectID(hex: bytes, at: header.offset)
    else { throw GitError.corrupt(id, detail: "a tag without an object") }
    header.skipLine(in: bytes)
    if header.take("type ", in: bytes) { header.skipLine(in: bytes) }
    name = header.take("tag ", in: bytes) ? header.line(in: bytes) : []
    tagger = header.take("tagger ", in: bytes) ? header.identity(in: bytes) : nil
    header.skipToMessage(in: bytes)
    self.target = target
    messageOffset = header.offset
  }
}

extension Repository {
  /// Reads and parses commit `id`.
  ///
  /// - Throws: `.missing` or `.corrupt`.
  public func commit(_ id: ObjectID) throws(GitError) -> Commit {
    try withObject(id, as: .commit) { bytes throws(GitError) in try Commit(id, bytes) }
  }
  /// Gives the message of a commit or annotated tag to `body`, without copying it.
  ///
  /// - Throws: `.missing` or `.corrupt`.
  public func withMessage<R>(
    of id: ObjectID, _ body: (Span<UInt8>) -> R
  ) throws(GitError) -> R {
    try withObject(id) { (kind, bytes) throws(GitError) in
      switch kind {
      case .commit:
        let commit = try Commit(id, bytes)
        return body(bytes.extracting(commit.messageOffset..<bytes.count))
      case .tag:
        let tag = try Tag(id, bytes)
        return body(bytes.extracting(tag.messageOffset..<bytes.count))
      case .tree, .blob: throw GitError.corrupt(id, detail: "it has no message")
      }
    }
  }
}
