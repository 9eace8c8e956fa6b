internal import Findings
internal import Git

/// Finds every (path, blob) of a history and the commit that shows it first.
///
/// Commits come oldest first. A tree that was seen at a path is not read there again, so the work
/// is in proportion to what commits change.
struct TreeWalk: Sendable {
  private(set) var paths: PathTable
  /// Trees and blobs.
  private(set) var objects = ObjectTable()
  private(set) var standings: [Standing] = []
  /// By object: its first and last standing, and how many there are.
  private var chains: [(first: UInt32, last: UInt32, count: UInt32)] = []
  /// (path, object), for objects that stand at more places than a chain is searched for.
  private var crowded: Set<UInt64> = []
  /// Each path of a file with the commit that shows it first, in the order of the walk.
  private(set) var files: [(path: UInt32, commit: UInt32)] = []
  /// By folder: the bytes of the tree that was visited there last.
  private var latest: [UInt32: [UInt8]] = [:]
  private(set) var submodules = 0
  private(set) var symbolicLinks = 0
  private(set) var failures: [Failure] = []

  /// An object under a path, from a commit on.
  struct Standing: Sendable {
    var object: UInt32
    var path: UInt32
    var commit: UInt32
    /// The object's next standing, `Standing.none` behind the last.
    var next: UInt32
    var isTree: Bool

    static let none = UInt32.max
  }

  /// A tree that could not be read.
  struct Failure: Sendable {
    var path: UInt32
    var commit: UInt32
    var error: GitError
  }

  /// How many standings of an object are compared one by one.
  private static let chainLimit = 8
  /// At how many paths a tree is visited.
  ///
  /// Ten trees of ten entries, each tree made of the next one ten times, are ten billion paths. At
  /// most what lies in more copies of a folder than this is not listed at all its paths; every blob
  /// is still found, as it is the same in each copy.
  private static let treeLimit = 4096

  init(excludes: PathGlobs) { paths = PathTable(excludes: excludes) }

  /// The standings of an object, oldest first.
  func standings(of id: ObjectID) -> [Standing] {
    guard let number = objects.number(of: id) else { return [] }
    var found: [Standing] = []
    var next = chains[number].first
    while next != Standing.none {
      found.append(standings[Int(next)])
      next = standings[Int(next)].next
    }
    return found
  }

  /// Visits what commit number `commit` shows in its root tree.
  mutating func visit(
    tree: ObjectID, ofCommit commit: UInt32, in repository: borrowing Repository
  ) {
    guard stand(tree, at: PathTable.root, commit: commit, isTree: true) else { return }
    var waiting = [(tree, PathTable.root)]
    while let (tree, folder) = waiting.popLast() {
      do throws(GitError) {
        try repository.withObject(tree, as: .tree) { bytes throws(GitError) in
          var known = KnownFolder(latest.removeValue(forKey: folder))
          var reader = TreeReader(tree)
          while let entry = try reader.next(in: bytes) {
            if known.has(entry, of: bytes) { continue }
            if let path = add(entry, of: bytes, in: folder, commit: commit) {
              waiting.append((entry.id, path))
            }
          }
          latest[folder] = Array(copying: bytes)
        }
      } catch {
        failures.append(Failure(path: folder, commit: commit, error: error))
      }
    }
  }

  /// Lets go of what only the walk itself needs.
  mutating func finish() { latest = [:] }

  /// Notes that blob `id` stands at `path` without a tree.
  mutating func addLooseBlob(_ id: ObjectID, path: [UInt8], commit: UInt32) {
    let number = paths.insert(0..<path.count, of: path.span, in: PathTable.root)
    _ = stand(id, at: number, commit: commit, isTree: false)
  }

  /// - Returns: the path of a folder to visit.
  private mutating func add(
    _ entry: TreeEntry, of bytes: Span<UInt8>, in folder: UInt32, commit: UInt32
  ) -> UInt32? {
    let path = paths.insert(entry.name, of: bytes, in: folder)
    if entry.kind == .folder {
      return stand(entry.id, at: path, commit: commit, isTree: true) ? path : nil
    }
    let isNewFile = paths.markFile(path)
    if isNewFile { files.append((path, commit)) }
    if entry.kind == .submodule {
      if isNewFile { submodules += 1 }
      return nil
    }
    if stand(entry.id, at: path, commit: commit, isTree: false), entry.kind == .symbolicLink {
      symbolicLinks += 1
    }
    return nil
  }

  /// Notes that object `id` stands at `path`; returns whether that is new.
  private mutating func stand(
    _ id: ObjectID, at path: UInt32, commit: UInt32, isTree: Bool
  ) -> Bool {
    let (number, isNew) = objects.insert(id)
    let index = UInt32(standings.count)
    if isNew {
      chains.append((index, index, 0))
    } else {
      if isListed(number, at: path) { return false }
      if isTree, chains[number].count >= TreeWalk.treeLimit { return false }
      standings[Int(chains[number].last)].next = index
      chains[number].last = index
    }
    chains[number].count += 1
    if chains[number].count > TreeWalk.chainLimit { crowded.insert(key(number, path)) }
    standings.append(
      Standing(
        object: UInt32(number), path: path, commit: commit, next: Standing.none, isTree: isTree))
    return true
  }

  /// Whether the object with that number is known to stand at `path`.
  private func isListed(_ number: Int, at path: UInt32) -> Bool {
    var next = chains[number].first
    for _ in 0..<TreeWalk.chainLimit {
      if next == Standing.none { return false }
      if standings[Int(next)].path == path { return true }
      next = standings[Int(next)].next
    }
    return crowded.contains(key(number, path))
  }

  private func key(_ number: Int, _ path: UInt32) -> UInt64 { UInt64(path) << 32 | UInt64(number) }
}
