import Findings
import Testing

@testable import Detection

@Suite struct SnippetMakerTests {
  private func snippets(_ text: String, _ secrets: [String]) throws -> [Snippet] {
    let bytes = Array(text.utf8)
    let spans = try secrets.map { secret in
      let start = try #require(bytes.indices.first { bytes[$0...].starts(with: secret.utf8) })
      return (span: start..<(start + secret.utf8.count), mask: "***")
    }
    let maker = SnippetMaker(secrets: spans)
    return secrets.indices.map { maker.snippet(of: $0, in: bytes.span) }
  }

  private func highlighted(_ snippet: Snippet) -> String {
    let start = snippet.text.index(snippet.text.startIndex, offsetBy: snippet.highlight.lowerBound)
    let end = snippet.text.index(snippet.text.startIndex, offsetBy: snippet.highlight.upperBound)
    return String(snippet.text[start..<end])
  }

  @Test func masksEverySecretOfTheLine() throws {
    let found = try snippets("x\né a=ONE b=TWO c\r\ny", ["ONE", "TWO"])
    #expect(found.map(\.text) == ["é a=*** b=*** c", "é a=*** b=*** c"])
    #expect(found.map(\.highlight) == [4..<7, 10..<13])
  }

  @Test func cutsLongLines() throws {
    let long = String(repeating: "é", count: 5_000)
    let snippet = try #require(try snippets(long + "KEY" + long, ["KEY"]).first)
    #expect(snippet.text.count < 200)
    #expect(snippet.text.hasPrefix("…") && snippet.text.hasSuffix("…"))
    #expect(highlighted(snippet) == "***")
  }

  @Test func showsTheFirstLineOfALongSecret() throws {
    let snippet = try #require(try snippets("key: FIRST\nLAST # tail", ["FIRST\nLAST"]).first)
    #expect(snippet.text == "key: ***…")
  }

  /// A secret that starts before the cut shows nothing of itself either.
  @Test func masksWhatReachesIntoTheSnippet() throws {
    let neighbour = String(repeating: "N", count: 400)
    let found = try snippets(neighbour + " KEY", [neighbour, "KEY"])
    #expect(!found[1].text.contains("N"))
  }
}
