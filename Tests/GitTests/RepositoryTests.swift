import Foundation
@testable import Git
import TestSupport
import Testing

@Suite struct RepositoryTests {
  @Test func aRepositoryIsFoundFromAnyFolderInIt() throws {
    let scratch = try ScratchRepository()
    let id = try scratch.commit("deep/folder/file.txt", "text\n")
    for path in [".", "deep/folder", ".git"] {
      let repository = try Repository(path: scratch.folder.appending(path: path).path)
      let head = try repository.head()
      #expect(head.id?.hex == id)
      #expect(head.branch == "main")
      let flags = (repository.isBare, repository.isShallow)
      #expect(flags == (false, false))
    }
  }

  @Test func aFolderOutsideIsNoRepository() throws {
    let folder = try ScratchFolder()
    let error = #expect(throws: GitError.self) { _ = try Repository(path: folder.url.path) }
    #expect(error?.kind == .notRepository)
    #expect(error?.message.contains("--repo") == true)
  }

  @Test func objectsAreReadWithoutAWorkingTree() throws {
    let scratch = try ScratchRepository()
    try scratch.commit("file.txt", "text\n")
    try scratch.git("clone --quiet --bare . ../bare.git")
    let repository = try Repository(path: scratch.folder.path + "/../bare.git")
    let (isBare, workingDirectory) = (repository.isBare, repository.workingDirectory)
    #expect(isBare)
    #expect(workingDirectory == nil)
    let blob = try #require(ObjectID(hex: try scratch.git("rev-parse HEAD:file.txt")))
    let text = try repository.withObject(blob, as: .blob) { Array(copying: $0) }
    #expect(text == Array("text\n".utf8))
    let header = try repository.header(of: blob)
    #expect(header.kind == .blob)
    #expect(header.size == 5)
  }

  @Test func anObjectOfAnotherKindOrNoneIsAnError() throws {
    let scratch = try ScratchRepository()
    let commit = try scratch.commit("file.txt", "text\n")
    let repository = try Repository(path: scratch.folder.path)
    let id = try #require(ObjectID(hex: commit))
    let wrong = #expect(throws: GitError.self) {
      try repository.withObject(id, as: .tree) { _ in }
    }
    #expect(wrong?.kind == .corrupt)
    let absent = try #require(ObjectID(hex: String(repeating: "12", count: 20)))
    let missing = #expect(throws: GitError.self) { _ = try repository.header(of: absent) }
    #expect(missing?.kind == .missing)
    #expect(missing?.subject == absent.hex)
    let contained = [absent, id].map { repository.contains($0) }
    #expect(contained == [false, true])
  }

  @Test func sha256IsRefusedWithAdvice() throws {
    let scratch = try ScratchRepository(arguments: ["--object-format=sha256"])
    let error = #expect(throws: GitError.self) { _ = try Repository(path: scratch.folder.path) }
    #expect(error?.kind == .unsupported)
    #expect(error?.message.contains("SHA-256") == true)
    #expect(error?.message.contains("shrike files") == true)
  }

  @Test func unknownExtensionsAreRefusedAndHarmlessOnesAreNot() throws {
    let scratch = try ScratchRepository()
    let id = try scratch.commit("file.txt", "text\n")
    try scratch.git("config core.repositoryformatversion 1")
    try scratch.git("config extensions.worktreeConfig true")
    try scratch.git("config extensions.partialClone origin")
    #expect(try head(of: scratch).id?.hex == id)
    try scratch.git("config extensions.refStorage reftable")
    let error = #expect(throws: GitError.self) { _ = try Repository(path: scratch.folder.path) }
    #expect(error?.kind == .unsupported)
  }

  @Test(.enabled(if: geteuid() == 0, "only root can give a repository to another user"))
  func aRepositoryOfAnotherUserIsRead() throws {
    let scratch = try ScratchRepository()
    let id = try scratch.commit("file.txt", "text\n")
    for path in [scratch.folder.path, scratch.folder.path + "/.git"] {
      try FileManager.default.setAttributes([.ownerAccountID: 12345], ofItemAtPath: path)
    }
    #expect(try head(of: scratch).id?.hex == id)
  }

  @Test func headBeforeTheFirstCommitAndDetached() throws {
    let scratch = try ScratchRepository()
    let unborn = try head(of: scratch)
    #expect(unborn == Repository.Head(id: nil, branch: "main"))
    let id = try scratch.commit("file.txt", "text\n")
    try scratch.git("checkout --quiet --detach")
    let detached = try head(of: scratch)
    #expect(detached == Repository.Head(id: ObjectID(hex: id), branch: nil))
  }

  func head(of scratch: ScratchRepository) throws -> Repository.Head {
    let repository = try Repository(path: scratch.folder.path)
    return try repository.head()
  }

  @Test func revisionsNameCommits() throws {
    let scratch = try ScratchRepository()
    let first = try scratch.commit("file.txt", "1\n")
    let second = try scratch.commit("file.txt", "2\n")
    try scratch.git(["tag", "-a", "v1", "-m", "one", first])
    let repository = try Repository(path: scratch.folder.path)
    let ids = try ["v1", "main~1", "HEAD"].map { try repository.commitID(of: $0).hex }
    #expect(ids == [first, first, second])
    for name in ["nowhere", "HEAD:file.txt"] {
      let error = #expect(throws: GitError.self) { _ = try repository.commitID(of: name) }
      #expect(error?.kind == .unknownRevision)
      #expect(error?.subject == name)
    }
  }

  @Test func objectsComeInPackOrder() throws {
    let scratch = try ScratchRepository()
    for number in 1...20 { try scratch.commit("file\(number % 5).txt", "text \(number)\n") }
    try scratch.git("repack -a -d -q")
    let repository = try Repository(path: scratch.folder.path)
    var ids: [String] = []
    try repository.forEachObjectID { ids.append($0.hex) }
    let pack = try scratch.git(["rev-parse", "--git-path", "objects/pack"])
    let index = try #require(
      FileManager.default.contentsOfDirectory(atPath: scratch.folder.path + "/" + pack)
        .first { $0.hasSuffix(".idx") })
    // `SHA type size stored-size offset …`
    let lines = try scratch.git(["verify-pack", "-v", pack + "/" + index]).split(separator: "\n")
    let rows = lines.map { $0.split(separator: " ").map(String.init) }
      .filter { $0.count >= 5 && $0[0].count == 40 }
    let byOffset = try rows.sorted { left, right in
      let offsets = (try #require(Int(left[4])), try #require(Int(right[4])))
      return offsets.0 < offsets.1
    }
    #expect(ids == byOffset.map { $0[0] })
  }
}
