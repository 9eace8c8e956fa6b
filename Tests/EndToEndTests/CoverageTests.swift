import Foundation
import TestSupport
import Testing

/// What was not read is counted and said, in the text and in the JSON report.
@Suite struct CoverageTests {
  private func repository() throws -> ScratchRepository {
    let repository = try ScratchRepository()
    try repository.commit("plain.txt", "nothing\n")
    var random: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0]
    random += (0..<4_000).map { UInt8(truncatingIfNeeded: $0 &* 37 ^ ($0 >> 3)) }
    try repository.write("picture.png", random)
    try repository.write(
      "large.bin",
      """
      version https://git-lfs.github.com/spec/v1
      oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393
      size 12345

      """)
    try FileManager.default.createSymbolicLink(
      atPath: repository.folder.appending(path: "link").path, withDestinationPath: "plain.txt")
    try repository.git("add .")
    let head = try repository.git("rev-parse HEAD")
    try repository.git(["update-index", "--add", "--cacheinfo", "160000,\(head),module"])
    return repository
  }

  private func expectCounts(_ scan: Scan, _ command: String) throws {
    let coverage = try scan.report().coverage
    for key in ["binary", "lfsPointers", "submodules"] {
      #expect(coverage[key] == 1, "\(command): \(key)")
    }
    for word in ["binary", "LFS", "submodule"] {
      #expect(scan.everything.contains(word), "\(command): \(word)")
    }
    #expect(scan.status == 0, "\(scan.everything)")
  }

  @Test func tellsWhatAStagedScanLeftOut() throws {
    let repository = try repository()
    try expectCounts(try repository.scan("staged"), "staged")
  }

  @Test func tellsWhatAHistoryAndARangeLeftOut() throws {
    let repository = try repository()
    try repository.git("commit --quiet -m Add")
    try expectCounts(try repository.scan("history"), "history")
    try expectCounts(try repository.scan("range", "HEAD~1..HEAD"), "range")
  }

  /// A submodule in the working tree is a repository of its own.
  @Test func tellsWhatAFilesScanLeftOut() throws {
    let repository = try repository()
    try repository.git("commit --quiet -m Add")
    try repository.git("clone --quiet . module")
    let coverage = try repository.scan("files").report().coverage
    for key in ["binary", "lfsPointers", "submodules", "symbolicLinks"] {
      #expect(coverage[key] == 1, "\(key)")
    }
  }

  @Test func tellsWhatTheConfigurationLeftOut() throws {
    let repository = try ScratchRepository()
    try repository.write(".shrike.yaml", "paths:\n  exclude: ['vendor/**']\n")
    let token = PlantedSecret.github("excluded")
    try repository.commit("vendor/a.env", "TOKEN=\(token.text)\n")
    try repository.commit("b.txt", "nothing\n")
    let scan = try repository.scan("history", hidden: [token])
    #expect(scan.status == 0, "\(scan.everything)")
    #expect(try scan.report().coverage["excluded"] == 1)
    #expect(scan.everything.contains("excluded"))
  }

  @Test func tellsWhatIsOverTheLimit() throws {
    let repository = try ScratchRepository()
    try repository.write(".shrike.yaml", "limits:\n  bytes: 1000\n")
    try repository.commit("large.txt", String(repeating: "a line\n", count: 1_000))
    try repository.commit("b.txt", "nothing\n")
    let scan = try repository.scan("history")
    #expect(try scan.report().coverage["overLimit"] == 1)
    #expect(scan.everything.contains("limit"))
  }

  /// What a symbolic link points to is text in git, and is not followed on disk.
  @Test func scansWhatASymbolicLinkSays() throws {
    let repository = try ScratchRepository()
    let token = PlantedSecret.github("symbolic link")
    try FileManager.default.createSymbolicLink(
      atPath: repository.folder.appending(path: "link").path,
      withDestinationPath: "/srv/\(token.text)/current")
    try repository.git("add .")
    #expect(try repository.scan("staged", hidden: [token]).status == 1)
    try repository.git("commit --quiet -m Link")
    #expect(try repository.scan("history", hidden: [token]).status == 1)
  }

  /// Certain prefixes are found in a binary file, too.
  @Test func findsACertainTokenInABinaryFile() throws {
    let repository = try ScratchRepository()
    let token = PlantedSecret.github("binary")
    try repository.write("a.out", [0, 1, 2, 0xFF, 0] + Array(token.text.utf8) + [0, 0, 7])
    try repository.git("add .")
    #expect(try repository.scan("staged", hidden: [token]).status == 1)
  }

  /// Lock files, vendored folders and drawings are files like any other.
  @Test(arguments: [
    "package-lock.json", "vendor/github.com/example/a.go", "node_modules/a/index.js", "icon.svg",
    "go.sum", "dist/app.min.js", "app.js.map", "yarn.lock", ".git-credentials", ".hidden/.env",
  ])
  func skipsNoFileForItsName(_ path: String) throws {
    let repository = try ScratchRepository()
    let token = PlantedSecret.github("by name")
    try repository.commit(path, "\"token\": \"\(token.text)\"\n")
    for command in ["history", "files"] {
      let findings = try repository.scan(command, hidden: [token]).report().findings
      #expect(findings.count { $0.rule == "github-personal-access-token" } == 1, "\(command)")
    }
  }

  /// A configuration that only allows something still has every rule.
  @Test func keepsItsRulesUnderAnAllowOnlyConfiguration() throws {
    let repository = try ScratchRepository()
    let token = PlantedSecret.github("allow only")
    try repository.write("a.env", "TOKEN=\(token.text)\n")
    try repository.git("add a.env")
    let other = String(repeating: "0", count: 32)
    try repository.write(".shrike.yaml", "allow: [{fingerprint: \(other), reason: Another}]\n")
    #expect(try repository.scan("staged", hidden: [token]).status == 1)
  }
}
