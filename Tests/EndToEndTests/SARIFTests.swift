import Foundation
import TestSupport
import Testing

/// SARIF as others read it: the schema, sarif-tools, and code scanning's own line hash.
@Suite struct SARIFTests {
  /// The schema lies beside the checkout, in `shared/sarif`.
  private static func schema() throws -> URL {
    let name = "shared/sarif/sarif-schema-2.1.0.json"
    let url = PackageFolder.url.deletingLastPathComponent().appending(path: name)
    guard FileManager.default.fileExists(atPath: url.path) else {
      throw SetUpError("\(url.path) is missing: put the SARIF 2.1.0 schema of OASIS there")
    }
    return url
  }

  private func sarif(_ repository: ScratchRepository, _ arguments: [String]) throws -> URL {
    let file = repository.scratch.url.appending(path: "report-\(UUID().uuidString).sarif")
    let result = try PackageFolder.product("shrike").run(
      arguments + ["--format", "sarif", "--output", file.path], in: repository.folder,
      environment: repository.environment)
    #expect([0, 1, 3].contains(result.status), "\(result.errors)")
    #expect(FileManager.default.fileExists(atPath: file.path), "no report was written")
    return file
  }

  /// Validates the file, and checks every line hash against the files below the working tree.
  private func check(_ file: URL, _ repository: ScratchRepository, results: Int? = nil) throws {
    let script = PackageFolder.file("Tests/Tools/check_sarif.py").path
    let arguments = [script, try SARIFTests.schema().path, file.path, repository.folder.path]
    let result = try PythonTools.python().run(
      arguments + (results.map { ["\($0)"] } ?? []), in: repository.folder,
      environment: repository.environment)
    #expect(result.status == 0, "\(result.output)\(result.errors)")
  }

  @Test(arguments: ["places", "encodings", "paths", "context", "change"])
  func satisfiesTheSchema(_ stream: String) throws {
    let repository = try ScratchRepository(stream: stream)
    for command in ["history", "files"] {
      try check(try sarif(repository, [command]), repository)
    }
  }

  /// A file in an archive has no region in the repository: its archive is the place.
  @Test func satisfiesTheSchemaWhereAnArchiveHoldsTheSecret() throws {
    let repository = try ScratchRepository()
    let token = PlantedSecret.github("sarif archive")
    let script = PackageFolder.file("Tests/Tools/make_archive.py").path
    for name in ["a b.zip", "c.zip"] {
      _ = try Program(named: "python3").run(
        [script, "zip", name, token.text], in: repository.folder,
        environment: repository.environment)
    }
    let file = try sarif(repository, ["files"])
    try check(file, repository, results: 1)
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(text.contains(#""fullyQualifiedName": "a b.zip!/conf/first.env:2:7""#))
    #expect(text.contains(#""uri": "a%20b.zip""#) && text.contains(#""uri": "c.zip""#))
  }

  /// A report without a finding is a report, too: an upload of it closes what is mended.
  @Test func satisfiesTheSchemaWhereNothingIsFound() throws {
    let repository = try ScratchRepository()
    try repository.commit("a.txt", "nothing\n")
    for arguments in [["history"], ["staged"], ["files"], ["range", "HEAD..HEAD"]] {
      try check(try sarif(repository, arguments), repository, results: 0)
    }
  }

  @Test func satisfiesTheSchemaWhereTheScanIsIncomplete() throws {
    let repository = try ScratchRepository()
    try repository.commit("a.txt", "nothing\n")
    try repository.write(".git/refs/heads/dangling", String(repeating: "12", count: 20) + "\n")
    try check(try sarif(repository, ["history"]), repository, results: 0)
  }

  /// Files in which counting goes wrong: the region is the token alone, and the hash is the one
  /// that code scanning's own action computes.
  @Test func givesRegionsAndLineHashesAsCodeScanningDoes() throws {
    let repository = try ScratchRepository()
    let token = PlantedSecret.github("line hash").text
    let texts = [
      "emoji.txt": "éé😀 TOKEN=\(token)\n", "crlf.txt": "one\r\ntoken=\(token)\r\nthree\r\n",
      "tabs.txt": "\t\ttoken =\t\(token)\t\n", "unterminated.txt": "a\n\nb token=\(token)",
      "repeated.txt": String(repeating: "token=\(token)\n", count: 3) + filler(bytes: 300),
      "carriage.txt": "one\rtwo token=\(token)\rthree\n",
      "long.txt": "=\(token) " + filler(bytes: 9_000),
      "separator.txt": "one\u{2028}two\u{85}token=\(token)\nthree\n",
      "mark.txt": "\u{FEFF}token=\(token)\n",
    ]
    for (name, text) in texts { try repository.write(name, text) }
    try repository.git("add .")
    try repository.git("commit --quiet -m Add")
    for command in ["files", "history"] {
      try check(try sarif(repository, [command]), repository)
    }
  }

  @Test func givesTheUTF16ColumnOfTheSecretAlone() throws {
    let repository = try ScratchRepository()
    let token = PlantedSecret.github("region").text
    try repository.commit("a.txt", "first\néé😀 TOKEN=\(token) # end\n")
    let data = try Data(contentsOf: try sarif(repository, ["files"]))
    let log = try JSONDecoder().decode(SARIFLog.self, from: data)
    let location = try #require(log.runs.first?.results.first?.locations.first?.physicalLocation)
    #expect(location.artifactLocation.uri == "a.txt")
    #expect(location.region.startLine == 2)
    #expect(location.region.startColumn == 12)
    #expect(location.region.endColumn == 12 + token.utf16.count)
  }

  @Test func isReadBySarifTools() throws {
    let repository = try ScratchRepository(stream: "places")
    for arguments in [["history"], ["range", "HEAD..HEAD"]] {
      let file = try sarif(repository, arguments)
      for command in ["summary", "csv", "info"] {
        let output = repository.scratch.url.appending(path: "\(command).out").path
        let result = try PythonTools.program("sarif").run(
          [command, "--output", output, file.path], in: repository.scratch.url,
          environment: repository.environment)
        #expect(result.status == 0, "\(result.output)\(result.errors)")
      }
      let rows = String(decoding: repository.scratchFile("csv.out"), as: UTF8.self)
      let data = try Data(contentsOf: file)
      let results = try JSONDecoder().decode(SARIFLog.self, from: data).runs[0].results
      #expect(rows.split(whereSeparator: \.isNewline).count >= results.count)
      #expect(rows.contains("deploy.sh") == (arguments == ["history"]))
    }
  }
}

/// As much of SARIF as the tests look at.
private struct SARIFLog: Decodable {
  var runs: [Run]

  struct Run: Decodable { var results: [Result] }
  struct Result: Decodable { var locations: [Location] }
  struct Location: Decodable { var physicalLocation: PhysicalLocation }
  struct PhysicalLocation: Decodable {
    var artifactLocation: ArtifactLocation
    var region: Region
  }
  struct ArtifactLocation: Decodable { var uri: String }
  struct Region: Decodable {
    var startLine: Int
    var startColumn: Int
    var endColumn: Int
  }
}
