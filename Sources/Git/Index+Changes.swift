extension Repository {
  /// What the index holds that `tree` does not have at the same path.
  ///
  /// A folder whose cached tree is `tree`'s is skipped unread, so that the cost is that of the
  /// folders in which something is staged. Entries of `git add --intent-to-add` are no content.
  ///
  /// - Parameter tree: HEAD's tree; nil before the first commit, when all is new.
  /// - Throws: `.missing` or `.corrupt` for a tree that cannot be read.
  public func changes(in index: Index, since tree: ObjectID?) throws(GitError) -> Changes {
    var changes = Changes()
    let whole = IndexFolder(
      entries: 0..<index.count, prefix: 0, cached: index.cachedTrees.root, tree: tree)
    try collect(whole, of: index, into: &changes)
    try followRenames(in: &changes)
    return changes
  }

  private func collect(
    _ folder: IndexFolder, of index: Index, into changes: inout Changes
  ) throws(GitError) {
    if folder.isUnchanged(in: index) { return }
    guard folder.depth < Repository.folderLimit else {
      throw GitError(.corrupt, subject: "index", message: "the index nests folders too deep")
    }
    var base = try cursorOfFolder(folder.tree)
    let cached = CachedFolders(in: folder.cached, of: index)
    var position = folder.entries.lowerBound
    let path = Array(folder.path(in: index))
    while position < folder.entries.upperBound {
      let name = index.path(at: position).dropFirst(folder.prefix)
      if let slash = name.firstIndex(of: UInt8(ascii: "/")) {
        let entry = try base.take(name[..<slash], isFolder: true) { changes.remove($0, from: path) }
        if slash == name.endIndex - 1 {
          let whole = index.id(at: position)
          if entry?.id != whole {
            try collect(
              whole, since: [entry?.id], at: Array(index.path(at: position)),
              depth: folder.depth + 1, into: &changes)
          }
          position += 1
          continue
        }
        let below = folder.folder(
          named: name[..<slash], at: position, cached: cached.position(of: name[..<slash]),
          tree: entry?.id, in: index)
        try collect(below, of: index, into: &changes)
        position = below.entries.upperBound
      } else {
        let entry = try base.take(name, isFolder: false) { changes.remove($0, from: path) }
        position = changes.add(index, at: position, before: entry)
      }
    }
    try changes.removeRest(of: &base, from: path)
  }
}

/// The entries of an index that lie in one folder.
private struct IndexFolder {
  var entries: Range<Int>
  /// The number of bytes of the folder's path, its last `/` included.
  var prefix: Int
  var depth = 0
  /// The folder's position among the index's cached trees.
  var cached: Int?
  /// The same folder in HEAD, nil where it has none.
  var tree: ObjectID?

  /// Whether git has noted that these entries make up `tree`.
  func isUnchanged(in index: Index) -> Bool {
    guard let tree, let cached else { return false }
    let folder = index.cachedTrees.folders[cached]
    return folder.entryCount == entries.count && ObjectID(index.bytes.span, at: folder.id) == tree
  }

  func path(in index: Index) -> ArraySlice<UInt8> {
    entries.isEmpty ? [] : index.path(at: entries.lowerBound).prefix(prefix)
  }

  /// The folder `name` in this one, whose first entry is at `position`.
  func folder(
    named name: ArraySlice<UInt8>, at position: Int, cached: Int?, tree: ObjectID?,
    in index: Index
  ) -> IndexFolder {
    let length = prefix + name.count + 1
    let path = index.path(at: position).prefix(length)
    func isInside(_ position: Int) -> Bool {
      index.path(at: position).prefix(length).elementsEqual(path)
    }
    var end = position + 1
    let cachedCount = cached.flatMap { index.cachedTrees.folders[$0].entryCount }
    if let count = cachedCount, count > 0, position + count <= entries.upperBound,
      isInside(position + count - 1),
      position + count == entries.upperBound || !isInside(position + count)
    {
      end = position + count
    } else {
      while end < entries.upperBound, isInside(end) { end += 1 }
    }
    return IndexFolder(
      entries: position..<end, prefix: length, depth: depth + 1, cached: cached, tree: tree)
  }
}

/// The cached trees right in one folder, by name.
private struct CachedFolders {
  private let index: Index
  /// Their positions among the index's cached trees.
  private var positions: [Int] = []

  /// - Parameter folder: the folder's own position, nil where it has none.
  init(in folder: Int?, of index: Index) {
    self.index = index
    guard let folder else { return }
    positions = index.cachedTrees.children(of: folder)
    // Git writes them by length, then by bytes (cache-tree.c, `subtree_name_cmp`); others may not.
    let isSorted = positions.indices.dropFirst().allSatisfy {
      !precedes(name(at: $0), name(at: $0 - 1))
    }
    if !isSorted {
      let unsorted = self
      positions.sort { unsorted.precedes(unsorted.name(of: $0), unsorted.name(of: $1)) }
    }
  }

  func position(of name: ArraySlice<UInt8>) -> Int? {
    var low = 0
    var high = positions.count
    while low < high {
      let middle = (low + high) / 2
      if precedes(self.name(at: middle), name) { low = middle + 1 } else { high = middle }
    }
    guard low < positions.count, self.name(at: low) == name else { return nil }
    return positions[low]
  }

  private func name(at place: Int) -> ArraySlice<UInt8> { name(of: positions[place]) }

  private func name(of position: Int) -> ArraySlice<UInt8> {
    let range = index.cachedTrees.folders[position].name
    return index.bytes[Int(range.lowerBound)..<Int(range.upperBound)]
  }

  private func precedes(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool {
    left.count != right.count
      ? left.count < right.count : left.lexicographicallyPrecedes(right)
  }
}

extension Changes {
  /// Adds the file whose entries start at `position` and returns the position behind them.
  fileprivate mutating func add(
    _ index: Index, at position: Int, before entry: TreeCursor.Entry?
  ) -> Int {
    let path = Array(index.path(at: position))
    guard index.stage(at: position) != 0 else {
      if !index.isIntentToAdd(at: position) {
        add(index.id(at: position), index.kind(at: position), at: path, parents: [entry])
      }
      return position + 1
    }
    var conflict = Conflict(path: path, head: entry.flatMap { $0.kind.isBlob ? $0.id : nil })
    var end = position
    while end < index.count, index.stage(at: end) != 0, index.path(at: end).elementsEqual(path) {
      let blob = index.kind(at: end).isBlob ? index.id(at: end) : nil
      switch index.stage(at: end) {
      case 1: break
      case 2: conflict.ours = blob
      default: conflict.theirs = blob
      }
      end += 1
    }
    conflicts.append(conflict)
    return end
  }
}
