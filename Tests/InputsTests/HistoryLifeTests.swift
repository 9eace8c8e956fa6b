import Findings
import Git
import Inputs
import TestSupport
import Testing

/// A leak's life: where it came in, moved, went, and what still reaches it.
@Suite struct HistoryLifeTests {
  @Test func aRenamedFileStoodUnderBothPathsAndIsReadOnce() throws {
    let scratch = try ScratchRepository()
    let first = try scratch.commit("old.txt", "text\n")
    try scratch.git("mv old.txt new.txt")
    try scratch.git("commit --quiet -m rename")
    let second = try scratch.git("rev-parse HEAD")
    let scan = try HistoryScan(scratch)
    #expect(scan.paths(of: "text\n") == ["old.txt"])
    #expect(try scan.introductions("text\n") == ["old.txt \(first)", "new.txt \(second)"])
    let life = try scan.life("text\n")
    #expect(life.introduced?.commit == first)
    #expect(life.presentAtHead)
    #expect(life.removedIn == nil)
    let blob = try scan.blob("text\n")
    #expect(try scan.index.pathsAtHead(of: [blob]) == [[RepositoryPath("new.txt")]])
  }

  @Test func aMovedFolderStoodInBothPlaces() throws {
    let scratch = try ScratchRepository()
    let first = try scratch.commit("old/deep/a.txt", "text\n")
    try scratch.git("mv old new")
    try scratch.git("commit --quiet -m move")
    let second = try scratch.git("rev-parse HEAD")
    let scan = try HistoryScan(scratch)
    #expect(
      try scan.introductions("text\n")
        == ["old/deep/a.txt \(first)", "new/deep/a.txt \(second)"])
  }

  @Test func aDeletedFileIsRemovedInTheCommitThatDeletesIt() throws {
    let scratch = try ScratchRepository()
    try scratch.commit("folder/a.txt", "text\n")
    try scratch.commit("b.txt", "b\n")
    try scratch.git("rm --quiet folder/a.txt")
    try scratch.git("commit --quiet -m delete")
    let removal = try scratch.git("rev-parse HEAD")
    for number in 1...3 { try scratch.commit("b.txt", "b \(number)\n") }
    let life = try HistoryScan(scratch).life("text\n")
    #expect(!life.presentAtHead)
    #expect(life.removedIn?.commit == removal)
    #expect(life.references == ["refs/heads/main"])
  }

  @Test func aLeakThatCameBackIsRemovedWhereItLastWent() throws {
    let scratch = try ScratchRepository()
    let first = try scratch.commit("a.txt", "leak\n")
    try scratch.commit("a.txt", "clean\n")
    try scratch.commit("a.txt", "leak\n")
    let last = try scratch.commit("a.txt", "clean again\n")
    let life = try HistoryScan(scratch).life("leak\n")
    #expect(life.introduced?.commit == first)
    #expect(life.removedIn?.commit == last)
  }

  @Test func aLeakInSeveralBlobsGoesWithTheLastOfThem() throws {
    let scratch = try ScratchRepository()
    let first = try scratch.commit("a.txt", "leak 1\n")
    try scratch.commit("b.txt", "leak 2\n")
    try scratch.commit("a.txt", "clean\n")
    let removal = try scratch.commit("b.txt", "clean too\n")
    let scan = try HistoryScan(scratch)
    let blobs = try [scan.blob("leak 2\n"), scan.blob("leak 1\n")]
    let lives = try scan.index.lives(of: [blobs, [blobs[0]]])
    #expect(lives[0].introduced?.commit == first)
    #expect(lives[0].removedIn?.commit == removal)
    #expect(lives[1].removedIn?.commit == removal)
  }

  @Test func whatAMergeBroughtInIsRemovedOnTheFirstParentLine() throws {
    let scratch = try ScratchRepository()
    try scratch.commit("a.txt", "a\n")
    try scratch.git("checkout --quiet -b side")
    try scratch.commit("side.txt", "side\n")
    try scratch.git("rm --quiet side.txt")
    try scratch.git("commit --quiet -m undo")
    try scratch.git("checkout --quiet main")
    try scratch.git(["merge", "--quiet", "--no-ff", "-m", "merge", "side"])
    let life = try HistoryScan(scratch).life("side\n")
    // It was never on that line.
    #expect(life.removedIn == nil)
    #expect(life.references == ["refs/heads/main", "refs/heads/side"])
  }

  @Test func aCommitHasALifeForItsMessage() throws {
    let scratch = try ScratchRepository()
    let id = try scratch.commit("a.txt", "a\n", message: "leak")
    let scan = try HistoryScan(scratch)
    let commit = try #require(ObjectID(hex: id))
    let life = try #require(try scan.index.lives(of: [[commit]]).first)
    #expect(life.introduced?.commit == id)
    #expect(life.references == ["refs/heads/main"])
    #expect(!life.presentAtHead)
  }

  @Test func referencesBehindTheFirstSixtyFourAreNamed() throws {
    let scratch = try ScratchRepository()
    try scratch.commit("a.txt", "a\n")
    try scratch.git("checkout --quiet --detach")
    let last = try scratch.commit("b.txt", "b\n")
    let head = try scratch.git("rev-parse main")
    let updates = (100..<230).map { "create refs/tags/t\($0) \(head)\n" }.joined()
    try scratch.git(
      ["update-ref", "--stdin"],
      input: Array((updates + "create refs/tags/t999 \(last)\n").utf8))
    try scratch.git("checkout --quiet main")
    let scan = try HistoryScan(scratch)
    #expect(try scan.life("b\n").references == ["refs/tags/t999"])
    let references = try scan.life("a\n").references
    #expect(references.count == Life.referenceLimit)
    #expect(references.first == "refs/heads/main")
    #expect(references == references.sorted())
    #expect(scan.plan.coverage.references == 132)
  }

  @Test func anEmptyFileInManyPlacesStandsInEachOnce() throws {
    let scratch = try ScratchRepository()
    for number in 10..<50 { try scratch.write("folder\(number % 3)/\(number).txt", "") }
    try scratch.git("add .")
    try scratch.git("commit --quiet -m many")
    for number in 10..<50 { try scratch.write("folder\(number % 3)/\(number)b.txt", "") }
    try scratch.git("add .")
    try scratch.git("commit --quiet -m more")
    let scan = try HistoryScan(scratch)
    let introductions = try scan.introductions("")
    #expect(introductions.count == 80)
    #expect(Set(introductions).count == 80)
    let blob = try scan.blob("")
    #expect(try scan.index.pathsAtHead(of: [blob]).first?.count == 80)
  }
}
