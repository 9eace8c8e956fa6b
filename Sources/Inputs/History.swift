public import Findings
public import Git

/// The source of `shrike history`: every blob, message and name of a repository, each once.
public enum History {
  /// Finds what there is to scan in the repository at `path`.
  ///
  /// Commits are walked once, oldest first, from all references, stashes and reflogs of all working
  /// trees. What cannot be read is a notice; the rest goes on.
  ///
  /// - Parameter excludes: paths to leave out; a blob is left out if all its paths are.
  /// - Throws: where the repository does not open.
  public static func plan(
    repository path: String, excludes: PathGlobs = PathGlobs([])
  ) throws(GitError) -> InputPlan {
    let repository = try Repository(path: path)
    let head = try repository.head()
    let tips = HistoryTips(repository, head: head)
    var walk = TreeWalk(excludes: excludes)
    for number in tips.graph.order { visit(number, of: tips, by: &walk, in: repository) }
    walk.finish()

    var plan = HistoryPlan(tips: tips, walk: walk)
    plan.addMessages()
    plan.addNames()
    try plan.addBlobs(in: repository)
    plan.addFailures()
    let index = HistoryIndex(
      repository: path, head: head.id, graph: tips.graph, tips: tips.tips, walk: walk)
    return InputPlan(
      inputs: plan.inputs, coverage: plan.coverage, notices: plan.notices, repository: path,
      revision: head.id?.hex, branch: head.branch, history: index)
  }

  private static func visit(
    _ number: Int, of tips: HistoryTips, by walk: inout TreeWalk,
    in repository: borrowing Repository
  ) {
    let node = tips.graph.nodes[number]
    guard node.state == .read else { return }
    switch node.kind {
    case .commit, .tree:
      walk.visit(tree: node.tree, ofCommit: UInt32(number), in: repository)
    case .blob, .tag:
      let name = tips.tips.first { $0.number == number }?.name ?? node.tree.hex
      walk.addLooseBlob(
        node.tree, path: Array((".git/" + name).utf8), commit: UInt32(number))
    }
  }
}
