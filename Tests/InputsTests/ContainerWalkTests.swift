import Findings
import Foundation
import TestSupport
import Testing

@testable import Inputs

@Suite struct ContainerWalkTests {
  /// A zip of stored files, made by Python's own library.
  private func zip(_ files: [(name: String, size: Int)]) throws -> [UInt8] {
    let folder = try ScratchFolder()
    let code = """
      import sys,zipfile
      z=zipfile.ZipFile('a.zip','w',8)
      for a in sys.argv[1:]:
        n,s=a.rsplit(':',1); z.writestr(n,bytes(int(s)))
      z.close()
      """
    let result = try Program(named: "python3").run(
      ["-c", code] + files.map { "\($0.name):\($0.size)" }, in: folder.url)
    #expect(result.status == 0, "\(result.errors)")
    return Array(try Data(contentsOf: folder.url.appending(path: "a.zip")))
  }

  private func walk(
    _ bytes: [UInt8], limits: InputLimits
  ) throws -> (paths: [String], tally: ContainerWalk.Tally) {
    var paths: [String] = []
    let tally = ContainerWalk.files(
      in: bytes.span, at: RepositoryPath("a.zip"), limits: limits, excludes: PathGlobs([])
    ) { member, _ in paths.append(member.path(in: RepositoryPath("a.zip")).display) }
    return (paths, try #require(tally))
  }

  @Test func endsAtTheNumberOfFiles() throws {
    var limits = InputLimits()
    limits.container.entries = 3
    let read = try walk(try zip((0..<5).map { ("f\($0)", 1) }), limits: limits)
    #expect(read.paths == ["a.zip!/f0", "a.zip!/f1", "a.zip!/f2"])
    #expect(read.tally.notices.count == 1 && read.tally.notices[0].message.contains("3 files"))
    let whole = try walk(try zip((0..<3).map { ("f\($0)", 1) }), limits: InputLimits())
    #expect(whole.paths.count == 3 && whole.tally.notices.isEmpty)
  }

  @Test func endsAtWhatItMayHold() throws {
    var limits = InputLimits()
    limits.container.freeBytes = 100_000
    limits.container.ratio = 2
    let read = try walk(try zip([("a", 90_000), ("b", 20_000), ("c", 1)]), limits: limits)
    #expect(read.paths == ["a.zip!/a"])
    #expect(read.tally.notices.count == 1)
    #expect(read.tally.coverage.archiveEntriesSkipped == 1)
    #expect(read.tally.coverage.bytes == 90_000)
  }

  @Test func leavesOutAFileOverTheLimitAndGoesOn() throws {
    let read = try walk(
      try zip([("a", 10), ("b", 200_000), ("c", 10)]), limits: InputLimits(bytes: 100_000))
    #expect(read.paths == ["a.zip!/a", "a.zip!/c"])
    #expect(read.tally.notices.map(\.subject) == ["a.zip!/b"])
  }

  @Test func allowsMoreToWhatIsLarge() {
    let limits = ContainerLimits()
    #expect(limits.allowance(size: 0) == limits.freeBytes)
    #expect(limits.allowance(size: 10 << 20) == limits.ratio * 10 << 20)
    #expect(limits.allowance(size: Int.max) == limits.bytes)
  }

  @Test(arguments: [
    ("blobs/sha256/" + String(repeating: "0a", count: 32), "a.zip!/sha256:0a0a0a0a0a0a"),
    ("blobs/sha256/0a0a", "a.zip!/blobs/sha256/0a0a"),
    (String(repeating: "0a", count: 32) + "/layer.tar", "a.zip!/0a0a0a0a0a0a/layer.tar"),
    ("./a//b", "a.zip!/a/b"), ("/etc/x", "a.zip!/etc/x"), ("../x\ny", "a.zip!/../x\\ny"),
  ])
  func namesAMember(_ name: (written: String, shown: String)) {
    let member = Member(Array(name.written.utf8), in: nil)
    #expect(member.path(in: RepositoryPath("a.zip")).display == name.shown)
    let inner = Member(Array("b".utf8), in: member)
    #expect(inner.path == RepositoryPath("b"))
    #expect(inner.path(in: RepositoryPath("a.zip")).display == name.shown + "!/b")
  }
}
