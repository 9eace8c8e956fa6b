public import Findings
public import Git

/// What the next commit would add: the index against HEAD.
public struct Staged: ~Copyable {
  public let index: Index
  /// The folder that the repository's working trees share.
  public var commonDirectory: String { repository.commonDirectory }
  private let repository: Repository
  private let path: String

  /// Reads the index.
  ///
  /// - Parameters:
  ///   - repository: any folder of a working tree, also a linked one.
  ///   - indexFile: the value of `GIT_INDEX_FILE` where it is set; see `Repository.index(file:)`.
  /// - Throws: where there is no repository, it is bare, or its index cannot be read.
  public init(repository path: String, indexFile: String? = nil) throws(GitError) {
    let repository = try Repository(path: path)
    index = try repository.index(file: indexFile)
    self.repository = repository
    self.path = path
  }

  /// Plans a scan of every blob that is staged and that HEAD does not have at the same path.
  ///
  /// The bytes come from the index, never from the working tree, so that what is scanned is what is
  /// committed. Before the first commit everything is new. A file that moved is compared with where
  /// it was; a copy counts as new. Files that only `git add --intent-to-add` knows have nothing
  /// staged. In a conflict both sides are scanned, since no resolution is staged yet. Nothing
  /// depends on git's settings or attributes.
  ///
  /// - Throws: where HEAD cannot be read.
  public func plan(excludes: PathGlobs = PathGlobs([])) throws(GitError) -> InputPlan {
    let head = try repository.head()
    var tree: ObjectID?
    if let id = head.id { tree = try repository.commit(id).tree }
    let changes = try repository.changes(in: index, since: tree)
    var plan = InputPlan(
      repository: path, revision: head.id.map(\.hex), branch: head.branch)
    plan.coverage.submodules = changes.submodules
    var additions = Additions(excludes: excludes)
    additions.add(changes, commit: nil, to: &plan)
    for conflict in changes.conflicts {
      Staged.add(conflict, excludes: excludes, to: &plan)
    }
    additions.addNames(to: &plan)
    return plan
  }

  /// Adds the sides of a conflict that are not what HEAD has.
  private static func add(
    _ conflict: Changes.Conflict, excludes: PathGlobs, to plan: inout InputPlan
  ) {
    let path = RepositoryPath(bytes: conflict.path)
    guard !excludes.matches(path) else {
      plan.coverage.excluded += 1
      return
    }
    plan.notices.append(
      Notice(
        .warning, subject: path.display,
        message: "the file has a conflict, so that no content is staged; both sides were scanned:"
          + " resolve it, and run `git add` and the scan again"))
    let previous = conflict.head.map { [$0] } ?? []
    for side in [conflict.ours, conflict.theirs] where side != conflict.head {
      guard let side else { continue }
      plan.inputs.append(
        Input(path: path, content: .blob(side), addition: Input.Addition(previous: previous)))
    }
  }
}
