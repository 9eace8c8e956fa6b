import Findings
import Testing

@testable import Policy

/// A file of the text, for reader tests.
func source(_ text: String, path: String = "file") -> SourceText {
  SourceText(path: RepositoryPath(path), bytes: Array(text.utf8))
}

@Suite struct SourceTextTests {
  @Test func countsColumnsInUTF16Units() {
    let file = source("first\néé😀 TOKEN\r\nlast")
    let start = "first\néé😀 ".utf8.count
    #expect(
      file.region(of: start..<(start + 5))
        == Region(startLine: 2, startColumn: 6, endLine: 2, endColumn: 11))
    #expect(file.line(of: file.bytes.count) == 3)
    #expect(file.text(of: start..<(start + 5)) == "TOKEN")
  }

  @Test func cutsRangesToTheFile() {
    let file = source("ab")
    #expect(file.text(of: 1..<99) == "b")
    #expect(file.region(of: 50..<60).startLine == 1)
    #expect(source("").region(of: 0..<4).endColumn == 1)
  }

  @Test func mapsLinesBackToTheFile() {
    let file = source("run: |\n  echo a\n  echo b\n")
    let text = MappedText(source: file, ranges: [9..<16, 18..<25])
    #expect(String(decoding: text.bytes, as: UTF8.self) == "echo a\necho b\n")
    #expect(text.range(of: 5..<6) == 14..<15)
    #expect(text.range(of: 12..<13) == 23..<24)
    #expect(text.line(of: 12) == 3)
    // A range over both lines holds the indent between them.
    #expect(text.range(of: 5..<13) == 14..<24)
    #expect(text.region(of: 12..<13).startColumn == 8)
  }

  @Test func mapsReplacementsToWhatTheyStandFor() {
    let file = source("a$$b")
    let text = MappedText(
      source: file,
      pieces: [
        .init(file: 0..<1), .init(file: 1..<3, replacement: [ascii("$")]), .init(file: 3..<4),
      ])
    #expect(text.text(0..<3) == "a$b")
    #expect(text.range(of: 1..<2) == 1..<3)
    #expect(text.range(of: 2..<3) == 3..<4)
    #expect(text.offset(of: 1) == 1)
  }

  @Test func survivesPiecesOutsideTheFile() {
    let text = MappedText(source: source("abc"), ranges: [2..<90, 95..<99])
    #expect(text.text(0..<9) == "c")
    #expect(text.range(of: 0..<1) == 2..<3)
    #expect(MappedText(source: source(""), ranges: []).range(of: 0..<0) == 0..<0)
  }
}

@Suite struct SourceTextJSONTests {
  @Test func givesEachValueItsPlace() throws {
    let text = #"{"a": {"b": ["x", 1, true, null]}, "q\"é": "\u00e9\ud83d\ude00\n"}"#
    let file = source(text)
    let root = try #require(JSONDocument(file).root)
    guard case .array(let items) = root["a"]?["b"]?.kind else {
      Issue.record("no array")
      return
    }
    #expect(file.text(of: items[0].content) == "x")
    #expect(file.text(of: items[1].range) == "1")
    guard case .bool(true) = items[2].kind, case .null = items[3].kind else {
      Issue.record("wrong kinds")
      return
    }
    guard case .string(let decoded)? = root["q\"é"]?.kind else {
      Issue.record("no string")
      return
    }
    #expect(decoded == "é😀\n")
  }

  @Test func keepsKeysThatStandTwice() {
    guard case .object(let members)? = JSONDocument(source(#"{"a":1,"a":2}"#)).root?.kind else {
      Issue.record("no object")
      return
    }
    #expect(members.map(\.key) == ["a", "a"])
  }

  @Test(arguments: [
    ("{\n\"a\" 1}", 2), ("{\"a\": [1,\n2", 2), ("{\"a\": \n\"x", 2), ("", 1), ("{} x", 1),
    ("[1 2]", 1), ("{\"a\": \"\\u12", 1),
  ])
  func namesTheLineOfAFault(_ text: String, _ line: Int) {
    #expect(JSONDocument(source(text)).faults.map(\.line) == [line])
  }

  @Test func boundsDepth() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(JSONDocument(source(deep)).faults.count == 1)
  }
}
