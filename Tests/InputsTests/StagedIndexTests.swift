import Foundation
import Git
import Inputs
import TestSupport
import Testing

/// Where the index lies, and the forms that git writes it in.
struct StagedIndexTests {
  private func make() throws -> ScratchRepository {
    let repository = try ScratchRepository()
    for folder in ["a", "b", "b/c", "d"] {
      try repository.write("\(folder)/one.txt", lines(3, seed: folder))
      try repository.write("\(folder)/two.txt", lines(4, seed: folder))
    }
    try repository.git("add .")
    try repository.git("commit --quiet -m First")
    return repository
  }

  private func change(_ repository: ScratchRepository) throws {
    try repository.write("b/c/one.txt", "added\n" + lines(3, seed: "b/c"))
    try repository.write("d/three.txt", "new\n")
    try repository.git("add .")
  }

  private let expected = ["b/c/one.txt: 1", "d/three.txt: all"]

  @Test(arguments: [2, 3, 4]) func eachVersionIsRead(version: Int) throws {
    let repository = try make()
    try change(repository)
    try repository.git("update-index --index-version \(version)")
    #expect(try repository.staged() == expected)
  }

  @Test func withAndWithoutCachedTrees() throws {
    let repository = try make()
    try change(repository)
    #expect(try repository.staged() == expected)
    try repository.git("write-tree")
    #expect(try repository.staged() == expected, "all cached trees are valid, HEAD's are others")
    try repository.git("read-tree --empty")
    try repository.git("add .")
    #expect(try repository.staged() == expected, "no cached tree is valid")
    try repository.git("read-tree HEAD")
    #expect(try repository.staged() == [])
  }

  @Test func extendedFlagsAndLongPaths() throws {
    let repository = try make()
    let long = (0..<60).map { _ in String(repeating: "x", count: 80) }.joined(separator: "/")
    let blob = try repository.git(["hash-object", "-w", "--stdin"], input: Array("one\n".utf8))
    try repository.git(["update-index", "--add", "--cacheinfo", "100644,\(blob),\(long)"])
    try repository.git("update-index --skip-worktree a/one.txt")
    #expect(try repository.staged() == ["\(long): all"])
    try repository.git("update-index --index-version 4")
    #expect(try repository.staged() == ["\(long): all"])
  }

  @Test func aSparseIndexIsRead() throws {
    let repository = try make()
    try repository.git("sparse-checkout init --cone --sparse-index")
    try repository.git("sparse-checkout set a")
    try repository.write("a/three.txt", "new\n")
    try repository.git("add a/three.txt")
    #expect(try repository.staged() == ["a/three.txt: all"])
    try repository.git("reset --quiet --soft HEAD")
    let tree = try repository.git("rev-parse HEAD:b")
    let commit = try repository.git(["commit-tree", tree, "-m", "Only what was in b"])
    try repository.git("reset --quiet --soft \(commit)")
    #expect(try repository.staged().contains("d/two.txt: all"), "a whole folder is new")
  }

  @Test func aSplitIndexIsRefusedWithAdvice() throws {
    let repository = try make()
    try repository.git("update-index --split-index")
    let error = #expect(throws: GitError.self) { try repository.staged() }
    #expect(error?.kind == .unsupported)
    #expect(error?.message.contains("git update-index --no-split-index") == true)
  }

  @Test func aDamagedIndexIsAnErrorWhereverItIsCut() throws {
    let repository = try make()
    let file = repository.folder.appending(path: ".git/index")
    let bytes = Array(try Data(contentsOf: file))
    for count in stride(from: 0, to: bytes.count - 21, by: 7) {
      try Data(bytes.prefix(count)).write(to: file)
      if count == 0 || bytes.prefix(count).isEmpty { continue }
      // Cut behind the entries, only the cached trees are missing.
      let plan = try? Staged(repository: repository.folder.path).plan()
      #expect(plan == nil || count > bytes.count - 200)
    }
    try Data("not an index".utf8).write(to: file)
    #expect(throws: GitError.self) { try repository.staged() }
  }

  @Test func gitsOwnIndexFileIsHonoured() throws {
    let repository = try make()
    let file = repository.folder.appending(path: ".git/other").path
    try repository.write("a/one.txt", "changed\n")
    try repository.git(
      ["read-tree", "HEAD"], environment: ["GIT_INDEX_FILE": file])
    try repository.git(["add", "a"], environment: ["GIT_INDEX_FILE": file])
    for name in [file, ".git/other"] {
      let folder = repository.folder.appending(path: "b").path
      let plan = try Staged(repository: folder, indexFile: name).plan()
      #expect(try PlanSummary(plan).files == ["a/one.txt: 1"])
    }
    #expect(try repository.staged() == [])
  }

  @Test func fromASubfolderAndInALinkedWorktree() throws {
    let repository = try make()
    try change(repository)
    #expect(try repository.staged("a") == expected)
    let linked = repository.scratch.url.appending(path: "linked")
    try repository.git(["worktree", "add", "--quiet", "-b", "side", linked.path])
    try Data("linked\n".utf8).write(to: linked.appending(path: "a/new.txt"))
    try repository.git(["-C", linked.path, "add", "."])
    let plan = try Staged(repository: linked.appending(path: "d").path).plan()
    #expect(try PlanSummary(plan).files == ["a/new.txt: all"])
    #expect(plan.branch == "side")
  }

  @Test func aBareRepositoryHasNoIndex() throws {
    let repository = try ScratchRepository(arguments: ["--bare"])
    let error = #expect(throws: GitError.self) { try repository.staged() }
    #expect(error?.message.contains("bare") == true)
  }
}
