import Foundation
import TestSupport
import Testing

/// What lies in archives, compressed files and images, as users have them on disk and in git.
@Suite struct ArchiveTests {
  private func make(
    _ kind: String, _ path: String, _ secrets: [PlantedSecret], in repository: ScratchRepository
  ) throws {
    let script = PackageFolder.file("Tests/Tools/make_archive.py").path
    let result = try Program(named: "python3").run(
      [script, kind, path] + secrets.map(\.text), in: repository.folder,
      environment: repository.environment)
    #expect(result.status == 0, "\(result.errors)")
  }

  private static func isInstalled(_ name: String) -> Bool { (try? Program(named: name)) != nil }

  /// The places of a report that are files in `container`.
  private func places(_ report: ScanReport, in container: String) -> [String] {
    report.findings.flatMap(\.occurrences).filter { $0.container == container }.map(\.place)
  }

  static let archives = ["zip", "stored", "tar", "tar.gz", "tar.bz2", "tar.xz"]

  @Test(arguments: archives)
  func findsInAnArchive(_ kind: String) throws {
    let repository = try ScratchRepository()
    let tokens = ["one", "two"].map { PlantedSecret.github("\(kind) \($0)") }
    try make(kind, "a.\(kind)", tokens, in: repository)
    let scan = try repository.scan("files", hidden: tokens)
    #expect(scan.status == 1, "\(scan.everything)")
    let report = try scan.report()
    #expect(
      Set(places(report, in: "a.\(kind)")) == [
        "a.\(kind)!/conf/first.env:2:7", "a.\(kind)!/conf/second.env:2:7",
      ])
    #expect(report.coverage["archives"] == 1)
    #expect(report.coverage["archiveEntries"] == 2)
    #expect(report.summary.complete)
  }

  @Test(arguments: ["gz", "bz2", "xz", "zeros.gz"])
  func findsInACompressedFile(_ kind: String) throws {
    let repository = try ScratchRepository()
    let token = PlantedSecret.github("compressed \(kind)")
    try make(kind, "app.log.\(kind)", [token], in: repository)
    let scan = try repository.scan("files", hidden: [token])
    let name = kind == "zeros.gz" ? "app.log.zeros" : "app.log"
    let report = try scan.report()
    #expect(
      places(report, in: "app.log.\(kind)").map { $0.prefix { $0 != ":" } } == [
        "app.log.\(kind)!/\(name)"
      ])
  }

  @Test(.enabled(if: isInstalled("zstd"), "zstd is not installed"))
  func findsInAFileThatZstdCompressed() throws {
    let repository = try ScratchRepository()
    let token = PlantedSecret.github("zstd")
    try make("tar", "a.tar", [token], in: repository)
    let zstd = try Program(named: "zstd").run(["-q", "--rm", "a.tar"], in: repository.folder)
    #expect(zstd.status == 0, "\(zstd.errors)")
    let report = try repository.scan("files", hidden: [token]).report()
    #expect(report.places == ["a.tar.zst!/conf/first.env:2:7"])
  }

  @Test(.enabled(if: isInstalled("bsdtar"), "bsdtar is not installed"))
  func findsIn7z() throws {
    let repository = try ScratchRepository()
    let token = PlantedSecret.github("7z")
    try make("text", "schlüssel.env", [token], in: repository)
    let made = try Program(named: "bsdtar").run(
      ["-a", "-cf", "a.7z", "schlüssel.env"], in: repository.folder,
      environment: repository.environment)
    #expect(made.status == 0, "\(made.errors)")
    try FileManager.default.removeItem(at: repository.folder.appending(path: "schlüssel.env"))
    let report = try repository.scan("files", hidden: [token]).report()
    #expect(report.places == ["a.7z!/schlüssel.env:2:7"])
  }

  // MARK: Images

  /// Every layer is looked into, what a later one deletes included, and the configuration.
  @Test func findsInTheLayersOfAnImage() throws {
    let repository = try ScratchRepository()
    let tokens = ["deleted", "jar", "environment"].map { PlantedSecret.github("oci \($0)") }
    try make("oci", "image.tar", tokens, in: repository)
    let scan = try repository.scan("files", "image.tar", hidden: tokens)
    let report = try scan.report()
    #expect(report.summary.complete, "\(scan.everything)")
    let found = places(report, in: "image.tar").map {
      $0.replacing(/sha256:[0-9a-f]{12}!?/, with: "L")
    }
    #expect(
      found.sorted()
        == [
          "image.tar!/L/etc/app.env:2:7",
          "image.tar!/L/opt/app.jar!/BOOT-INF/lib/inner.jar!/app.properties:2:7",
          "image.tar!/L:1:28",
        ].sorted())
  }

  @Test func findsInTheLayersOfAnOldImage() throws {
    let repository = try ScratchRepository()
    let token = PlantedSecret.github("docker save")
    try make("docker", "image.tar", [token], in: repository)
    let report = try repository.scan("files", "image.tar", hidden: [token]).report()
    #expect(report.places == ["image.tar!/abababababab/layer.tar!/root/.aws.env:2:7"])
  }

  // MARK: What is not read

  static let incomplete = [
    ("encrypted", "encrypted", true), ("cut.zip", "cut off", true), ("cut.gz", "cut off", true),
    ("cut.tar", "cut off", true), ("bomb", "limit for its size", false),
    ("bombs", "limit for its size", false), ("deep", "limit; unpack", false),
  ]

  /// Never silence: a notice, the exit status, and what could be read is scanned.
  @Test(arguments: incomplete)
  func saysWhatItDidNotRead(_ expected: (kind: String, words: String, finds: Bool)) throws {
    let repository = try ScratchRepository()
    let tokens = ["one", "two"].map { PlantedSecret.github("\(expected.kind) \($0)") }
    try make(expected.kind, "a.bin", tokens, in: repository)
    let scan = try repository.scan("files", hidden: tokens)
    let report = try scan.report()
    #expect(scan.status == (expected.finds ? 1 : 3), "\(scan.everything)")
    #expect(!report.summary.complete)
    let notices = report.notices.filter { $0.kind == "incomplete" }
    #expect(notices.count == 1, "\(notices)")
    #expect(notices.first?.message.contains(expected.words) == true, "\(notices)")
    #expect(notices.first?.subject.hasPrefix("a.bin") == true)
    #expect((report.coverage["archiveEntriesSkipped"] ?? 0) > 0)
  }

  @Test func countsWhatItDoesNotOpen() throws {
    let repository = try ScratchRepository()
    try make("rar", "a.rar", [.github("rar")], in: repository)
    let scan = try repository.scan("files")
    #expect(scan.status == 0)
    #expect(try scan.report().coverage["closedArchives"] == 1)
    #expect(scan.everything.contains("1 archive of another format"))
  }

  /// The limit is for what is read at a time: an archive over it is opened, and a file in it left out.
  @Test func opensAnArchiveOverTheSizeLimit() throws {
    let repository = try ScratchRepository()
    let token = PlantedSecret.github("large")
    try make("padded", "large.tar", [token], in: repository)
    try repository.write(".shrike.yaml", "version: 1\nlimits:\n  bytes: 1000000\n")
    let scan = try repository.scan("files", "large.tar", hidden: [token])
    let report = try scan.report()
    #expect(report.places == ["large.tar!/conf/first.env:2:7"])
    #expect(
      report.notices.filter { $0.kind == "incomplete" }.map(\.subject) == ["large.tar!/large.bin"])
  }

  @Test func leavesOutWhatTheConfigurationExcludes() throws {
    let repository = try ScratchRepository()
    let tokens = ["kept", "excluded"].map { PlantedSecret.github($0) }
    try make("zip", "a.zip", tokens, in: repository)
    try repository.write(
      ".shrike.yaml", "version: 1\npaths:\n  exclude:\n    - 'a.zip!/conf/second.env'\n")
    let report = try repository.scan("files", "a.zip", hidden: tokens).report()
    #expect(report.places == ["a.zip!/conf/first.env:2:7"])
    #expect(report.coverage["excluded"] == 1)
  }

  // MARK: Git

  /// An archive has no lines: what an earlier version of it held is not new.
  @Test func tellsWhatAChangedArchiveAdds() throws {
    let repository = try ScratchRepository()
    let tokens = ["old", "new"].map { PlantedSecret.github("changed \($0)") }
    try make("zip", "a.zip", [tokens[0]], in: repository)
    try repository.git("add a.zip")
    #expect(
      try repository.scan("staged", hidden: tokens).report().places == ["a.zip!/conf/first.env:2:7"]
    )
    try repository.git("commit --quiet -m First")
    try make("zip", "a.zip", tokens, in: repository)
    try repository.git("add a.zip")
    let staged = try repository.scan("staged", hidden: tokens)
    #expect(try staged.report().places == ["a.zip!/conf/second.env:2:7"])
    try repository.git("commit --quiet -m Second")
    let range = try repository.scan("range", "HEAD~1..HEAD", hidden: tokens).report()
    #expect(range.places == ["a.zip!/conf/second.env:2:7"])
    try repository.git("rm --quiet a.zip")
    try repository.git("commit --quiet -m Gone")
    let history = try repository.scan("history", "--show-secrets").report()
    for (token, subject) in zip(tokens, ["First", "Second"]) {
      let finding = try #require(history.finding(of: token.text))
      #expect(try repository.subject(finding.introduced?.id) == subject)
      #expect(finding.history?.presentAtHead == false)
      #expect(finding.primary.container == "a.zip")
    }
  }

  @Test func takesABaselineOfWhatAnArchiveHolds() throws {
    let repository = try ScratchRepository()
    let token = PlantedSecret.github("baseline")
    try make("zip", "a.zip", [token], in: repository)
    let first = try repository.scan("files", hidden: [token]).report()
    try repository.write("plain.env", "TOKEN=\(token.text)\n")
    let second = try repository.scan("files", hidden: [token]).report()
    #expect(first.findings.map(\.fingerprint) == second.findings.map(\.fingerprint))
    #expect(
      second.findings.first?.occurrences.map(\.path) == ["a.zip!/conf/first.env", "plain.env"])
  }
}
