import Foundation
@testable import Git
import TestSupport
import Testing

@Suite struct ReferenceTests {
  static func names(_ references: [Reference]) -> [String] {
    references.map { String(decoding: $0.name, as: UTF8.self) }
  }

  @Test func looseAndPackedReferencesAndThoseOfOperationsAreListed() throws {
    let scratch = try ScratchRepository()
    try scratch.commit("file.txt", "1\n")
    try scratch.git("branch packed")
    try scratch.git("pack-refs --all")
    try scratch.git("tag loose")
    try scratch.commit("file.txt", "2\n")
    try scratch.git("reset --quiet --hard HEAD~1")
    let list = try Repository(path: scratch.folder.path).references()
    #expect(list.errors.isEmpty)
    #expect(
      Self.names(list.references)
        == ["refs/heads/main", "refs/heads/packed", "refs/tags/loose", "ORIG_HEAD"])
  }

  @Test func aDamagedReferenceIsAnErrorAndTheRestIsListed() throws {
    let scratch = try ScratchRepository()
    try scratch.commit("file.txt", "1\n")
    try scratch.write(".git/refs/heads/broken", "not an id\n")
    let list = try Repository(path: scratch.folder.path).references()
    #expect(Self.names(list.references) == ["refs/heads/main"])
    #expect(list.errors.map(\.subject) == ["refs/heads/broken"])
    #expect(list.errors.first?.kind == .corrupt)
  }

  @Test func everyFetchedCommitIsListed() throws {
    let scratch = try ScratchRepository()
    let id = try scratch.commit("file.txt", "1\n")
    let other = try scratch.commit("file.txt", "2\n")
    try scratch.write(
      ".git/FETCH_HEAD", "\(id)\t\tbranch 'a' of x\n\(other)\tnot-for-merge\tbranch 'b' of x\n")
    let list = try Repository(path: scratch.folder.path).references()
    let fetched = list.references.filter { Self.names([$0]) == ["FETCH_HEAD"] }
    #expect(fetched.map(\.target.hex) == [id, other])
  }

  @Test func linkedWorkingTreesHaveHeadsAndLogsOfTheirOwn() throws {
    let scratch = try ScratchRepository()
    try scratch.commit("file.txt", "1\n")
    try scratch.git("worktree add --quiet --detach ../linked")
    try scratch.git("-C ../linked commit --quiet --allow-empty -m linked")
    let id = try scratch.git("-C ../linked rev-parse HEAD")
    for folder in ["", "/../linked"] {
      let repository = try Repository(path: scratch.folder.path + folder)
      let heads = repository.references().references.filter { $0.target.hex == id }
      #expect(Self.names(heads) == ["worktrees/linked/HEAD"])
      let logs = repository.reflogs()
      let log = try #require(
        logs.logs.first { $0.name == Array("worktrees/linked/HEAD".utf8) })
      #expect(log.entries.last?.new.hex == id)
    }
  }

  @Test func logsOfDeletedBranchesAreReadAndDamageIsReported() throws {
    let scratch = try ScratchRepository()
    let id = try scratch.commit("file.txt", "1\n")
    let line = "\(ObjectID.null.hex) \(id) A <a@example.org> 1 +0000\tcommit\n"
    try scratch.write(".git/logs/refs/heads/gone", line + "damaged\n")
    let list = try Repository(path: scratch.folder.path).reflogs()
    let log = try #require(list.logs.first { $0.name == Array("refs/heads/gone".utf8) })
    #expect(log.entries == [Reflog.Entry(old: .null, new: try #require(ObjectID(hex: id)))])
    #expect(list.errors.map(\.subject) == ["reflog of refs/heads/gone"])
  }
}
