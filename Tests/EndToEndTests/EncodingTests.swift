import Foundation
import TestSupport
import Testing

/// Text that is not plain UTF-8 with short lines: `encodings.fastimport`, and long lines made here.
@Suite struct EncodingTests {
  static let places = [
    ("utf-16 little-endian", "little-endian.txt:2:7"), ("utf-16 big-endian", "big-endian.txt:2:7"),
    ("carriage returns", "carriage-returns.txt:2:7"), ("unterminated", "unterminated.txt:1:7"),
    ("byte 900000", "one-line.js:1:900001"), ("emoji", "emoji.txt:1:12"),
  ]

  @Test(arguments: places, ["history", "files"])
  func findsAtItsUTF16Column(_ expected: (secret: String, place: String), command: String) throws {
    let repository = try ScratchRepository(stream: "encodings")
    let scan = try repository.scan(command, "--show-secrets")
    #expect(scan.status == 1, "\(scan.everything)")
    let secret = try repository.secret("github:\(expected.secret)")
    let finding = try #require(try scan.report().finding(of: secret))
    #expect(finding.primary.place == expected.place)
    #expect(finding.primary.endLine == finding.primary.startLine)
    #expect(finding.primary.endColumn == finding.primary.startColumn + secret.utf16.count)
  }

  /// A secret in base64 is reported where the base64 stands.
  @Test(arguments: [("base64", "base64.yaml", 10), ("base64url", "base64url.txt", 36)])
  func findsInsideBase64(_ expected: (secret: String, path: String, column: Int)) throws {
    let repository = try ScratchRepository(stream: "encodings")
    let report = try repository.scan("history", "--show-secrets").report()
    let secret = try repository.secret("github:\(expected.secret)")
    let place = try #require(report.finding(of: secret)).primary
    #expect(place.path == expected.path)
    #expect(place.startLine == 1)
    let encoded = expected.column..<(expected.column + (secret.utf8.count * 4 + 2) / 3 + 2)
    #expect(encoded.contains(place.startColumn))
    #expect(place.endColumn <= encoded.upperBound)
  }

  @Test func reportsEachOnce() throws {
    let repository = try ScratchRepository(stream: "encodings")
    for command in ["history", "files"] {
      let report = try repository.scan(command, "--show-secrets").report()
      let found = report.findings.compactMap { $0.secret?.text }
      #expect(found.sorted() == repository.planted.values.map(\.text).sorted(), "\(command)")
    }
  }

  /// Wherever a reader's buffer might end, a token across the edge is still one token.
  @Test(arguments: ["files", "history"])
  func findsAcrossEveryLikelyChunkEdge(_ command: String) throws {
    let repository = try ScratchRepository()
    var expected: [String] = []
    for edge in [4_096, 16_384, 65_536, 131_072, 1_048_576] {
      for before in [46, 40, 39, 20, 4, 1, 0] {
        let name = "edge-\(edge)-\(before).txt"
        let token = PlantedSecret.github(name).text
        try repository.write(name, filler(bytes: edge - before - 1) + "=\(token) and more\n")
        expected.append("\(name):1:\(edge - before + 1)")
      }
    }
    try repository.git("add .")
    try repository.git("commit --quiet -m Edges")
    let report = try repository.scan(command).report()
    #expect(report.places.sorted() == expected.sorted())
  }

  @Test(arguments: ["files", "history"])
  func findsAcrossAChunkEdgeOfManyLines(_ command: String) throws {
    let repository = try ScratchRepository()
    let line = filler(bytes: 63) + "\n"
    let key = PlantedSecret.pem("across an edge").text
    let text = String(repeating: line, count: 1_023) + key + "\n" + line
    try repository.commit("long.txt", text)
    #expect(try repository.scan(command).report().findings.map(\.primary.startLine) == [1_024])
  }

  /// A line of two-byte characters: byte, character and UTF-16 columns all differ.
  @Test func countsColumnsInUTF16Units() throws {
    let repository = try ScratchRepository()
    let token = PlantedSecret.github("wide")
    try repository.commit("wide.txt", "first\n\u{1F511}\u{1F511} é \(token.text)\n")
    let report = try repository.scan("history", hidden: [token]).report()
    #expect(report.places == ["wide.txt:2:8"])
  }

  @Test func scansStandardInput() throws {
    let repository = try ScratchRepository()
    let token = PlantedSecret.github("standard input")
    let input = Array("first\ntoken: \(token.text)\n".utf8)
    let scan = try repository.scan("stdin", input: input, hidden: [token])
    #expect(scan.status == 1, "\(scan.everything)")
    let place = try #require(try scan.report().findings.first).primary
    #expect((place.startLine, place.startColumn) == (2, 8))
    #expect(place.kind == "standard input")
    #expect(try repository.scan("stdin", input: Array("nothing\n".utf8)).status == 0)
  }
}
