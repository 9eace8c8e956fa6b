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

  /// The standings of an object under paths that count, oldest first.
  func standings(of id: ObjectID) -> [TreeWalk.Standing] {
    walk.standings(of: id).filter { !walk.paths.isExcluded($0.path) }
  }
}
