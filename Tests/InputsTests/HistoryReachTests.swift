import Findings
import Foundation
import Git
import Inputs
import TestSupport
import Testing

/// Everything that a repository still holds is found, wherever it hangs.
@Suite struct HistoryReachTests {
  @Test func anotherBranch() throws {
    let scratch = try ScratchRepository()
    try scratch.commit("a.txt", "a\n")
    try scratch.git("checkout --quiet -b other")
    let id = try scratch.commit("b.txt", "b\n")
    try scratch.git("checkout --quiet main")
    let scan = try HistoryScan(scratch)
    #expect(try scan.introductions("b\n") == ["b.txt \(id)"])
    let life = try scan.life("b\n")
    #expect(life.introduced?.commit == id)
    #expect(life.introduced?.author == "Ada Example")
    #expect(life.references == ["refs/heads/other"])
    #expect(!life.presentAtHead)
    #expect(life.removedIn == nil)
    #expect(scan.plan.branch == "main")
  }

  @Test func onlyUnderAnAnnotatedTag() throws {
    let scratch = try ScratchRepository()
    try scratch.commit("a.txt", "a\n")
    try scratch.git("checkout --quiet --detach")
    try scratch.commit("b.txt", "b\n")
    try scratch.git(["tag", "-a", "v1", "-m", "Release one"])
    try scratch.git("checkout --quiet main")
    let scan = try HistoryScan(scratch)
    #expect(try scan.life("b\n").references == ["refs/tags/v1"])
    #expect(
      scan.paths(of: "Release one\n", kind: .tagMessage) == [".git/tag-message/v1"])
  }

  @Test func tagsOfTagsTreesAndBlobs() throws {
    let scratch = try ScratchRepository()
    try scratch.commit("a.txt", "a\n")
    try scratch.git(["tag", "-a", "inner", "-m", "Inner"])
    try scratch.git(["tag", "-a", "outer", "-m", "Outer", "inner"])
    try scratch.git("tag -d inner")
    try scratch.write("loose.txt", "loose\n")
    let blob = try scratch.git("hash-object -w loose.txt")
    try scratch.git(["tag", "blob", blob])
    let inTree = try scratch.git(["hash-object", "-w", "--stdin"], input: Array("in tree\n".utf8))
    let tree = try scratch.git(["mktree"], input: Array("100644 blob \(inTree)\tx.txt\n".utf8))
    try scratch.git(["tag", "-a", "tree", "-m", "Of a tree", tree])
    let scan = try HistoryScan(scratch)
    #expect(
      scan.texts.filter { $0.kind == .tagMessage }.map(\.text).sorted()
        == ["Inner\n", "Of a tree\n", "Outer\n"])
    #expect(scan.paths(of: "loose\n") == [".git/refs/tags/blob"])
    #expect(scan.paths(of: "in tree\n") == ["x.txt"])
    #expect(try scan.life("in tree\n").references == ["refs/tags/tree"])
    #expect(try scan.life("loose\n").introduced == nil)
    #expect(scan.plan.notices.isEmpty)
  }

  @Test func whatAMergeItselfAdds() throws {
    let scratch = try ScratchRepository()
    try scratch.commit("a.txt", "a\n")
    try scratch.git("checkout --quiet -b side")
    try scratch.commit("side.txt", "side\n")
    try scratch.git("checkout --quiet main")
    try scratch.commit("main.txt", "main\n")
    try scratch.git("merge --quiet --no-commit side")
    let merge = try scratch.commit("evil.txt", "evil\n", message: "Merge")
    let scan = try HistoryScan(scratch)
    #expect(try scan.introductions("evil\n") == ["evil.txt \(merge)"])
    #expect(try scan.life("evil\n").presentAtHead)
    #expect(try scan.life("side\n").removedIn == nil)
  }

  @Test func everyStashEntryWithIndexAndUntrackedPart() throws {
    let scratch = try ScratchRepository()
    try scratch.commit("a.txt", "a\n")
    for number in 1...3 {
      try scratch.write("a.txt", "indexed \(number)\n")
      try scratch.git("add a.txt")
      try scratch.write("a.txt", "changed \(number)\n")
      try scratch.write("new.txt", "untracked \(number)\n")
      try scratch.git("stash push --quiet --include-untracked")
    }
    let scan = try HistoryScan(scratch)
    for number in 1...3 {
      for text in ["indexed", "changed", "untracked"] {
        let life = try scan.life("\(text) \(number)\n")
        #expect(life.references == ["refs/stash@{\(3 - number)}"])
      }
    }
    #expect(scan.plan.coverage.stashes == 3)
  }

  @Test func onlyInAReflogEntry() throws {
    let scratch = try ScratchRepository()
    try scratch.commit("a.txt", "a\n")
    try scratch.commit("b.txt", "b\n")
    try scratch.git("reset --quiet --hard HEAD~1")
    try scratch.commit("c.txt", "c\n")
    try FileManager.default.removeItem(
      at: scratch.folder.appending(path: ".git/ORIG_HEAD"))
    let scan = try HistoryScan(scratch)
    #expect(try scan.life("b\n").references == ["HEAD@{2}", "refs/heads/main@{2}"])
    #expect(try scan.life("c\n").references == ["refs/heads/main"])
    // HEAD: two commits, a reset, a commit; main the same.
    #expect(scan.plan.coverage.reflogEntries == 8)
  }

  @Test func expiredReflogEntriesAreCountedAndNoFault() throws {
    let scratch = try ScratchRepository()
    let id = try scratch.commit("a.txt", "a\n")
    let gone = String(repeating: "12", count: 20)
    try scratch.write(
      ".git/logs/refs/heads/old", "\(gone) \(id) A <a@example.org> 1 +0000\tx\n")
    let scan = try HistoryScan(scratch)
    #expect(scan.plan.coverage.expiredReflogEntries == 1)
    #expect(scan.plan.notices.isEmpty)
    #expect(scan.paths(of: "refs/heads/old", kind: .referenceName) == [".git/refs/heads/old"])
  }

  @Test func messagesNotesAndNames() throws {
    let scratch = try ScratchRepository()
    let id = try scratch.commit("folder/a.txt", "a\n", message: "Subject\n\nBody")
    try scratch.git(["notes", "add", "-m", "a note"])
    let scan = try HistoryScan(scratch)
    let message = scan.texts.filter { $0.text == "Subject\n\nBody\n" }
    #expect(
      message == [
        HistoryScan.Text(
          kind: .commitMessage, path: ".git/commit-message/\(id)", text: "Subject\n\nBody\n",
          commit: id)
      ])
    #expect(try scan.life("a note\n").references == ["refs/notes/commits"])
    #expect(
      scan.paths(of: "refs/notes/commits", kind: .referenceName)
        == [".git/refs/notes/commits"])
    let names = try #require(scan.texts.first { $0.kind == .fileName })
    #expect(names.text.split(separator: "\n").contains("folder/a.txt"))
  }

  @Test func aWorkingTreesOwnHead() throws {
    let scratch = try ScratchRepository()
    try scratch.commit("a.txt", "a\n")
    try scratch.git("worktree add --quiet --detach ../linked")
    try scratch.write("../linked/b.txt", "b\n")
    try scratch.git("-C ../linked add b.txt")
    try scratch.git("-C ../linked commit --quiet -m linked")
    for path in ["", "../linked"] {
      let scan = try HistoryScan(scratch, at: path)
      #expect(try scan.life("b\n").references == ["worktrees/linked/HEAD"])
      #expect(try scan.life("b\n").presentAtHead == (path != ""))
    }
  }

  @Test func alternatesBareAndSubmoduleRepositories() throws {
    let scratch = try ScratchRepository()
    try scratch.commit("a.txt", "a\n")
    try scratch.git("clone --quiet --shared . ../shared")
    try scratch.git("clone --quiet --bare . ../bare.git")
    try scratch.git(["submodule", "--quiet", "add", scratch.folder.path + "/../bare.git", "sub"])
    try scratch.git("commit --quiet -m sub")
    for path in ["../shared", "../bare.git", "sub"] {
      let scan = try HistoryScan(scratch, at: path)
      #expect(scan.paths(of: "a\n") == ["a.txt"])
      #expect(try scan.life("a\n").presentAtHead)
    }
    let scan = try HistoryScan(scratch)
    #expect(scan.plan.coverage.submodules == 1)
    #expect(scan.plan.notices.isEmpty)
  }

  @Test func aShallowCloneSaysWhatIsNotThere() throws {
    let scratch = try ScratchRepository()
    for number in 1...3 { try scratch.commit("a.txt", "\(number)\n") }
    let source = "file://" + scratch.folder.path
    try scratch.git(["clone", "--quiet", "--depth=2", source, "../shallow"])
    let scan = try HistoryScan(scratch, at: "../shallow")
    #expect(scan.plan.coverage.commits == 2)
    #expect(scan.plan.coverage.shallowBoundary == 1)
    #expect(scan.plan.coverage.unreadable == 0)
    #expect(scan.plan.notices.map(\.kind) == [.information])
    #expect(scan.plan.notices.first?.message.contains("git fetch --unshallow") == true)
    #expect(scan.texts.filter { $0.kind == .file }.map(\.text).sorted() == ["2\n", "3\n"])
  }

  @Test func nothingIsCommittedYet() throws {
    let scratch = try ScratchRepository()
    let empty = try HistoryScan(scratch)
    #expect(empty.plan.inputs.isEmpty)
    #expect(empty.plan.revision == nil)
    #expect(empty.plan.coverage.isEmpty)
    try scratch.commit("a.txt", "a\n")
    try scratch.git("symbolic-ref HEAD refs/heads/unborn")
    let unborn = try HistoryScan(scratch)
    #expect(unborn.plan.branch == "unborn")
    #expect(unborn.plan.revision == nil)
    let life = try unborn.life("a\n")
    #expect(!life.presentAtHead)
    #expect(life.references == ["refs/heads/main"])
  }

  @Test func aPathThatIsNotUTF8IsKeptAsItIs() throws {
    let scratch = try ScratchRepository()
    let blob = try scratch.git(["hash-object", "-w", "--stdin"], input: Array("x\n".utf8))
    let name: [UInt8] = [0x62, 0xFF, 0x22, 0x09, 0x0A, 0x20, 0xC3, 0xA9]
    let tree = try scratch.git(
      ["mktree", "-z"], input: Array("100644 blob \(blob)\t".utf8) + name + [0])
    let commit = try scratch.git(["commit-tree", tree, "-m", "odd"])
    try scratch.git(["update-ref", "refs/heads/main", commit])
    let scan = try HistoryScan(scratch)
    let input = try #require(scan.plan.inputs.first { $0.kind == .file })
    #expect(input.path.bytes == name)
    let names = try #require(scan.plan.inputs.first { $0.kind == .fileName })
    var reader = try InputReader(plan: scan.plan)
    let text = try reader.read(names) { Array(copying: $0) }
    // One name is one line.
    #expect(text == name.map { $0 == 0x0A ? 0x20 : $0 } + [0x0A])
  }
}
