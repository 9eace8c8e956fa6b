/// What a commit, or the index, holds that none of its parents has at the same path.
public struct Changes: Sendable {
  /// The blobs, in the order of their paths.
  public var blobs: [Change] = []
  /// Paths that no parent has, renamed files included.
  public var newPaths: [[UInt8]] = []
  /// Paths with a conflict that nobody has resolved; the index alone has any.
  public var conflicts: [Conflict] = []
  /// Submodules that are new or moved to another commit.
  public var submodules = 0
  /// What the first parent has at a path that is gone: the sources of renames.
  var removed: [Removed] = []

  /// A path with a blob that no parent has there.
  public struct Change: Sendable, Hashable {
    public var path: [UInt8]
    public var blob: ObjectID
    public var kind: TreeEntry.Kind
    /// The blobs that stood there before: one for each parent that has one, or the source of the
    /// rename.
    public var previous: [ObjectID]
    /// Whether the first parent has no blob at the path.
    public var isNewToFirstParent: Bool
  }

  /// The sides of a merge that git could not join.
  public struct Conflict: Sendable, Hashable {
    public var path: [UInt8]
    /// The blob that HEAD has.
    public var head: ObjectID?
    /// The blob of the side that is checked out; not HEAD's where something was staged before.
    public var ours: ObjectID?
    public var theirs: ObjectID?
  }

  struct Removed {
    var path: [UInt8]
    var id: ObjectID
    var kind: TreeEntry.Kind
  }

  /// Adds the entry `kind` and `id` at `path`, unless it is one of the parents' `entries` there.
  mutating func add(
    _ id: ObjectID, _ kind: TreeEntry.Kind, at path: [UInt8], parents entries: [TreeCursor.Entry?]
  ) {
    let isKnown = entries.contains { entry in
      entry.map { $0.id == id && $0.kind.isBlob == kind.isBlob } ?? false
    }
    if isKnown { return }
    guard kind.isBlob else {
      submodules += 1
      return
    }
    let before = entries.map { entry in entry.flatMap { $0.kind.isBlob ? $0.id : nil } }
    var previous: [ObjectID] = []
    for case let id? in before where !previous.contains(id) { previous.append(id) }
    if previous.isEmpty { newPaths.append(path) }
    blobs.append(
      Change(
        path: path, blob: id, kind: kind, previous: previous,
        isNewToFirstParent: before.first.map { $0 == nil } ?? true))
  }
}

extension Repository {
  /// Folders deeper than this are taken for an attack on the stack.
  static let folderLimit = 1000

  /// What `tree` holds that none of `parents` has at the same path, submodules counted.
  ///
  /// No text is compared and no attribute or setting is read: ids differ or they do not. A file
  /// that is gone from the first parent is looked for among the new ones (see `Renames`).
  ///
  /// - Parameter parents: the trees of the parents; none for a first commit, all of which is new.
  /// - Throws: `.missing` or `.corrupt` for a tree that cannot be read.
  public func changes(
    in tree: ObjectID, since parents: [ObjectID]
  ) throws(GitError) -> Changes {
    var changes = Changes()
    if parents.contains(tree) { return changes }
    try collect(tree, since: parents, at: [], depth: 0, into: &changes)
    try followRenames(in: &changes)
    return changes
  }

  /// Adds what the folder `tree` holds and none of `parents`, the same folder in each parent, does.
  func collect(
    _ tree: ObjectID, since parents: [ObjectID?], at folder: [UInt8], depth: Int,
    into changes: inout Changes
  ) throws(GitError) {
    guard depth < Repository.folderLimit else {
      throw GitError.corrupt(tree, detail: "folders are nested over \(Repository.folderLimit) deep")
    }
    var cursor = try TreeCursor(tree, of: self)
    var others: [TreeCursor] = []
    for parent in parents { others.append(try cursorOfFolder(parent)) }
    while let entry = cursor.entry {
      let isFolder = entry.kind == .folder
      let path = folder + entry.name
      var entries: [TreeCursor.Entry?] = []
      for index in others.indices {
        let taken = try others[index].take(entry.name, isFolder: isFolder) { skipped in
          if index == 0 { changes.remove(skipped, from: folder) }
        }
        entries.append(taken)
      }
      if !isFolder {
        changes.add(entry.id, entry.kind, at: path, parents: entries)
      } else if !entries.contains(where: { $0?.id == entry.id }) {
        try collect(
          entry.id, since: entries.map { $0?.id }, at: path + [UInt8(ascii: "/")],
          depth: depth + 1, into: &changes)
      }
      try cursor.advance()
    }
    if !others.isEmpty { try changes.removeRest(of: &others[0], from: folder) }
  }

  /// A cursor on the folder `id`, empty where it does not exist.
  func cursorOfFolder(_ id: ObjectID?) throws(GitError) -> TreeCursor {
    guard let id else { return TreeCursor() }
    return try TreeCursor(id, of: self)
  }
}

extension Changes {
  /// Notes that the first parent's `entry` in `folder` is gone.
  mutating func remove(_ entry: TreeCursor.Entry, from folder: [UInt8]) {
    removed.append(Removed(path: folder + entry.name, id: entry.id, kind: entry.kind))
  }

  /// Notes that all entries from `cursor` on are gone.
  mutating func removeRest(of cursor: inout TreeCursor, from folder: [UInt8]) throws(GitError) {
    while let entry = cursor.entry {
      remove(entry, from: folder)
      try cursor.advance()
    }
  }
}
