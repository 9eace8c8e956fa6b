public import Findings
public import Git

/// Every file of a commit: what the policies judge, where a scan is of changes or of a history.
public enum Snapshot {
  /// The files of `commit`, or of HEAD, by path.
  ///
  /// - Parameter since: a commit whose own files count as known: `addition` of each input then tells
  ///   what the change adds to them, and a file that is the same in both adds nothing.
  /// - Throws: where a commit or a tree cannot be read.
  public static func files(
    of commit: ObjectID?, since base: ObjectID? = nil, repository path: String,
    excludes: PathGlobs = PathGlobs([])
  ) throws(GitError) -> [Input] {
    let repository = try Repository(path: path)
    let head = try repository.head().id
    guard let id = commit ?? head else { return [] }
    let tree = try repository.commit(id).tree
    var known: [ObjectID] = []
    if let base { known = [try repository.commit(base).tree] }
    let changes = try repository.changes(in: tree, since: known)
    return changes.blobs.compactMap { change in
      let path = RepositoryPath(bytes: change.path)
      guard !excludes.matches(path) else { return nil }
      return Input(
        path: path, content: .blob(change.blob),
        addition: base == nil ? nil : Input.Addition(previous: change.previous))
    }
  }
}
