import Findings
import Foundation
import Git
import Inputs
import TestSupport
import Testing

/// What is left out or cannot be read is said, and the rest is scanned.
@Suite struct HistoryPlanTests {
  /// Writes rubbish over the loose object that `revision` names, and returns its id.
  func damage(_ revision: String, of scratch: ScratchRepository) throws -> String {
    let id = try scratch.git(["rev-parse", revision])
    let file = scratch.folder.appending(path: ".git/objects/\(id.prefix(2))/\(id.dropFirst(2))")
    try FileManager.default.removeItem(at: file)
    try Data("rubbish".utf8).write(to: file)
    return id
  }

  func remove(_ revision: String, of scratch: ScratchRepository) throws -> String {
    let id = try scratch.git(["rev-parse", revision])
    try FileManager.default.removeItem(
      at: scratch.folder.appending(path: ".git/objects/\(id.prefix(2))/\(id.dropFirst(2))"))
    return id
  }

  func twoCommits() throws -> ScratchRepository {
    let scratch = try ScratchRepository()
    try scratch.commit("folder/a.txt", "a\n")
    try scratch.commit("b.txt", "b\n")
    return scratch
  }

  @Test func aDamagedBlobIsReportedWhenItIsRead() throws {
    let scratch = try twoCommits()
    let id = try damage("HEAD:b.txt", of: scratch)
    let plan = try History.plan(repository: scratch.folder.path)
    var reader = try InputReader(plan: plan)
    var failures: [InputError] = []
    var read = 0
    for input in plan.inputs {
      do {
        try reader.read(input) { _ in }
        read += 1
      } catch { failures.append(error) }
    }
    #expect(failures.map(\.reason) == [.unreadable])
    #expect(failures.first?.notice.subject == "b.txt (\(id))")
    #expect(failures.first?.notice.kind == .incomplete)
    #expect(read == plan.inputs.count - 1)
  }

  @Test func aDamagedTreeIsReportedAndTheRestScanned() throws {
    let scratch = try twoCommits()
    let id = try damage("HEAD:folder", of: scratch)
    let scan = try HistoryScan(scratch)
    let notice = try #require(scan.plan.notices.first)
    #expect(scan.plan.notices.count == 1)
    #expect(notice.kind == .incomplete)
    #expect(notice.subject == id)
    let first = try scratch.git("rev-parse HEAD~1")
    #expect(notice.message.hasPrefix("needed by commit \(first) for folder: "))
    #expect(scan.plan.coverage.unreadable == 1)
    #expect(scan.paths(of: "b\n") == ["b.txt"])
  }

  @Test func aMissingCommitIsReportedAndTheRestScanned() throws {
    let scratch = try twoCommits()
    let id = try remove("HEAD~1", of: scratch)
    try scratch.git("reflog expire --expire=all --all")
    let scan = try HistoryScan(scratch)
    #expect(scan.plan.notices.map(\.subject) == [id])
    #expect(scan.plan.notices.first?.message.hasPrefix("needed by refs/heads/main: ") == true)
    #expect(scan.plan.coverage.unreadable == 1)
    #expect(scan.plan.coverage.commits == 1)
    #expect(scan.paths(of: "a\n") == ["folder/a.txt"])
  }

  @Test func aFewMissingBlobsAreReportedOneByOne() throws {
    let scratch = try twoCommits()
    let id = try remove("HEAD:b.txt", of: scratch)
    let one = try HistoryScan(scratch)
    #expect(one.plan.notices.map(\.subject) == [id])
    #expect(one.plan.coverage.unreadable == 1)
    #expect(one.paths(of: "a\n") == ["folder/a.txt"])
  }

  @Test func manyMissingBlobsAreReportedTogether() throws {
    let scratch = try twoCommits()
    for number in 1...30 { try scratch.write("many/\(number).txt", "\(number)\n") }
    try scratch.git("add many")
    try scratch.git("commit --quiet -m many")
    for number in 1...30 { _ = try remove("HEAD:many/\(number).txt", of: scratch) }
    let many = try HistoryScan(scratch)
    #expect(many.plan.notices.map(\.kind) == [.incomplete])
    #expect(many.plan.notices.first?.message.hasPrefix("30 blobs ") == true)
    #expect(many.plan.coverage.unreadable == 30)
    #expect(many.paths(of: "a\n") == ["folder/a.txt"])
  }

  @Test func aBlobIsExcludedOnlyWhereAllItsPathsAre() throws {
    let scratch = try ScratchRepository()
    try scratch.commit("vendor/only.txt", "only\n")
    try scratch.commit("vendor/both.txt", "both\n")
    try scratch.commit("own/both.txt", "both\n")
    let scan = try HistoryScan(scratch, excludes: ["vendor/"])
    #expect(scan.paths(of: "only\n").isEmpty)
    #expect(scan.paths(of: "both\n") == ["own/both.txt"])
    #expect(try scan.introductions("both\n").map { $0.prefix(12) } == ["own/both.txt"])
    #expect(scan.plan.coverage.excluded == 1)
    #expect(!scan.texts.contains { $0.kind == .fileName && $0.text.contains("vendor") })
  }

  @Test func symbolicLinksAreScannedAndCounted() throws {
    let scratch = try ScratchRepository()
    try FileManager.default.createSymbolicLink(
      atPath: scratch.folder.appending(path: "link").path, withDestinationPath: "some/where")
    try scratch.git("add link")
    try scratch.git("commit --quiet -m link")
    let scan = try HistoryScan(scratch)
    #expect(scan.paths(of: "some/where") == ["link"])
    #expect(scan.plan.coverage.symbolicLinks == 1)
  }

  @Test func whatIsOverTheLimitIsSaid() throws {
    let scratch = try twoCommits()
    try scratch.commit("large.txt", String(repeating: "x", count: 5000))
    let plan = try History.plan(repository: scratch.folder.path)
    var reader = try InputReader(plan: plan, limits: InputLimits(bytes: 4999))
    let large = try #require(
      plan.inputs.first { $0.path.display == "large.txt" && $0.kind == .file })
    let error = #expect(throws: InputError.self) { try reader.read(large) { _ in } }
    #expect(error?.reason == .overLimit)
    #expect(error?.notice.message.contains("5000 bytes") == true)
  }

  @Test func aPlanIsTheSameEachTimeAndBringsAFilesVersionsTogether() throws {
    let scratch = try ScratchRepository()
    for number in 1...12 { try scratch.commit("f\(number % 4).txt", "text \(number)\n") }
    try scratch.git("gc --quiet")
    let scans = [try HistoryScan(scratch), try HistoryScan(scratch)]
    #expect(scans[0].texts == scans[1].texts)
    let stored = try scratch.git([
      "cat-file", "--batch-all-objects", "--unordered", "--batch-check=%(objecttype) %(objectname)",
    ])
    let blobs = stored.split(separator: "\n").filter { $0.hasPrefix("blob ") }.map {
      $0.dropFirst(5)
    }
    let planned = scans[0].plan.inputs.compactMap { input -> (path: String, id: String)? in
      if case .blob(let id) = input.content { (input.path.display, id.hex) } else { nil }
    }
    #expect(planned.count == 12)
    let changes = zip(planned, planned.dropFirst()).count { $0.path != $1.path }
    #expect(changes == 3)
    // Within a file as they are stored.
    for path in Set(planned.map(\.path)) {
      let versions = planned.filter { $0.path == path }.map(\.id)
      #expect(versions == blobs.map(String.init).filter(versions.contains))
    }
  }

  @Test func namesComeInBatches() throws {
    let scratch = try ScratchRepository()
    let folder = String(repeating: "long", count: 50)
    for number in 1...400 { try scratch.write("\(folder)/\(number).txt", "\(number)\n") }
    try scratch.git("add .")
    try scratch.git("commit --quiet -m many")
    let names = try HistoryScan(scratch).texts.filter { $0.kind == .fileName }
    #expect(names.count == 2)
    #expect(names.allSatisfy { $0.text.utf8.count <= 64 << 10 })
    #expect(names.map { $0.text.split(separator: "\n").count }.reduce(0, +) == 400)
  }

  @Test func onlyLinesNewToEveryParentCount() throws {
    let scratch = try twoCommits()
    let ids = try ["a\nb\nc\nd\n", "a\nd\n", "a\nc\n"].map { text in
      try #require(
        ObjectID(hex: try scratch.git(["hash-object", "-w", "--stdin"], input: Array(text.utf8))))
    }
    var plan = InputPlan(repository: scratch.folder.path)
    let whole = Input(path: RepositoryPath("x"), content: .blob(ids[0]))
    var merged = whole
    merged.addition = Input.Addition(previous: [ids[1], ids[2]])
    plan.inputs = [whole, merged]
    let reader = try InputReader(plan: plan)
    #expect(try reader.addedLines(of: whole) == nil)
    #expect(try reader.addedLines(of: merged) == AddedLines(ranges: [2...2]))
  }

  @Test func aTreeOfCopiesOfATreeIsNotFollowedWithoutEnd() throws {
    let scratch = try ScratchRepository()
    var id = try scratch.git(["hash-object", "-w", "--stdin"], input: Array("bomb\n".utf8))
    var row = "100644 blob"
    for _ in 0..<10 {
      let entries = (0..<10).map { "\(row) \(id)\t\($0)\n" }.joined()
      id = try scratch.git(["mktree"], input: Array(entries.utf8))
      row = "040000 tree"
    }
    let commit = try scratch.git(["commit-tree", id, "-m", "bomb"])
    try scratch.git(["update-ref", "refs/heads/main", commit])
    let scan = try HistoryScan(scratch)
    #expect(scan.paths(of: "bomb\n").count == 1)
    let places = try scan.introductions("bomb\n").count
    #expect((1000..<100_000).contains(places))
  }

  @Test func aTagThatLeadsNowhereIsReportedAndItsMessageScannedOnce() throws {
    let scratch = try twoCommits()
    let gone = String(repeating: "12", count: 20)
    let text = "object \(gone)\ntype commit\ntag lost\ntagger A <a@example.org> 1 +0000\n\nlost\n"
    let id = try scratch.git(
      ["hash-object", "-t", "tag", "-w", "--stdin", "--literally"], input: Array(text.utf8))
    try scratch.write(".git/refs/tags/one", id + "\n")
    try scratch.write(".git/refs/tags/two", id + "\n")
    let scan = try HistoryScan(scratch)
    #expect(scan.paths(of: "lost\n", kind: .tagMessage) == [".git/tag-message/lost"])
    #expect(scan.plan.notices.map(\.subject) == [gone, gone])
    #expect(scan.paths(of: "a\n") == ["folder/a.txt"])
  }
}
