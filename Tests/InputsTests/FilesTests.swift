import Findings
import Foundation
import Git
import Inputs
import TestSupport
import Testing

struct FilesTests {
  private func paths(_ plan: InputPlan) -> [String] { plan.inputs.map(\.path.display) }

  private func make() throws -> ScratchRepository {
    let repository = try ScratchRepository()
    try repository.write(".gitignore", "*.log\nbuild/\n!keep.log\n")
    try repository.write("a.txt", "one\n")
    try repository.write("folder/b.txt", "two\n")
    try repository.write("folder/tracked.log", "tracked\n")
    try repository.git("add --force .")
    try repository.git("commit --quiet -m First")
    try repository.write("folder/new.txt", "new\n")
    try repository.write("folder/ignored.log", "ignored\n")
    try repository.write("keep.log", "kept\n")
    try repository.write("build/deep/out.txt", "built\n")
    return repository
  }

  private func path(_ repository: ScratchRepository, _ path: String) -> String {
    repository.folder.appending(path: path).path
  }

  @Test func aWorkingTreeWithoutWhatIsIgnored() throws {
    let repository = try make()
    try repository.write("a.txt", "changed\n")
    let expected = [
      ".gitignore", "a.txt", "folder/b.txt", "folder/new.txt", "folder/tracked.log", "keep.log",
    ]
    let plan = try Files.plan(repository: path(repository, "folder"))
    #expect(paths(plan) == expected)
    #expect(try PlanSummary(plan).texts["a.txt"] == "changed\n")
    #expect(plan.branch == "main")
    #expect(plan.revision == (try repository.git("rev-parse HEAD")))
    #expect(paths(try Files.plan(paths: [repository.folder.path])) == expected)
  }

  @Test func aFolderOfARepositoryIsReportedFromTheRoot() throws {
    let repository = try make()
    let plan = try Files.plan(paths: [path(repository, "folder")])
    #expect(paths(plan) == ["folder/b.txt", "folder/new.txt", "folder/tracked.log"])
  }

  @Test func whatIsNamedIsReadEvenIfIgnored() throws {
    let repository = try make()
    let plan = try Files.plan(
      paths: ["folder/ignored.log", "build", "a.txt", "a.txt"].map { path(repository, $0) })
    #expect(paths(plan) == ["a.txt", "build/deep/out.txt", "folder/ignored.log"])
    let deep = try Files.plan(paths: [path(repository, "build/deep")])
    #expect(paths(deep) == ["build/deep/out.txt"])
  }

  @Test func aGitFolderIsReadWhenNamed() throws {
    let repository = try make()
    let plan = try Files.plan(paths: [path(repository, ".git/info")])
    #expect(paths(plan) == ["exclude"])
  }

  @Test func onlyTrackedFiles() throws {
    let repository = try make()
    try FileManager.default.removeItem(atPath: path(repository, "a.txt"))
    let plan = try Files.tracked(repository: path(repository, "folder"))
    #expect(paths(plan) == [".gitignore", "folder/b.txt", "folder/tracked.log"])
    #expect(plan.notices.isEmpty)
  }

  @Test func ignoreFilesInFoldersAndInfoExclude() throws {
    let repository = try make()
    try repository.write("folder/.gitignore", "/local\n")
    try repository.write("folder/local", "x\n")
    try repository.write("local", "x\n")
    try repository.write(".git/info/exclude", "secret-*\n")
    try repository.write("secret-notes", "x\n")
    let plan = try Files.plan(repository: repository.folder.path)
    #expect(paths(plan).contains("local"))
    #expect(paths(plan).contains("folder/.gitignore"))
    #expect(!paths(plan).contains("folder/local"))
    #expect(!paths(plan).contains("secret-notes"))
  }

  @Test func submodulesAndNestedRepositoriesAreCounted() throws {
    let repository = try make()
    let commit = try repository.git("rev-parse HEAD")
    try repository.git("init --quiet nested")
    try repository.write("nested/a", "x\n")
    try repository.git("init --quiet module")
    try repository.write("module/a", "x\n")
    try repository.git("update-index --add --cacheinfo 160000,\(commit),module")
    let plan = try Files.plan(repository: repository.folder.path)
    #expect(plan.coverage.submodules == 2)
    #expect(plan.notices.map(\.subject) == ["nested"])
    #expect(!paths(plan).contains { $0.hasPrefix("module") || $0.hasPrefix("nested") })
    let inside = try Files.plan(paths: [path(repository, "nested")])
    #expect(paths(inside) == ["a"])
  }

  @Test func excludedFilesAndFoldersAreCounted() throws {
    let repository = try make()
    try repository.write("vendor/one/a", "x\n")
    try repository.write("vendor/b", "x\n")
    let plan = try Files.plan(
      repository: repository.folder.path, excludes: PathGlobs(["vendor", "folder", "*.txt"]))
    #expect(paths(plan) == [".gitignore", "keep.log"])
    #expect(plan.coverage.excluded == 4, "two tracked in folder, a.txt, and vendor as a whole")
  }

  @Test func aFolderThatTookTheNameOfAFile() throws {
    let repository = try make()
    try FileManager.default.removeItem(atPath: path(repository, "a.txt"))
    try repository.write("a.txt/inside", "x\n")
    let plan = try Files.plan(repository: repository.folder.path)
    #expect(paths(plan).contains("a.txt/inside"))
  }

  @Test func aLinkThatTookTheNameOfAFolderIsNotFollowed() throws {
    let repository = try make()
    try repository.scratch.write("outside/b.txt", [1])
    try FileManager.default.removeItem(atPath: path(repository, "folder"))
    try FileManager.default.createSymbolicLink(
      atPath: path(repository, "folder"),
      withDestinationPath: repository.scratch.url.appending(path: "outside").path)
    let plan = try Files.plan(repository: repository.folder.path)
    #expect(paths(plan) == [".gitignore", "a.txt", "keep.log"])
    #expect(plan.coverage.symbolicLinks == 1)
  }

  @Test func aLinkedWorktreeIsAWorkingTree() throws {
    let repository = try make()
    let linked = repository.scratch.url.appending(path: "linked")
    try repository.git(["worktree", "add", "--quiet", "-b", "side", linked.path])
    let plan = try Files.plan(repository: linked.path)
    #expect(paths(plan) == [".gitignore", "a.txt", "folder/b.txt", "folder/tracked.log"])
    #expect(plan.branch == "side")
  }

  @Test func aBareRepositoryHasNoFiles() throws {
    let repository = try ScratchRepository(arguments: ["--bare"])
    let error = #expect(throws: FilesError.self) {
      try Files.plan(repository: repository.folder.path)
    }
    #expect(error?.description.contains("bare") == true)
    #expect(throws: FilesError.self) { try Files.tracked(repository: repository.folder.path) }
  }

  @Test func aRepositoryThatCannotBeReadIsAFolderOfFiles() throws {
    let repository = try ScratchRepository(arguments: ["--object-format=sha256"])
    try repository.write("b/a", "one\n")
    let error = #expect(throws: FilesError.self) {
      try Files.plan(repository: repository.folder.path)
    }
    #expect(error?.description.contains("shrike files PATH") == true)
    let plan = try Files.plan(paths: [repository.folder.path])
    #expect(paths(plan) == ["b/a"])
  }

  @Test func thisFileLiesInTheRepositoryOfTheCurrentFolder() throws {
    let plan = try Files.plan(paths: [#filePath])
    #expect(paths(plan) == ["Tests/InputsTests/FilesTests.swift"])
  }
}
