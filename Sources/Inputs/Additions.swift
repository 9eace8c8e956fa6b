internal import Findings
internal import Git

/// Makes inputs of changes: each blob once with what stood there before, and the new names.
struct Additions {
  private let excludes: PathGlobs
  private var seen: Set<Changes.Change> = []
  private var names: [Input.Name] = []
  private var named: Set<[UInt8]> = []

  init(excludes: PathGlobs) { self.excludes = excludes }

  /// Adds what `commit` changes, or the index where that is nil.
  ///
  /// The same blob at the same path after the same blobs counts for the first that is added.
  mutating func add(_ changes: Changes, commit: Provenance?, to plan: inout InputPlan) {
    for var change in changes.blobs {
      let path = RepositoryPath(bytes: change.path)
      guard !excludes.matches(path) else {
        plan.coverage.excluded += 1
        continue
      }
      change.previous.sort()
      change.isNewToFirstParent = false
      guard seen.insert(change).inserted else { continue }
      plan.inputs.append(
        Input(
          path: path, content: .blob(change.blob),
          addition: Input.Addition(previous: change.previous), commit: commit))
    }
    for bytes in changes.newPaths where named.insert(bytes).inserted {
      let path = RepositoryPath(bytes: bytes)
      if !excludes.matches(path) { names.append(Input.Name(path: path, commit: commit)) }
    }
  }

  /// Adds the names of all files that are new, as one input.
  func addNames(to plan: inout InputPlan) {
    guard let first = names.first else { return }
    plan.inputs.append(Input(path: first.path, kind: .fileName, content: .names(names)))
  }
}
