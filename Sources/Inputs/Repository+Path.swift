public import Findings
public import Git

extension Repository {
  /// The file at `path` in the tree of `commit`, nil where there is none.
  ///
  /// - Throws: `.missing` or `.corrupt` for an object on the way.
  public func file(
    at path: RepositoryPath, in commit: ObjectID
  ) throws(GitError) -> [UInt8]? {
    try file(at: path.bytes, in: commit)
  }
}
