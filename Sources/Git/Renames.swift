internal import CGit2

extension Repository {
  /// At most this many pairs of a new and a removed file are compared by content; git's own limit
  /// is 1000 on either side (git-config(1), `diff.renameLimit`).
  private static let pairLimit = 1_000_000
  /// Files over this many bytes are not compared by content.
  private static let contentLimit = 8 << 20
  /// How alike two files must be, in percent, to be one file that moved.
  private static let similarity: Int32 = 50

  /// Finds, for the files that are new, those that were moved there.
  ///
  /// A file that moved unchanged adds nothing and is dropped; one that was changed on the way gets
  /// its source as `previous`. A source moves to one place; other copies of it count as new. Where
  /// nothing was both added and removed this costs nothing. No setting of the user takes part.
  ///
  /// - Throws: `.missing` or `.corrupt` for a tree that is gone and cannot be read.
  func followRenames(in changes: inout Changes) throws(GitError) {
    let new = changes.blobs.indices.filter {
      changes.blobs[$0].isNewToFirstParent && changes.blobs[$0].kind != .symbolicLink
    }
    if new.isEmpty || changes.removed.isEmpty { return }
    var sources = try removedFiles(changes.removed)
    changes.removed = []
    var moved: Set<Int> = []
    moveUnchanged(new, in: changes, from: &sources, moved: &moved)
    let rest = new.filter { !moved.contains($0) }
    moveChanged(rest, in: &changes, from: sources)
    changes.blobs = changes.blobs.indices.filter { !moved.contains($0) }.map { changes.blobs[$0] }
  }

  /// The files among what was removed, folders expanded.
  private func removedFiles(_ removed: [Changes.Removed]) throws(GitError) -> [Changes.Removed] {
    var files: [Changes.Removed] = []
    var waiting = Array(removed.reversed())
    while let next = waiting.popLast() {
      switch next.kind {
      case .file, .executable: files.append(next)
      case .symbolicLink, .submodule: break
      case .folder:
        var cursor = try TreeCursor(next.id, of: self)
        var below: [Changes.Removed] = []
        while let entry = cursor.entry {
          below.append(
            Changes.Removed(
              path: next.path + [UInt8(ascii: "/")] + entry.name, id: entry.id, kind: entry.kind))
          try cursor.advance()
        }
        waiting += below.reversed()
      }
    }
    return files
  }

  /// Pairs files of equal content, of the same name if there is one.
  private func moveUnchanged(
    _ new: [Int], in changes: Changes, from sources: inout [Changes.Removed], moved: inout Set<Int>
  ) {
    var byID: [ObjectID: [Int]] = [:]
    for (index, source) in sources.enumerated() { byID[source.id, default: []].append(index) }
    var used: Set<Int> = []
    for index in new {
      let change = changes.blobs[index]
      guard let candidates = byID[change.blob], !candidates.isEmpty else { continue }
      let name = Renames.name(of: change.path)
      let best =
        candidates.firstIndex { Renames.name(of: sources[$0].path) == name } ?? 0
      used.insert(candidates[best])
      byID[change.blob]?.remove(at: best)
      moved.insert(index)
    }
    sources = sources.indices.filter { !used.contains($0) }.map { sources[$0] }
  }

  /// Pairs the files that are most alike, the best pair first.
  private func moveChanged(
    _ new: [Int], in changes: inout Changes, from sources: [Changes.Removed]
  ) {
    if new.isEmpty || sources.isEmpty { return }
    // Where there are too many to compare all, a moved folder is still found by its files' names.
    let isNameNeeded = new.count * sources.count > Repository.pairLimit
    let before = sources.map { signature(of: $0.id) }
    var pairs: [Renames.Pair] = []
    for index in new {
      let change = changes.blobs[index]
      let signature = signature(of: change.blob)
      let name = Renames.name(of: change.path)
      for (source, other) in before.enumerated() {
        let isSameName = Renames.name(of: sources[source].path) == name
        if isNameNeeded, !isSameName { continue }
        let score = signature.similarity(to: other)
        if score < Repository.similarity { continue }
        pairs.append(
          Renames.Pair(new: index, source: source, score: score, isSameName: isSameName))
      }
    }
    var used: Set<Int> = []
    var found: Set<Int> = []
    for pair in pairs.sorted() where !used.contains(pair.source) && !found.contains(pair.new) {
      used.insert(pair.source)
      found.insert(pair.new)
      let source = sources[pair.source].id
      if !changes.blobs[pair.new].previous.contains(source) {
        changes.blobs[pair.new].previous.append(source)
      }
    }
  }

  /// The signature of a blob, like no other where it cannot be read: who reads it reports that.
  private func signature(of blob: ObjectID) -> Signature {
    do throws(GitError) {
      guard try header(of: blob).size <= Repository.contentLimit else { return Signature() }
      return try withObject(blob, as: .blob) { (bytes) throws(GitError) in Signature(of: bytes) }
    } catch {
      return Signature()
    }
  }
}

/// The parts of finding renames that need no repository.
private enum Renames {
  struct Pair: Comparable {
    var new: Int
    var source: Int
    var score: Int32
    var isSameName: Bool

    static func < (left: Pair, right: Pair) -> Bool {
      if left.score != right.score { return left.score > right.score }
      if left.isSameName != right.isSameName { return left.isSameName }
      return (left.new, left.source) < (right.new, right.source)
    }
  }

  static func name(of path: [UInt8]) -> ArraySlice<UInt8> {
    path.lastIndex(of: UInt8(ascii: "/")).map { path[($0 + 1)...] } ?? path[...]
  }
}

/// What libgit2 remembers of a file's lines to tell how alike two files are.
@safe private final class Signature {
  private let handle: OpaquePointer?
  private let size: Int

  /// The signature of a file that is like no other.
  init() {
    unsafe handle = nil
    size = 0
  }

  init(of bytes: Span<UInt8>) {
    size = bytes.count
    var handle: OpaquePointer?
    let options = git_hashsig_option_t(
      rawValue: GIT_HASHSIG_NORMAL.rawValue | GIT_HASHSIG_ALLOW_SMALL_FILES.rawValue)
    let code = unsafe bytes.withUnsafeBytes { buffer in
      unsafe git_hashsig_create(
        &handle, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count, options)
    }
    unsafe self.handle = code == 0 ? handle : nil
  }

  deinit { unsafe git_hashsig_free(handle) }

  /// From 0 to 100.
  func similarity(to other: Signature) -> Int32 {
    guard let handle = unsafe handle, let second = unsafe other.handle,
      2 * min(size, other.size) >= max(size, other.size)
    else { return 0 }
    return max(0, unsafe git_hashsig_compare(handle, second))
  }
}
