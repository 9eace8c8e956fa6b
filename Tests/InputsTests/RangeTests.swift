import Findings
import Foundation
import Git
import Inputs
import TestSupport
import Testing

struct RangeTests {
  /// A repository whose `main` has one commit and whose `side` is checked out.
  private func make() throws -> ScratchRepository {
    let repository = try ScratchRepository()
    try repository.commit("a", "one\ntwo\nthree\n", message: "First")
    try repository.git("checkout --quiet -b side")
    return repository
  }

  @Test func eachCommitAddsItsOwn() throws {
    let repository = try make()
    let added = try repository.commit("a", "one\nsecret\ntwo\nthree\n", message: "Add")
    let removed = try repository.commit("a", "one\ntwo\nthree\nfour\n", message: "Remove")
    let plan = try CommitRange.plan(repository: repository.folder.path, range: "main...side")
    let summary = try PlanSummary(plan)
    #expect(summary.files == ["a: 2", "a: 4"])
    #expect(summary.messages == ["Add", "Remove"])
    #expect(summary.names == [])
    #expect(plan.inputs.map { $0.commit?.commit } == [added, added, removed, removed])
    #expect(plan.inputs.first?.commit?.author == "Ada Example")
    #expect(plan.inputs.first?.path == RepositoryPath(".git/commit-message/" + added))
    #expect(plan.coverage.commits == 2)
    #expect(plan.base?.hex == (try repository.git("rev-parse main")))
    #expect(plan.revision == removed)
  }

  @Test(arguments: ["main...side", "main..side", "main", "main...", "main..", "main...HEAD"])
  func theFormsOfARange(range: String) throws {
    let repository = try make()
    try repository.commit("b", "new\n")
    try repository.git("checkout --quiet -b other main")
    try repository.git("checkout --quiet main")
    try repository.commit("c", "on main\n")
    try repository.git("checkout --quiet side")
    let plan = try CommitRange.plan(repository: repository.folder.path, range: range)
    #expect(try PlanSummary(plan).files == ["b: all"])
    let base = range.contains("...") ? "other" : "main"
    #expect(plan.base?.hex == (try repository.git("rev-parse \(base)")))
    let ends = try CommitRange.ends(of: range, repository: repository.folder.path)
    #expect(ends.base == plan.base)
    #expect(ends.tip.hex == plan.revision)
  }

  @Test func newFilesAndNamesAndFirstCommits() throws {
    let repository = try make()
    try repository.commit("folder/new", "new\n")
    try repository.git("checkout --quiet --orphan root")
    try repository.git("commit --quiet -m Root")
    try repository.git("checkout --quiet side")
    try repository.git("merge --quiet --allow-unrelated-histories -m Merge root")
    let summary = try PlanSummary(
      try CommitRange.plan(repository: repository.folder.path, range: "main...side"))
    #expect(summary.files.sorted() == ["a: all", "folder/new: all"])
    #expect(summary.names.sorted() == ["a", "folder/new"])
    #expect(summary.messages.count == 3)
  }

  @Test func aMergeAddsWhatNoParentHas() throws {
    let repository = try make()
    try repository.commit("side", "from side\n")
    try repository.git("checkout --quiet main")
    try repository.commit("a", "one\ntwo\nthree\nfrom main\n")
    try repository.commit("main", "from main\n")
    try repository.git("checkout --quiet side")
    try repository.git("merge --quiet --no-commit main")
    try repository.write("a", "evil\none\ntwo\nthree\nfrom main\n")
    try repository.write("evil", "in the merge\n")
    try repository.git("add .")
    try repository.git("commit --quiet -m Merge")
    #expect(
      try repository.added("main...side") == ["side: all", "a: 1", "evil: all"])
  }

  @Test func aMergeWithoutContentOfItsOwnAddsNothing() throws {
    let repository = try make()
    try repository.commit("side", "from side\n")
    try repository.git("checkout --quiet main")
    try repository.commit("a", "one\ntwo\nthree\nfrom main\n")
    try repository.git("checkout --quiet side")
    try repository.git("merge --quiet -m Merge main")
    #expect(try repository.added("main...side") == ["side: all"])
  }

  @Test func renamesInACommitAndInAMerge() throws {
    let repository = try make()
    try repository.commit("text", lines(20))
    try repository.git("branch --force main side")
    try repository.git("checkout --quiet -b third")
    try repository.git("mv text folder")
    try repository.write("folder", lines(20) + "added\n")
    try repository.git("add .")
    try repository.git("commit --quiet -m Rename")
    try repository.git("mv folder again")
    try repository.git("commit --quiet -m Again")
    #expect(try repository.added("main...third") == ["folder: 21"])
    try repository.git("checkout --quiet main")
    try repository.commit("other", "other\n")
    try repository.git("merge --quiet --no-commit third")
    try repository.write("again", "merged\n" + lines(20) + "added\n")
    try repository.git("add .")
    try repository.git("commit --quiet -m Merge")
    #expect(try repository.added("third...main") == ["other: all", "again: 1"])
  }

  @Test func theSameChangeInTwoCommitsCountsOnce() throws {
    let repository = try make()
    let first = try repository.commit("a", "one\ntwo\nthree\nfour\n")
    try repository.git("revert --no-edit HEAD")
    try repository.commit("a", "one\ntwo\nthree\nfour\n", message: "Again")
    let plan = try CommitRange.plan(repository: repository.folder.path, range: "main...side")
    #expect(try PlanSummary(plan).files == ["a: 4", "a: "])
    let place = plan.inputs.first { $0.path == RepositoryPath("a") }
    #expect(place?.commit?.commit == first)
  }

  @Test func wrongClocksHideNothing() throws {
    let repository = try make()
    let dates = ["2030-01-01", "1990-01-01", "2010-01-01"]
    for (number, date) in dates.enumerated() {
      try repository.write("b\(number)", "text \(number)\n")
      try repository.git("add .")
      try repository.git(
        ["commit", "--quiet", "-m", "Change"],
        environment: ["GIT_COMMITTER_DATE": "\(date)T00:00:00Z"])
    }
    #expect(try repository.added("main...side") == ["b0: all", "b1: all", "b2: all"])
    #expect(try repository.added("side...main") == [])
    #expect(try repository.added("side~1..side") == ["b2: all"])
  }

  @Test func annotatedTagsNameCommitsAndAreNotScanned() throws {
    let repository = try make()
    try repository.git("tag --annotate -m base-tag v1 main")
    try repository.commit("b", "new\n")
    try repository.git("tag --annotate -m tip-tag v2")
    let plan = try CommitRange.plan(repository: repository.folder.path, range: "v1...v2")
    let summary = try PlanSummary(plan)
    #expect(summary.files == ["b: all"])
    #expect(summary.messages == ["Change"])
  }

  @Test func anEmptyRangeSaysSo() throws {
    let repository = try make()
    let plan = try CommitRange.plan(repository: repository.folder.path, range: "main...side")
    #expect(plan.inputs.isEmpty)
    #expect(plan.notices.map(\.kind) == [.information])
  }

  @Test func submodulesLinksAndExclusions() throws {
    let repository = try make()
    let commit = try repository.git("rev-parse HEAD")
    try FileManager.default.createSymbolicLink(
      atPath: repository.folder.appending(path: "link").path, withDestinationPath: "target")
    try repository.write("drop/b", "two\n")
    try repository.git("add .")
    try repository.git("update-index --add --cacheinfo 160000,\(commit),module")
    try repository.git("commit --quiet -m All")
    let plan = try CommitRange.plan(
      repository: repository.folder.path, range: "main...side", excludes: PathGlobs(["drop"]))
    #expect(try PlanSummary(plan).files == ["link: all"])
    #expect(plan.coverage.submodules == 1)
    #expect(plan.coverage.excluded == 1)
  }

  @Test func settingsAndAttributesChangeNothing() throws {
    let repository = try make()
    try repository.commit("a.txt", lines(20))
    try repository.git("branch --force main side")
    try repository.makeHostile()
    try repository.git("mv a.txt b.txt")
    try repository.write("b.txt", lines(20) + "added\n")
    try repository.write(".env", "A=1\n")
    try repository.git("add .")
    try repository.git("commit --quiet -m Change")
    #expect(try repository.added("main...side") == [".env: all", "b.txt: 21"])
  }

  @Test func theBaseCommitsFilesAreReadable() throws {
    let repository = try make()
    try repository.commit("folder/file", "text\n")
    let opened = try Repository(path: repository.folder.path)
    let head = try #require(try opened.head().id)
    let text = try opened.file(at: RepositoryPath("folder/file"), in: head)
    #expect(text == Array("text\n".utf8))
    #expect(try opened.file(at: RepositoryPath("folder"), in: head) == nil)
    #expect(try opened.file(at: RepositoryPath("folder/none"), in: head) == nil)
    #expect(try opened.file(at: RepositoryPath("a/file"), in: head) == nil)
  }

  @Test func aTreeThatIsMissingMakesTheScanIncomplete() throws {
    let repository = try make()
    try repository.commit("folder/b", "new\n")
    try repository.commit("c", "new\n")
    let tree = try repository.git("rev-parse side~1:folder")
    let object = ".git/objects/\(tree.prefix(2))/\(tree.dropFirst(2))"
    try FileManager.default.removeItem(at: repository.folder.appending(path: object))
    let plan = try CommitRange.plan(repository: repository.folder.path, range: "main...side")
    #expect(try PlanSummary(plan).files == ["c: all"])
    #expect(plan.notices.map(\.kind) == [.incomplete])
    #expect(plan.coverage.unreadable == 1)
  }
}
