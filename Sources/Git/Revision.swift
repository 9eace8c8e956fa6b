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

  /// The best common ancestor of two commits, nil where they have none.
  ///
  /// - Throws: where a commit on the way is missing or damaged.
  public func mergeBase(_ one: ObjectID, _ other: ObjectID) throws(GitError) -> ObjectID? {
    var base = git_oid()
    var (first, second) = (one.raw, other.raw)
    let code = unsafe git_merge_base(&base, handle, &first, &second)
    if code == GIT_ENOTFOUND.rawValue { return nil }
    guard code == 0 else {
      throw GitError.last(code, subject: one.hex, action: "find the merge base")
    }
    return ObjectID(base)
  }

  /// The commits reachable from `tip` and not from `base`, parents before children.
  ///
  /// - Throws: where a commit on the way is missing or damaged.
  public func commits(
    from tip: ObjectID, notFrom base: ObjectID?
  ) throws(GitError) -> [ObjectID] {
    var walk: OpaquePointer?
    let created = unsafe git_revwalk_new(&walk, handle)
    guard created == 0, let walk = unsafe walk else {
      throw GitError.last(created, subject: tip.hex, action: "start to walk the history")
    }
    defer { unsafe git_revwalk_free(walk) }
    let order = GIT_SORT_TOPOLOGICAL.rawValue | GIT_SORT_TIME.rawValue | GIT_SORT_REVERSE.rawValue
    unsafe git_revwalk_sorting(walk, order)
    var raw = tip.raw
    let pushed = unsafe git_revwalk_push(walk, &raw)
    guard pushed == 0 else { throw GitError.object(tip, code: pushed) }
    if let base {
      raw = base.raw
      let hidden = unsafe git_revwalk_hide(walk, &raw)
      guard hidden == 0 else { throw GitError.object(base, code: hidden) }
    }
    var found: [ObjectID] = []
    while true {
      let code = unsafe git_revwalk_next(&raw, walk)
      if code == GIT_ITEROVER.rawValue { return found }
      guard code == 0 else {
        throw GitError.last(code, subject: tip.hex, action: "walk the history")
      }
      found.append(ObjectID(raw))
    }
  }
}
