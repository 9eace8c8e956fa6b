internal import Findings
internal import Git

/// Turns what a walk found into inputs.
struct HistoryPlan {
  private let tips: HistoryTips
  private let walk: TreeWalk
  private(set) var inputs: [Input] = []
  private(set) var coverage: Coverage
  var notices: [Notice]

  /// Bytes of names that are scanned as one text.
  private static let batchSize = 64 << 10
  /// Missing blobs that get a notice each; more of them get one together.
  private static let missingLimit = 20

  init(tips: HistoryTips, walk: TreeWalk) {
    self.tips = tips
    self.walk = walk
    coverage = tips.coverage
    notices = tips.notices
    coverage.submodules = walk.submodules
    coverage.symbolicLinks = walk.symbolicLinks
  }

  /// The messages of all commits, oldest first, and of all annotated tags.
  mutating func addMessages() {
    for number in tips.graph.order {
      guard let commit = tips.graph.provenance(of: number) else { continue }
      inputs.append(
        Input(
          path: RepositoryPath(".git/commit-message/" + commit.commit), kind: .commitMessage,
          content: .message(tips.graph.table.ids[number]), commit: commit))
    }
    for message in tips.tagMessages {
      inputs.append(Input(path: message.path, kind: .tagMessage, content: .message(message.id)))
    }
  }

  /// The names of references, and the whole paths of files.
  mutating func addNames() {
    for name in tips.names {
      inputs.append(
        Input(
          path: RepositoryPath(bytes: Array(".git/".utf8) + name), kind: .referenceName,
          content: .bytes(name)))
    }
    var batch: [Input.Name] = []
    var size = 0
    var commit: (number: UInt32, provenance: Provenance?)?
    for file in walk.files where !walk.paths.isExcluded(file.path) {
      if commit?.number != file.commit {
        commit = (file.commit, tips.graph.provenance(of: Int(file.commit)))
      }
      let path = walk.paths.path(of: file.path)
      if size + path.bytes.count >= HistoryPlan.batchSize { flush(&batch, &size) }
      batch.append(Input.Name(path: path, commit: commit?.provenance))
      size += path.bytes.count + 1
    }
    flush(&batch, &size)
  }

  private mutating func flush(_ batch: inout [Input.Name], _ size: inout Int) {
    guard let first = batch.first else { return }
    inputs.append(Input(path: first.path, kind: .fileName, content: .names(batch)))
    batch = []
    size = 0
  }

  /// Each blob once, under its first path that counts: by file name, then path, then as they are
  /// stored.
  ///
  /// Git makes deltas between files of one name, newer versions first, and a repository without tags
  /// keeps the versions of a file far apart. So in this order a delta's base was read just before,
  /// and is in libgit2's cache of 16 MiB; in the order of the pack each would be made again and
  /// again.
  ///
  /// - Throws: where the objects cannot be listed.
  mutating func addBlobs(in repository: borrowing Repository) throws(GitError) {
    var first = [UInt32](repeating: TreeWalk.Standing.none, count: walk.objects.ids.count)
    var excluded: Set<UInt32> = []
    for (index, standing) in walk.standings.enumerated() where !standing.isTree {
      let object = Int(standing.object)
      if walk.paths.isExcluded(standing.path) {
        excluded.insert(standing.object)
      } else if first[object] == TreeWalk.Standing.none {
        first[object] = UInt32(index)
      }
    }
    coverage.excluded = excluded.count { first[Int($0)] == TreeWalk.Standing.none }
    var found: [(name: UInt64, path: UInt32, id: ObjectID)] = []
    try repository.forEachObjectID { id in
      guard let number = walk.objects.number(of: id), first[number] != TreeWalk.Standing.none
      else { return }
      let standing = walk.standings[Int(first[number])]
      found.append((walk.paths.nameHash(of: standing.path), standing.path, id))
      first[number] = TreeWalk.Standing.none
    }
    let order = found.indices.sorted { left, right in
      (found[left].name, found[left].path, left) < (found[right].name, found[right].path, right)
    }
    for index in order {
      inputs.append(
        Input(path: walk.paths.path(of: found[index].path), content: .blob(found[index].id)))
    }
    addMissing(first.filter { $0 != TreeWalk.Standing.none })
  }

  /// Blobs that trees name and the repository does not have, as in a partial clone.
  private mutating func addMissing(_ standings: [UInt32]) {
    coverage.unreadable += standings.count
    guard standings.count <= HistoryPlan.missingLimit else {
      notices.append(
        Notice(
          .incomplete,
          message: "\(standings.count) blobs are not in this clone and were not scanned; get those"
            + " that a partial clone left out with `git fetch --refetch --no-filter`, others from"
            + " another clone"))
      return
    }
    for index in standings {
      let standing = walk.standings[Int(index)]
      let id = walk.objects.ids[Int(standing.object)]
      add(
        GitError(
          .missing, subject: id.hex,
          message: "the blob is not in the repository; restore it with `git fetch --refetch` or"
            + " from another clone"),
        path: standing.path, commit: standing.commit)
    }
  }

  /// A notice for each tree that could not be read.
  mutating func addFailures() {
    coverage.unreadable += walk.failures.count
    for failure in walk.failures {
      add(failure.error, path: failure.path, commit: failure.commit)
    }
  }

  private mutating func add(_ error: GitError, path: UInt32, commit: UInt32) {
    let place = path == PathTable.root ? "its root" : walk.paths.path(of: path).display
    let commit = tips.graph.table.ids[Int(commit)].hex
    notices.append(
      Notice(
        .incomplete, subject: error.subject,
        message: "needed by commit \(commit) for \(place): \(error.message)"))
  }
}
