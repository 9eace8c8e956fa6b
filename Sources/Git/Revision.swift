internal import CGit2

extension Repository {
  /// The id of the commit that `revision` names ("main", "v1~2", "HEAD@{1}"); tags are followed.
  ///
  /// - Throws: `.unknownRevision`.
  public func commitID(of revision: String) throws(GitError) -> ObjectID {
    var object: OpaquePointer?
    let code = unsafe git_revparse_single(&object, handle, revision)
    guard code == 0, let object = unsafe object else {
      throw GitError(
        .unknownRevision, subject: revision,
        message: "no such revision (\(GitError.lastDetail)); see `git branch --all` and `git tag`,"
          + " and fetch it if this clone does not have it")
    }
    defer { unsafe git_object_free(object) }
    var commit: OpaquePointer?
    guard unsafe git_object_peel(&commit, object, GIT_OBJECT_COMMIT) == 0,
      let commit = unsafe commit
    else {
      throw GitError(
        .unknownRevision, subject: revision, message: "not a commit; name a commit, branch or tag")
    }
    defer { unsafe git_object_free(commit) }
    guard let id = unsafe git_object_id(commit) else {
      throw GitError(.failure, subject: revision, message: "the commit has no id")
    }
    return unsafe ObjectID(id.pointee)
  }
}
