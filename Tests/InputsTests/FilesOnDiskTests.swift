import Findings
import Foundation
import Inputs
import TestSupport
import Testing

/// Folders outside of any repository, and what a file system can hold.
struct FilesOnDiskTests {
  private func paths(_ plan: InputPlan) -> [String] { plan.inputs.map(\.path.display) }

  private func make() throws -> ScratchFolder {
    let folder = try ScratchFolder()
    try folder.write("root/b/two.txt", [1])
    try folder.write("root/a.txt", [1])
    try folder.write("root/b/.git/config", [1])
    try folder.write("root/b/one.txt", [1])
    try folder.write("root/.hidden", [1])
    try folder.write("beside/c.txt", [1])
    return folder
  }

  /// Runs a shell script in `folder`, for what Foundation cannot make.
  private func shell(_ script: String, in folder: ScratchFolder) throws {
    let result = try Program(named: "sh").run(["-ec", script], in: folder.url)
    #expect(result.status == 0, "\(result.errors)")
  }

  private func path(_ folder: ScratchFolder, _ path: String) -> String {
    folder.url.appending(path: path).path
  }

  @Test func everyFileRelativeToTheFolder() throws {
    let folder = try make()
    for name in ["root", "root/", "root/../root"] {
      let plan = try Files.plan(paths: [folder.url.path + "/" + name])
      #expect(paths(plan) == [".hidden", "a.txt", "b/one.txt", "b/two.txt"])
      #expect(plan.repository == nil)
    }
  }

  @Test func severalPathsRelativeToWhatHoldsThem() throws {
    let folder = try make()
    let both = try Files.plan(paths: [path(folder, "root/b"), path(folder, "beside/c.txt")])
    #expect(paths(both) == ["beside/c.txt", "root/b/one.txt", "root/b/two.txt"])
    let one = try Files.plan(paths: [path(folder, "beside/c.txt")])
    #expect(paths(one) == ["c.txt"])
    let nested = try Files.plan(paths: [path(folder, "root/b/one.txt"), path(folder, "root")])
    #expect(paths(nested) == [".hidden", "a.txt", "b/one.txt", "b/two.txt"])
  }

  @Test func aRepositoryAndAFolderBeside() throws {
    let repository = try ScratchRepository()
    try repository.commit("a", "one\n")
    try repository.write(".gitignore", "ignored\n")
    try repository.write("ignored", "x\n")
    let beside = try repository.scratch.write("beside/b", [1])
    let plan = try Files.plan(paths: [repository.folder.path, beside.path])
    #expect(paths(plan) == ["beside/b", "repository/.gitignore", "repository/a"])
  }

  @Test func linksAreCountedAndNotFollowedUnlessNamed() throws {
    let folder = try make()
    let files = FileManager.default
    try files.createSymbolicLink(
      atPath: path(folder, "root/link"), withDestinationPath: path(folder, "beside"))
    try files.createSymbolicLink(
      atPath: path(folder, "root/file"), withDestinationPath: "../beside/c.txt")
    try files.createSymbolicLink(
      atPath: path(folder, "root/loop"), withDestinationPath: ".")
    let plan = try Files.plan(paths: [path(folder, "root")])
    #expect(paths(plan) == [".hidden", "a.txt", "b/one.txt", "b/two.txt"])
    #expect(plan.coverage.symbolicLinks == 3)
    let named = try Files.plan(paths: [path(folder, "root/file")])
    #expect(paths(named) == ["file"])
    #expect(try PlanSummary(named).texts["file"] == "\u{1}")
    #expect(paths(try Files.plan(paths: [path(folder, "root/link")])) == ["c.txt"])
  }

  @Test(.timeLimit(.minutes(5))) func specialFilesAreNeverOpened() throws {
    let folder = try make()
    try shell("/usr/bin/mkfifo root/pipe", in: folder)
    let plan = try Files.plan(paths: [path(folder, "root")])
    #expect(!paths(plan).contains("pipe"))
    #expect(plan.notices.map(\.subject) == ["pipe"])
    #expect(plan.notices.map(\.kind) == [.information])
    let error = #expect(throws: FilesError.self) {
      try Files.plan(paths: [path(folder, "root/pipe")])
    }
    #expect(error == .special(path(folder, "root/pipe")))
  }

  @Test func namesThatAreNotUTF8() throws {
    let folder = try make()
    let name: [UInt8] = [0x66, 0xFF, 0x0A, 0x22]
    try shell(#"cd root/b; printf abc > "$(printf 'f\377\n"')""#, in: folder)
    let plan = try Files.plan(paths: [path(folder, "root/b")])
    let input = try #require(plan.inputs.first)
    #expect(input.path.bytes == name)
    var reader = try InputReader(plan: plan)
    #expect(try reader.read(input) { $0.count } == 3)
  }

  @Test func whatDoesNotExistIsAnError() throws {
    let folder = try make()
    for name in ["root/none", "none/none", "root/a.txt/none"] {
      let error = #expect(throws: FilesError.self) {
        try Files.plan(paths: [path(folder, "root"), path(folder, name)])
      }
      #expect(error?.description.contains("\(name): does not exist") == true)
    }
    #expect(throws: FilesError.self) { try Files.plan(paths: [""]) }
    #expect(throws: FilesError.self) { try Files.plan(repository: folder.url.path) }
  }

  @Test func whatCannotBeReadIsIncomplete() throws {
    let folder = try make()
    try shell("chmod 0 root/b", in: folder)
    // Root may read everything.
    if (try? FileManager.default.contentsOfDirectory(atPath: path(folder, "root/b"))) != nil {
      return
    }
    let plan = try Files.plan(paths: [path(folder, "root")])
    try shell("chmod 700 root/b", in: folder)
    #expect(paths(plan) == [".hidden", "a.txt"])
    #expect(plan.coverage.unreadable == 1)
    #expect(plan.notices.map(\.subject) == ["b"])
    #expect(plan.notices.map(\.kind) == [.incomplete])
  }

  @Test func aPathThatIsTooLongIsIncomplete() throws {
    // An unreadable folder that root cannot read either.
    let folder = try ScratchFolder()
    let name = String(repeating: "d", count: 200)
    try shell("for i in $(seq 25); do mkdir \(name); cd -P \(name); done", in: folder)
    let plan = try Files.plan(paths: [folder.url.path])
    try shell("rm -rf \(name)", in: folder)
    #expect(plan.inputs.isEmpty)
    #expect(plan.coverage.unreadable == 1)
    #expect(plan.notices.map(\.kind) == [.incomplete])
  }
}
