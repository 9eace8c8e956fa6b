internal import CGit2

/// An open repository, for one thread.
///
/// libgit2's handles are not for sharing: every thread opens its own. Linked worktrees are opened
/// with the objects and references of their main repository, alternates are followed, and a
/// submodule is a repository of its own.
@safe public struct Repository: ~Copyable {
  let handle: OpaquePointer
  let objects: OpaquePointer

  /// Opens the repository that `path` lies in: a working tree or any folder of it, a `.git` folder
  /// or file, or a bare repository.
  ///
  /// - Throws: `.notRepository`, `.unsupported` (SHA-256, reftable) or `.failure`.
  public init(path: String) throws(GitError) {
    Library.start()
    var handle: OpaquePointer?
    let code = unsafe git_repository_open_ext(&handle, path, 0, nil)
    guard code == 0, let opened = unsafe handle else {
      throw Repository.openError(code, path: path)
    }
    var objects: OpaquePointer?
    let objectsCode = unsafe git_repository_odb(&objects, opened)
    guard objectsCode == 0, let objects = unsafe objects else {
      unsafe git_repository_free(opened)
      throw GitError.last(objectsCode, subject: path, action: "open the object database")
    }
    unsafe self.handle = opened
    unsafe self.objects = objects
  }

  deinit {
    unsafe git_odb_free(objects)
    unsafe git_repository_free(handle)
  }

  private static func openError(_ code: Int32, path: String) -> GitError {
    let detail = GitError.lastDetail
    if code == GIT_ENOTFOUND.rawValue {
      return GitError(
        .notRepository, subject: path,
        message: "not in a git repository; name one with --repo, or scan plain files with"
          + " `shrike files PATH`")
    }
    if detail.contains("objectformat") {
      return GitError(
        .unsupported, subject: path,
        message: "the repository uses SHA-256 object ids, which are not supported; scan its"
          + " working tree with `shrike files PATH`, or a SHA-1 clone")
    }
    if detail.contains("unsupported") {
      return GitError(
        .unsupported, subject: path,
        message: "the repository needs a newer reader (\(detail)); scan its working tree with"
          + " `shrike files PATH`")
    }
    return GitError(
      .failure, subject: path,
      message: "the repository could not be opened (\(detail)); see whether `git status` works")
  }

  /// Whether the repository has no working tree.
  public var isBare: Bool { unsafe git_repository_is_bare(handle) == 1 }

  /// Whether the history ends early because the clone is shallow.
  public var isShallow: Bool { unsafe git_repository_is_shallow(handle) == 1 }

  /// The path of the working tree with a `/` at its end, nil for a bare repository.
  public var workingDirectory: String? {
    guard let path = unsafe git_repository_workdir(handle) else { return nil }
    return unsafe String(cString: path)
  }

  /// The path of this working tree's own git directory (`.git/`, `.git/worktrees/x/`).
  public var gitDirectory: String {
    guard let path = unsafe git_repository_path(handle) else { return "" }
    return unsafe String(cString: path)
  }

  /// The path of the git directory that all working trees share, with a `/` at its end.
  public var commonDirectory: String {
    guard let path = unsafe git_repository_commondir(handle) else { return gitDirectory }
    return unsafe String(cString: path)
  }

  /// What HEAD names.
  public struct Head: Sendable, Hashable {
    /// The commit, nil before the branch's first one.
    public var id: ObjectID?
    /// The branch's short name ("main"), nil where HEAD is detached.
    public var branch: String?
  }

  /// What HEAD names in this working tree.
  ///
  /// - Throws: where HEAD is damaged or names a reference that is.
  public func head() throws(GitError) -> Head {
    var reference: OpaquePointer?
    let code = unsafe git_reference_lookup(&reference, handle, "HEAD")
    guard code == 0, let reference = unsafe reference else {
      throw GitError.last(code, subject: "HEAD", action: "read it")
    }
    defer { unsafe git_reference_free(reference) }
    var branch: String?
    if let target = unsafe git_reference_symbolic_target(reference) {
      let name = unsafe String(cString: target)
      branch = name.hasPrefix("refs/heads/") ? String(name.dropFirst(11)) : name
    }
    var resolved: OpaquePointer?
    let resolvedCode = unsafe git_reference_resolve(&resolved, reference)
    if resolvedCode == GIT_ENOTFOUND.rawValue { return Head(id: nil, branch: branch) }
    guard resolvedCode == 0, let resolved = unsafe resolved else {
      throw GitError.last(resolvedCode, subject: "HEAD", action: "resolve it")
    }
    defer { unsafe git_reference_free(resolved) }
    guard let id = unsafe git_reference_target(resolved) else {
      return Head(id: nil, branch: branch)
    }
    return Head(id: unsafe ObjectID(id.pointee), branch: branch)
  }
}
