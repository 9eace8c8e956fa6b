import Findings
import Foundation
import Git
import Inputs
import TestSupport
import Testing

/// Ranges that name what is not there, and clones that do not reach far enough.
struct RangeEndsTests {
  private let zeros = String(repeating: "0", count: 40)

  private func make() throws -> ScratchRepository {
    let repository = try ScratchRepository()
    for number in 1...4 { try repository.commit("main\(number)", "text \(number)\n") }
    try repository.git("checkout --quiet -b side main~2")
    for number in 1...3 { try repository.commit("side\(number)", "text \(number)\n") }
    return repository
  }

  private func error(_ range: String, in repository: ScratchRepository) throws -> GitError? {
    #expect(throws: GitError.self) {
      try CommitRange.plan(repository: repository.folder.path, range: range)
    }
  }

  private func shallow(
    _ repository: ScratchRepository, depth: Int, branches: [String]
  ) throws -> String {
    let clone = repository.scratch.url.appending(path: "shallow").path
    try repository.git([
      "clone", "--quiet", "--depth", "\(depth)", "--branch", branches[0],
      "file://" + repository.folder.path, clone,
    ])
    for branch in branches.dropFirst() {
      try repository.git([
        "-C", clone, "fetch", "--quiet", "--depth", "\(depth)", "origin",
        "\(branch):refs/remotes/origin/\(branch)",
      ])
    }
    return clone
  }

  @Test func aNameThatDoesNotExist() throws {
    let repository = try make()
    let missing = try error("nowhere...side", in: repository)
    #expect(missing?.kind == .unknownRevision)
    #expect(missing?.subject == "nowhere")
    #expect(missing?.message.contains("git branch --all") == true)
    #expect(try error("main...nowhere", in: repository)?.subject == "nowhere")
    let remote = try error("origin/main...side", in: repository)
    #expect(remote?.message.contains("git fetch origin main") == true)
    let id = String(repeating: "1a", count: 20)
    #expect(
      try error("\(id)...side", in: repository)?.message.contains("git fetch origin \(id)") == true)
    #expect(try error("main:main1...side", in: repository)?.kind == .unknownRevision)
    #expect(try error("...", in: repository)?.kind == .unknownRevision)
    #expect(try error("", in: repository)?.kind == .unknownRevision)
  }

  @Test func aRepositoryWithoutACommit() throws {
    let repository = try ScratchRepository()
    #expect(try error("main...HEAD", in: repository)?.kind == .unknownRevision)
  }

  @Test func noCommonHistory() throws {
    let repository = try make()
    try repository.git("checkout --quiet --orphan apart")
    try repository.git("commit --quiet -m Apart")
    let none = try error("main...apart", in: repository)
    #expect(none?.message.contains("no common history") == true)
    #expect(try repository.added("main..apart").count == 5)
  }

  @Test func theMergeBaseIsBeyondAShallowClone() throws {
    let repository = try make()
    let clone = try shallow(repository, depth: 1, branches: ["side", "main"])
    let error = #expect(throws: GitError.self) {
      try CommitRange.plan(repository: clone, range: "origin/main...HEAD")
    }
    #expect(error?.message.contains("git fetch --deepen") == true)
    #expect(error?.message.contains("fetch-depth: 0") == true)
  }

  @Test func aBaseThatAShallowCloneLacks() throws {
    let repository = try make()
    let clone = try shallow(repository, depth: 1, branches: ["side"])
    let error = #expect(throws: GitError.self) {
      try CommitRange.plan(repository: clone, range: "origin/main...HEAD")
    }
    #expect(error?.message.contains("git fetch --unshallow") == true)
  }

  @Test func aBoundaryInsideTheRangeIsNoticed() throws {
    let repository = try make()
    let clone = try shallow(repository, depth: 2, branches: ["side", "main"])
    let plan = try CommitRange.plan(repository: clone, range: "origin/main..HEAD")
    #expect(plan.coverage.commits == 2)
    #expect(plan.coverage.shallowBoundary == 1)
    #expect(plan.notices.map(\.kind) == [.incomplete])
    #expect(
      try PlanSummary(plan).files == ["side1: all", "side2: all", "side3: all"],
      "what the base has is not new")
  }

  @Test func aBoundaryBelowTheRangeMattersToNobody() throws {
    let repository = try make()
    let clone = try shallow(repository, depth: 5, branches: ["side", "main"])
    let plan = try CommitRange.plan(repository: clone, range: "origin/main...HEAD")
    #expect(plan.notices.isEmpty)
    #expect(try PlanSummary(plan).files == ["side1: all", "side2: all", "side3: all"])
  }

  @Test func zerosStandForAllOtherReferences() throws {
    let repository = try make()
    try repository.git("update-ref refs/remotes/origin/side side")
    for tip in ["side", "HEAD"] {
      let plan = try CommitRange.plan(
        repository: repository.folder.path, range: "\(zeros)...\(tip)")
      #expect(try PlanSummary(plan).files == ["side1: all", "side2: all", "side3: all"])
      #expect(plan.base?.hex == (try repository.git("rev-parse main~2")))
    }
  }

  @Test func zerosAndAReferenceThatIsAhead() throws {
    let repository = try make()
    let tip = try repository.git("rev-parse HEAD~1")
    #expect(try repository.added("\(zeros)..\(tip)") == ["side1: all", "side2: all"])
  }

  @Test func zerosInARepositoryWithNothingElse() throws {
    let repository = try ScratchRepository()
    try repository.commit("a", "one\n")
    let plan = try CommitRange.plan(repository: repository.folder.path, range: "\(zeros)...HEAD")
    #expect(try PlanSummary(plan).files == ["a: all"])
    #expect(plan.base == nil)
  }

  @Test func zerosAtTheEndAreADeletedBranch() throws {
    let error = try error("main...\(zeros)", in: try make())
    #expect(error?.message.contains("deleted") == true)
  }

  @Test func crossedMergesHaveABase() throws {
    let repository = try make()
    try repository.git("branch left main")
    try repository.git("branch right side")
    try repository.git("checkout --quiet left")
    try repository.git("merge --quiet -m Left side")
    try repository.git("checkout --quiet right")
    try repository.git("merge --quiet -m Right main")
    try repository.commit("right", "right\n")
    #expect(try repository.added("left...right") == ["right: all"])
    let ends = try CommitRange.ends(of: "left...right", repository: repository.folder.path)
    let bases = try repository.git("merge-base --all left right").split(separator: "\n")
    #expect(bases.count == 2)
    #expect(bases.contains { $0 == ends.base?.hex ?? "" })
  }
}
