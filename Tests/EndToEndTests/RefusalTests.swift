import Foundation
import TestSupport
import Testing

/// What cannot be read is never passed: a sentence on standard error, and exit 2 or 3.
@Suite struct RefusalTests {
  static let commands = [["history"], ["staged"], ["range", "HEAD~1..HEAD"]]

  private func expectRefusal(
    _ scan: Scan, _ statuses: Set<Int> = [2], mentions word: String? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(statuses.contains(scan.status), "\(scan.everything)", sourceLocation: sourceLocation)
    let sentence = scan.result.errors.trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(sentence.count > 20, "no sentence says why", sourceLocation: sourceLocation)
    if let word {
      #expect(
        scan.result.errors.lowercased().contains(word), "\(sentence)",
        sourceLocation: sourceLocation)
    }
  }

  @Test(arguments: commands)
  func refusesAFolderThatIsNoRepository(_ arguments: [String]) throws {
    let repository = try ScratchRepository()
    let plain = repository.scratch.url.appending(path: "plain")
    try FileManager.default.createDirectory(at: plain, withIntermediateDirectories: true)
    let scan = try repository.scan("--repo", plain.path, arguments: arguments)
    expectRefusal(scan, mentions: "repository")
    let missing = try repository.scan("--repo", "/nonexistent/folder", arguments: arguments)
    expectRefusal(missing)
  }

  @Test(arguments: commands)
  func refusesASHA256Repository(_ arguments: [String]) throws {
    let repository = try ScratchRepository(arguments: ["--object-format=sha256"])
    try repository.commit("a.txt", "nothing\n")
    try repository.commit("a.env", "TOKEN=\(PlantedSecret.github("sha-256").text)\n")
    expectRefusal(try repository.scan(arguments: arguments), mentions: "sha-256")
  }

  /// The working tree of such a repository can be read; it must not be passed unread.
  @Test func neverPassesTheFilesOfASHA256Repository() throws {
    let repository = try ScratchRepository(arguments: ["--object-format=sha256"])
    try repository.commit("a.env", "TOKEN=\(PlantedSecret.github("sha-256").text)\n")
    #expect([1, 2].contains(try repository.scan("files").status))
  }

  /// A repository with a commit, whose only blob is then damaged.
  private func damaged(_ damage: (URL) throws -> Void) throws -> ScratchRepository {
    let repository = try ScratchRepository()
    try repository.commit("readme.txt", "nothing\n")
    try repository.commit("a.env", "TOKEN=\(PlantedSecret.github("damaged").text)\n")
    let id = try repository.git("rev-parse HEAD:a.env")
    let path = ".git/objects/\(id.prefix(2))/\(id.dropFirst(2))"
    let file = repository.folder.appending(path: path)
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.path)
    try damage(file)
    return repository
  }

  @Test(arguments: ["history", "range"])
  func tellsACorruptBlob(_ command: String) throws {
    let repository = try damaged { try Data("no zlib stream".utf8).write(to: $0) }
    let arguments = command == "range" ? ["range", "HEAD~1..HEAD"] : ["history"]
    expectRefusal(try repository.scan(arguments: arguments), [2, 3])
  }

  /// libgit2 1.5.1 by itself never comes back from a loose object that is cut off, or damaged
  /// behind its header.
  @Test func tellsABlobDamagedInItsMiddle() throws {
    let damages: [(inout Data) -> Void] = [
      { $0 = $0.dropLast(12) }, { $0 = $0.dropLast(30) }, { $0[$0.count / 2] ^= 0xFF },
      { $0.replaceSubrange(20..<40, with: Data(repeating: 0xFF, count: 20)) },
    ]
    for damage in damages {
      let repository = try damaged { file in
        var data = try Data(contentsOf: file)
        damage(&data)
        try data.write(to: file)
      }
      expectRefusal(try repository.scan("history"), [2, 3])
    }
  }

  @Test func tellsAMissingBlob() throws {
    let repository = try damaged { try FileManager.default.removeItem(at: $0) }
    expectRefusal(try repository.scan("history"), [2, 3])
    try repository.git("update-ref -d HEAD")
    expectRefusal(try repository.scan("staged"), [2, 3])
  }

  /// The rest is still scanned, and a finding in it is the worse news.
  @Test func reportsWhatElseItFindsBesideACorruptBlob() throws {
    let repository = try damaged { try Data("no zlib stream".utf8).write(to: $0) }
    let token = PlantedSecret.github("beside the damage")
    try repository.commit("b.env", "TOKEN=\(token.text)\n")
    let scan = try repository.scan("history", hidden: [token])
    #expect(scan.status == 1, "\(scan.everything)")
    let report = try scan.report()
    #expect(report.places == ["b.env:1:7"])
    #expect(!report.summary.complete)
    #expect(report.coverage["unreadable"] == 1)
    #expect(report.notices.contains { $0.kind == "incomplete" })
  }

  @Test func tellsACorruptCommitAndTree() throws {
    for name in ["HEAD", "HEAD^{tree}"] {
      let repository = try ScratchRepository()
      try repository.commit("a.env", "TOKEN=\(PlantedSecret.github("damaged").text)\n")
      let id = try repository.git(["rev-parse", name])
      let path = ".git/objects/\(id.prefix(2))/\(id.dropFirst(2))"
      let file = repository.folder.appending(path: path)
      try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.path)
      try Data("no zlib stream".utf8).write(to: file)
      expectRefusal(try repository.scan("history"), [2, 3])
    }
  }

  @Test func tellsADanglingReference() throws {
    let repository = try ScratchRepository()
    try repository.commit("a.txt", "nothing\n")
    let id = String(repeating: "12", count: 20)
    try repository.write(".git/refs/heads/dangling", id + "\n")
    expectRefusal(try repository.scan("history"), [2, 3])
  }

  @Test func tellsAFileThatIsNotThere() throws {
    let repository = try ScratchRepository()
    try repository.write("a.txt", "nothing\n")
    expectRefusal(
      try repository.scan("files", "a.txt", "missing.txt"), [2, 3], mentions: "missing")
  }

  @Test func tellsAFileThatCannotBeRead() throws {
    let repository = try ScratchRepository()
    try repository.write("a.txt", "nothing\n")
    if getuid() == 0 {
      // Root reads everything but what the kernel itself refuses: the first page of its own memory.
      #if os(Linux)
        expectRefusal(try repository.scan("files", "a.txt", "/proc/self/mem"), [2, 3])
      #endif
    } else {
      try repository.write("b.txt", "nothing\n")
      try FileManager.default.setAttributes(
        [.posixPermissions: 0], ofItemAtPath: repository.folder.appending(path: "b.txt").path)
      expectRefusal(try repository.scan("files"), [3], mentions: "b.txt")
    }
  }

  @Test(arguments: [
    ["files", "--format", "xml"], ["files", "--only", "no-such-rule"], ["nonsense"], [],
    ["rules"], ["baseline"],
    ["files", "--no-such-option"], ["files", "--fail-on", "sometimes"], ["range"],
    ["files", "--config", "/nonexistent/.shrike.yaml"], ["files", "--jobs", "0"],
    ["files", "--baseline", "/nonexistent/baseline"],
    ["files", "--output", "/nonexistent/folder/report.txt"],
  ])
  func refusesBadUsage(_ arguments: [String]) throws {
    let repository = try ScratchRepository()
    try repository.write("a.txt", "nothing\n")
    let result = try PackageFolder.product("shrike").run(
      arguments, in: repository.folder, environment: repository.environment)
    #expect(result.status == 2, "\(arguments): \(result.output)\(result.errors)")
    #expect(!result.errors.isEmpty)
  }

  @Test(arguments: [
    "rulez: {}\n", "rules: [\n", "rules:\n  skip: [no-such-rule]\n", "version: 2\n", "- a list\n",
  ])
  func refusesABadConfiguration(_ text: String) throws {
    let repository = try ScratchRepository()
    try repository.write(".shrike.yaml", text)
    expectRefusal(try repository.scan("files"), mentions: ".shrike.yaml")
  }

  @Test(arguments: [["--help"], ["history", "--help"], ["help", "range"], ["--version"]])
  func answersAQuestionOnStandardOutput(_ arguments: [String]) throws {
    let repository = try ScratchRepository()
    let result = try PackageFolder.product("shrike").run(
      arguments, in: repository.folder, environment: repository.environment)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains(arguments == ["--version"] ? "." : "USAGE"))
    #expect(result.errors.isEmpty)
  }

  /// Each end has a status of its own.
  @Test func givesEachEndItsOwnStatus() throws {
    let repository = try ScratchRepository()
    try repository.commit("a.txt", "nothing\n")
    #expect(try repository.scan("history").status == 0)
    let damaged = try damaged { try FileManager.default.removeItem(at: $0) }
    #expect(try damaged.scan("history").status == 3)
    #expect(try repository.scan("range", "nosuch...HEAD").status == 2)
    try repository.commit("a.env", "TOKEN=\(PlantedSecret.github("status").text)\n")
    #expect(try repository.scan("history").status == 1)
    #expect(try repository.scan("history", "--only", "jwt").status == 0)
  }

  /// A scan that covered nothing of what it was asked for is not clean.
  @Test func neverPassesAnEmptyHistory() throws {
    let repository = try ScratchRepository()
    expectRefusal(try repository.scan("history"), [2, 3])
  }

  /// A repository that belongs to somebody else is read: no program is started and no file is
  /// written on its behalf, which is what git's own refusal guards against.
  @Test(.enabled(if: getuid() == 0, "only root can give a repository away"))
  func readsARepositoryOfAnotherOwner() throws {
    let repository = try ScratchRepository()
    let token = PlantedSecret.github("other owner")
    try repository.commit("a.env", "TOKEN=\(token.text)\n")
    let given = try Program(named: "chown").run(
      ["-R", "65534:65534", repository.folder.path], in: repository.scratch.url)
    #expect(given.status == 0)
    let scan = try repository.scan("history", hidden: [token])
    #expect(scan.status == 1, "\(scan.everything)")
    #expect(try scan.report().places == ["a.env:1:7"])
  }
}
