public import Findings
public import Git

/// Where and when every blob of a history stood.
public struct HistoryIndex: Sendable {
  let repository: String
  let head: ObjectID?
  let graph: CommitGraph
  let tips: [HistoryTips.Tip]
  let walk: TreeWalk

  /// Every path that the blob stood under, with the first commit that shows it there, oldest first.
  ///
  /// The commit is nil for a blob that a reference names without one. Paths that the configuration
  /// leaves out do not count.
  public func introductions(
    of blob: ObjectID
  ) -> [(path: RepositoryPath, commit: Provenance?)] {
    standings(of: blob).map {
      (walk.paths.path(of: $0.path), graph.provenance(of: Int($0.commit)))
    }
  }

  /// The place of `commit` in the walk, parents before children; behind all others for none.
  public func position(of commit: Provenance?) -> Int {
    guard let id = commit.flatMap({ ObjectID(hex: $0.commit) }),
      let number = graph.table.number(of: id)
    else { return .max }
    return graph.nodes[number].position
  }

  /// Whether each of `paths` is a file in HEAD's tree.
  ///
  /// - Throws: where the repository does not open, or a tree of HEAD cannot be read.
  public func areAtHead(_ paths: [RepositoryPath]) throws(GitError) -> [Bool] {
    guard let head else { return paths.map { _ in false } }
    let repository = try Repository(path: repository)
    var found: [Bool] = []
    for path in paths { found.append(try repository.blob(at: path.bytes, in: head) != nil) }
    return found
  }

  /// The standings of an object under paths that count, oldest first.
  func standings(of id: ObjectID) -> [TreeWalk.Standing] {
    walk.standings(of: id).filter { !walk.paths.isExcluded($0.path) }
  }
}
