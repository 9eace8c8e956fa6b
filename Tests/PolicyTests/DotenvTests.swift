import Findings
import Testing

@testable import Policy

@Suite struct DotenvTests {
  private func entries(_ text: String) -> [DotenvEntry] { DotenvFile(source(text)).entries }

  @Test func readsKeysValuesAndQuotes() {
    let file = source(
      """
      # header
      PLAIN=value with blanks   # why
      export EXPORTED="two words"
      SINGLE='$literal \\n'
      EMPTY=
      HASH=a#b
      GHCR.TOKEN=x
      ghcr-token = y
      COLON: z
      """)
    let read = DotenvFile(file)
    #expect(read.faults.isEmpty)
    #expect(
      read.entries.map(\.key) == [
        "PLAIN", "EXPORTED", "SINGLE", "EMPTY", "HASH", "GHCR.TOKEN", "ghcr-token", "COLON",
      ])
    #expect(
      read.entries.map(\.value) == [
        "value with blanks", "two words", "$literal \\n", "", "a#b", "x", "y", "z",
      ])
    #expect(read.entries.map(\.line) == [2, 3, 4, 5, 6, 7, 8, 9])
    #expect(read.entries.map(\.isExported).firstIndex(of: true) == 1)
    #expect(read.entries.prefix(3).map(\.quote) == [.none, .double, .single])
    #expect(read.entries.allSatisfy { file.text(of: $0.keyRange) == $0.key })
    #expect(file.text(of: read.entries[1].valueRange) == "two words")
    #expect(read.comments.map { file.text(of: $0.range) } == ["# header", "# why"])
  }

  @Test func readsQuotedValuesOverLines() {
    let read = entries("KEY=\"first\nsecond \\\"q\\\"\\n\"\nNEXT=`a\nb`\n")
    #expect(read.map(\.value) == ["first\nsecond \"q\"\n", "a\nb"])
    #expect(read.map(\.line) == [1, 3])
  }

  @Test func readsCRLFAndAByteOrderMark() {
    let read = entries("\u{FEFF}A=1\r\nB=two\r\n")
    #expect(read.map(\.key) == ["A", "B"])
    #expect(read.map(\.value) == ["1", "two"])
  }

  @Test func findsReferences() throws {
    let file = source("URL=postgres://$USER:${PASS:-x${Y}}@h\nALL=${A}\nNO='$B'\nESC=\"\\$C\"\n")
    let read = DotenvFile(file).entries
    #expect(read[0].references.map(\.name) == ["USER", "PASS"])
    let fallback = try #require(read[0].references[1].fallback)
    #expect(file.text(of: fallback) == "x${Y}")
    #expect(read.map(\.isLiteral) == [true, false, true, true])
    #expect(read[2].references.isEmpty && read[3].references.isEmpty)
  }

  @Test func namesTheLineOfAFaultAndReadsOn() {
    let read = DotenvFile(source("A=1\njust words\nB=\"open\nC=3\n"))
    #expect(read.faults.map(\.line) == [2, 3])
    #expect(read.entries.map(\.key) == ["A", "B", "C"])
    #expect(
      read.faults.allSatisfy { !$0.message.contains("open\n") && !$0.message.contains("just") })
  }

  @Test func knowsACommentedOutAssignment() {
    let comments = DotenvFile(
      source("# TOKEN=abc\n#TOKEN='a b'\n# set A=b in your shell\n# NAME=what a sentence\n")
    ).comments
    #expect(comments.map { $0.entry?.value } == ["abc", "a b", nil, nil])
  }

  @Test func endsInLinearTime() {
    let quotes = String(repeating: "A=\"\n", count: 40_000) + "B='"
    #expect(DotenvFile(source(quotes)).faults.count <= SourceFault.limit)
    let braces = "A=" + String(repeating: "${a", count: 60_000)
    #expect(entries(braces).count == 1)
  }

  @Test(arguments: [
    (".env", DotenvName.values), (".env.local", .values), ("a/.env.production", .values),
    ("prod.env", .values), (".env.example", .example), ("x/.env.sample", .example),
    ("app.env.template", .example), (".env.local-example", .example), (".env.dist", .example),
  ])
  func knowsDotenvNames(_ path: String, _ name: DotenvName) {
    #expect(DotenvName(RepositoryPath(path)) == name)
  }

  @Test(arguments: ["env", "environment", ".envrc", ".env.ts", "src/env.js", ".env.d.ts", "a.envx"])
  func knowsOtherNames(_ path: String) {
    #expect(DotenvName(RepositoryPath(path)) == nil)
  }
}
