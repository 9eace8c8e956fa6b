import Findings
import Foundation
import Git
import Inputs
import TestSupport
import Testing

struct StagedTests {
  @Test func beforeTheFirstCommitEverythingIsNew() throws {
    let repository = try ScratchRepository()
    try repository.write("a.txt", "one\n")
    try repository.write("folder/b.txt", "two\n")
    try repository.git("add .")
    let plan = try Staged(repository: repository.folder.path).plan()
    #expect(try PlanSummary(plan).files == ["a.txt: all", "folder/b.txt: all"])
    #expect(plan.revision == nil)
    #expect(plan.branch == "main")
  }

  @Test func nothingStagedIsNothing() throws {
    let repository = try ScratchRepository()
    #expect(try repository.staged() == [])
    let head = try repository.commit("a.txt", "one\n")
    try repository.write("a.txt", "two\n")
    let plan = try Staged(repository: repository.folder.path).plan()
    #expect(plan.inputs.isEmpty)
    #expect(plan.revision == head)
  }

  @Test func onlyAddedLinesCount() throws {
    let repository = try ScratchRepository()
    try repository.commit("a.txt", "one\ntwo\nthree\n")
    try repository.write("a.txt", "zero\none\nthree\nfour\nfive\n")
    try repository.git("add a.txt")
    try repository.write("a.txt", "not staged\n")
    let summary = try PlanSummary(try Staged(repository: repository.folder.path).plan())
    #expect(summary.files == ["a.txt: 1,4-5"])
    #expect(summary.texts["a.txt"] == "zero\none\nthree\nfour\nfive\n")
    #expect(summary.names == [])
  }

  @Test func aFileThatMovedUnchangedAddsItsNameAlone() throws {
    let repository = try ScratchRepository()
    try repository.commit("a.txt", lines(20))
    try repository.write("empty", "")
    try repository.git("add empty")
    try repository.git("mv a.txt b.txt")
    let summary = try PlanSummary(try Staged(repository: repository.folder.path).plan())
    #expect(summary.files == ["empty: all"])
    #expect(summary.names == ["b.txt", "empty"])
  }

  @Test func aFileThatMovedAndChangedIsComparedWithItsSource() throws {
    let repository = try ScratchRepository()
    try repository.commit("old/deep/a.txt", lines(20))
    try repository.commit("old/other.txt", lines(20, seed: "other"))
    try repository.git("rm -r --quiet old")
    try repository.write("new/a.txt", lines(20) + "added\n")
    try repository.git("add .")
    #expect(try repository.staged() == ["new/a.txt: 21"])
  }

  @Test func aCopyCountsAsNew() throws {
    let repository = try ScratchRepository()
    try repository.commit("a.txt", lines(20))
    try repository.write("b.txt", lines(20))
    try repository.git("add .")
    #expect(try repository.staged() == ["b.txt: all"])
    try repository.git("rm --quiet a.txt")
    try repository.write("c.txt", lines(20))
    try repository.git("add .")
    #expect(try repository.staged() == ["c.txt: all"], "one of two moved")
  }

  @Test func filesUnlikeWhatWasDeletedAreNew() throws {
    let repository = try ScratchRepository()
    try repository.commit("a.txt", lines(20))
    try repository.git("rm --quiet a.txt")
    try repository.write("b.txt", lines(20, seed: "quite another thing, number"))
    try repository.git("add .")
    #expect(try repository.staged() == ["b.txt: all"])
  }

  @Test func aFolderInThePlaceOfAFileAndBack() throws {
    let repository = try ScratchRepository()
    try repository.commit("a", "one\n")
    try repository.commit("b/c", "two\n")
    try repository.git("rm -r --quiet a b")
    try repository.write("a/x", "three\n")
    try repository.write("b", "four\n")
    try repository.git("add .")
    #expect(try repository.staged() == ["a/x: all", "b: all"])
  }

  @Test func symbolicLinksAreScannedAsBlobs() throws {
    let repository = try ScratchRepository()
    try repository.commit("a", "one\n")
    try repository.commit("b", "one\n")
    let files = FileManager.default
    try files.removeItem(at: repository.folder.appending(path: "a"))
    for (link, target) in [("a", "elsewhere"), ("link", "/nonexistent/target")] {
      try files.createSymbolicLink(
        atPath: repository.folder.appending(path: link).path, withDestinationPath: target)
    }
    try repository.git("add .")
    let summary = try PlanSummary(try Staged(repository: repository.folder.path).plan())
    #expect(summary.files == ["a: 1", "link: all"])
    #expect(summary.texts["link"] == "/nonexistent/target")
  }

  @Test func aChangeOfModeAddsNothing() throws {
    let repository = try ScratchRepository()
    try repository.commit("run.sh", "one\n")
    try repository.git("update-index --chmod=+x run.sh")
    #expect(try repository.staged() == [])
  }

  @Test func submodulesAreCounted() throws {
    let repository = try ScratchRepository()
    let commit = try repository.commit("a", "one\n")
    try repository.git("update-index --add --cacheinfo 160000,\(commit),module")
    let plan = try Staged(repository: repository.folder.path).plan()
    #expect(plan.inputs.isEmpty)
    #expect(plan.coverage.submodules == 1)
  }

  @Test func intentToAddHasNothingStaged() throws {
    let repository = try ScratchRepository()
    try repository.commit("a", "one\n")
    try repository.write("b", "two\n")
    try repository.git("add --intent-to-add b")
    #expect(try repository.staged() == [])
  }

  @Test func bothSidesOfAConflictAreScannedWithAWarning() throws {
    let repository = try ScratchRepository()
    try repository.commit("a", "one\ntwo\nthree\n")
    try repository.git("checkout --quiet -b side")
    try repository.commit("a", "one\nside\nthree\nfour\n")
    try repository.git("checkout --quiet main")
    try repository.commit("a", "one\nmain\nthree\n")
    #expect(throws: SetUpError.self) { try repository.git("merge side") }
    let plan = try Staged(repository: repository.folder.path).plan()
    #expect(try PlanSummary(plan).files == ["a: 2,4"])
    #expect(plan.notices.map(\.subject) == ["a"])
    #expect(plan.notices.map(\.kind) == [.warning])
    try repository.write("a", "one\nboth\nthree\n")
    try repository.git("add a")
    #expect(try repository.staged() == ["a: 2"])
  }

  @Test func excludedPathsAreCounted() throws {
    let repository = try ScratchRepository()
    try repository.write("keep/a", "one\n")
    try repository.write("drop/b", "two\n")
    try repository.git("add .")
    let plan = try Staged(repository: repository.folder.path).plan(excludes: PathGlobs(["drop/"]))
    let summary = try PlanSummary(plan)
    #expect(summary.files == ["keep/a: all"])
    #expect(summary.names == ["keep/a"])
    #expect(plan.coverage.excluded == 1)
  }

  @Test func pathsAreBytes() throws {
    let repository = try ScratchRepository()
    let blob = try repository.git(["hash-object", "-w", "--stdin"], input: Array("one\n".utf8))
    let path: [UInt8] = [0x22, 0x09, 0x20, 0xFF, 0xC3, 0xA9]
    try repository.git(
      ["update-index", "-z", "--index-info"],
      input: Array("100644 \(blob)\t".utf8) + path + [0])
    let plan = try Staged(repository: repository.folder.path).plan()
    #expect(plan.inputs.first?.path.bytes == path)
  }

  @Test func settingsAndAttributesChangeNothing() throws {
    let repository = try ScratchRepository()
    try repository.commit("a.txt", lines(20))
    try repository.commit("moved.txt", lines(20, seed: "moved"))
    try repository.commit(".env", "A=1\n")
    try repository.commit("case.txt", "one\n")
    try repository.makeHostile()
    try repository.git("mv moved.txt gone.txt")
    try repository.write("gone.txt", lines(20, seed: "moved") + "added\n")
    try repository.write("a.txt", "added\n" + lines(20))
    try repository.write(".env", "A=1\nB=2\n")
    try repository.git("add .")
    let blob = try repository.git(["hash-object", "-w", "--stdin"], input: Array("two\n".utf8))
    try repository.git(
      "-c core.ignorecase=false update-index --add --cacheinfo 100644,\(blob),Case.txt")
    #expect(
      try repository.staged() == [".env: 2", "Case.txt: all", "a.txt: 1", "gone.txt: 21"])
  }
}
