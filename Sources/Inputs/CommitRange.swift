public import Findings
public import Git

/// What the commits of a pull request or a push add.
public enum CommitRange {
  /// Plans a scan of what each commit of `range` adds to its parents.
  ///
  /// The commits are those reachable from HEAD and not from BASE, oldest first. What an ordinary
  /// commit adds is what its parent does not have; a merge commit adds what none of its parents
  /// has; a first commit adds all it holds. So a secret that a later commit of the range removes is
  /// found, and what comes in from BASE by a merge is not reported. Commit messages and the names
  /// of new files are scanned too; annotated tags are not, since a range is of commits.
  ///
  /// At a commit whose parents a shallow clone does not have, everything counts that the range's
  /// base does not have at the same path, and a notice says that the scan is incomplete.
  ///
  /// - Parameters:
  ///   - repository: any folder of a working tree, or a bare repository.
  ///   - range: `BASE...HEAD`, `BASE..HEAD` or `BASE` (to the current HEAD), each side a revision
  ///     (gitrevisions(7)); a side left out is the current HEAD. With three dots there must be a
  ///     merge base, and it is the plan's `base`; with two, BASE itself is. A BASE of zeros, which
  ///     hosts send for a new branch, stands for every other reference: what they do not reach.
  /// - Throws: where a side does not exist, there is no merge base, or a commit cannot be read.
  public static func plan(
    repository path: String, range text: String, excludes: PathGlobs = PathGlobs([])
  ) throws(GitError) -> InputPlan {
    let repository = try Repository(path: path)
    let range = try RangeEnds(text, in: repository)
    let boundary = try repository.shallowRoots()
    let (branch, base) = try range.resolve(in: repository, boundary: boundary)
    let head = try repository.head()
    var plan = InputPlan(
      repository: path, revision: range.tip.hex, branch: head.id == range.tip ? head.branch : nil,
      base: base)
    plan.coverage.commits = branch.commits.count
    if branch.commits.isEmpty {
      plan.notices.append(
        Notice(.information, subject: text, message: "the range has no commits to scan"))
    }
    var trees = TreeTable(branch.commits)
    var additions = Additions(excludes: excludes)
    for commit in branch.commits {
      let parents = boundary.contains(commit.id) ? (base.map { [$0] } ?? []) : commit.parents
      if boundary.contains(commit.id) { noteBoundary(commit, in: &plan) }
      add(
        commit, since: parents, trees: &trees, in: repository, additions: &additions, to: &plan)
    }
    additions.addNames(to: &plan)
    return plan
  }

  /// The two ends of a range.
  public struct Ends: Sendable, Hashable {
    /// The plan's `base`.
    public var base: ObjectID?
    public var tip: ObjectID
  }

  /// The commits that `range` starts from and ends in, to read the configuration before planning.
  ///
  /// - Throws: as `plan` does for the range itself.
  public static func ends(of range: String, repository path: String) throws(GitError) -> Ends {
    let repository = try Repository(path: path)
    let ends = try RangeEnds(range, in: repository)
    let boundary = try repository.shallowRoots()
    return Ends(base: try ends.resolve(in: repository, boundary: boundary).base, tip: ends.tip)
  }

  private static func add(
    _ commit: Commit, since parents: [ObjectID], trees: inout TreeTable,
    in repository: borrowing Repository, additions: inout Additions, to plan: inout InputPlan
  ) {
    let provenance = Provenance(commit)
    plan.inputs.append(
      Input(
        path: RepositoryPath(".git/commit-message/" + commit.id.hex), kind: .commitMessage,
        content: .message(commit.id), commit: provenance))
    do throws(GitError) {
      var before: [ObjectID] = []
      for parent in parents { before.append(try trees.tree(of: parent, in: repository)) }
      let changes = try repository.changes(in: commit.tree, since: before)
      plan.coverage.submodules += changes.submodules
      additions.add(changes, commit: provenance, to: &plan)
    } catch {
      plan.coverage.unreadable += 1
      plan.notices.append(
        Notice(
          .incomplete, subject: "commit \(commit.id.hex)",
          message: "what it adds could not be read: \(error)"))
    }
  }

  private static func noteBoundary(_ commit: Commit, in plan: inout InputPlan) {
    plan.coverage.shallowBoundary += 1
    plan.notices.append(
      Notice(
        .incomplete, subject: "commit \(commit.id.hex)",
        message: "the clone is shallow and ends here, inside the range; run"
          + " `git fetch --unshallow`, or set `fetch-depth: 0` for actions/checkout"))
  }
}

extension Provenance {
  /// The commit with its author; a name that is not UTF-8 is mended.
  init(_ commit: Commit) {
    self.init(
      commit: commit.id.hex, author: String(decoding: commit.author.name, as: UTF8.self),
      seconds: commit.author.seconds, offset: commit.author.offset)
  }
}

/// The trees of commits, each commit read once.
private struct TreeTable {
  private var trees: [ObjectID: ObjectID]

  init(_ commits: [Commit]) {
    trees = Dictionary(commits.map { ($0.id, $0.tree) }) { first, _ in first }
  }

  mutating func tree(
    of commit: ObjectID, in repository: borrowing Repository
  ) throws(GitError) -> ObjectID {
    if let tree = trees[commit] { return tree }
    let tree = try repository.commit(commit).tree
    trees[commit] = tree
    return tree
  }
}
