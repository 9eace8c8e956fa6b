import Findings
import Testing

@Suite struct SuppressionReaderTests {
  private typealias Outcome = Result<Suppression, SuppressionFault>

  /// Written in pieces, so that a scan of this file finds no suppression in it.
  private let marker = "shrike" + ":ignore"

  private func read(_ text: String) -> [Outcome] {
    let bytes = Array(text.replacing("IGNORE", with: marker).utf8)
    let needle = Array(marker.utf8)
    let markers = bytes.indices.filter { bytes[$0...].starts(with: needle) }
    let today = CalendarDate(secondsSince1970: 1_781_481_600)  // 2026-06-15
    let reader = SuppressionReader(
      knownRuleIDs: ["github-pat", "aws-key", "private-key"], today: today)
    return reader.read(in: bytes.span, markers: markers)
  }

  private func covers(_ text: String) -> ClosedRange<Int>? {
    guard case .success(let suppression)? = read(text).first else { return nil }
    return suppression.covers
  }

  private func fault(_ text: String) -> String? {
    guard case .failure(let fault)? = read(text).first else { return nil }
    return fault.message
  }

  @Test func readsEveryPart() throws {
    let text = "a\n\nx = 1  # IGNORE github-pat, aws-key until=2026-06-15 -- a  sample, see #12\n"
    let suppression = try #require(read(text).first).get()
    #expect(suppression.ruleIDs == ["github-pat", "aws-key"])
    #expect(suppression.until == CalendarDate(text: "2026-06-15"))
    #expect(suppression.reason == "a sample, see #12")
    #expect(suppression.line == 3)
    #expect(suppression.covers == 3...3)
  }

  @Test(arguments: [
    "# IGNORE github-pat -- r", "## IGNORE github-pat -- r", "// IGNORE github-pat -- r",
    "/// IGNORE github-pat -- r", "//! IGNORE github-pat -- r", "; IGNORE github-pat -- r",
    "-- IGNORE github-pat -- r", "% IGNORE github-pat -- r", "! IGNORE github-pat -- r",
    "/* IGNORE github-pat -- r */", "/** IGNORE github-pat -- r */",
    "<!-- IGNORE github-pat - r -->", "{{/* IGNORE github-pat -- r */}}",
    "{{- /* IGNORE github-pat -- r */ -}}", "{# IGNORE github-pat -- r #}",
    "{#- IGNORE github-pat -- r -#}", "{/* IGNORE github-pat -- r */}",
    "{{!-- IGNORE github-pat -- r --}}", "<%# IGNORE github-pat -- r %>",
    "<%-- IGNORE github-pat -- r --%>", "<# IGNORE github-pat -- r #>",
    "(* IGNORE github-pat -- r *)", "--[[ IGNORE github-pat -- r ]]",
    "{- IGNORE github-pat -- r -}", ":: IGNORE github-pat -- r", "REM IGNORE github-pat -- r",
    "dnl IGNORE github-pat -- r", "\t  #IGNORE github-pat -- r", "- # IGNORE github-pat -- r",
    "/* IGNORE github-pat -- r\n", "/*\n * IGNORE github-pat -- r */",
    "<!--\n  IGNORE github-pat - r\n-->",
  ])
  func obeysAnyCommentSyntax(_ line: String) throws {
    let suppression = try #require(read("\n" + line + "\nsecret\n").first).get()
    #expect(suppression.ruleIDs == ["github-pat"])
    #expect(suppression.reason == "r")
    #expect(suppression.covers.contains(line.contains("\n") && !line.hasSuffix("\n") ? 4 : 3))
  }

  @Test(arguments: [
    "see IGNORE github-pat -- r", "# see IGNORE github-pat -- r", "\"IGNORE github-pat -- r\"",
    "\"# IGNORE github-pat -- r\"", "'// IGNORE github-pat -- r'", "`# IGNORE github-pat -- r`",
    "https://IGNORE github-pat -- r", "value#IGNORE github-pat -- r", "IGNORE github-pat -- r",
    "  IGNORE github-pat -- r", "* IGNORE github-pat -- r", "# IGNOREd github-pat -- r",
    "# IGNORE_NEXT github-pat -- r", "/* done */\nIGNORE github-pat -- r",
    "src/*\nIGNORE github-pat -- r", "- # **IGNORE github-pat -- r**",
  ])
  func doesNotObeyAMention(_ line: String) {
    #expect(read(line + "\nsecret\n").isEmpty)
  }

  @Test(arguments: [
    ("x  # IGNORE aws-key -- r\ny", 1...1), ("# IGNORE aws-key -- r\nx\ny", 1...2),
    ("\n\n  # IGNORE aws-key -- r\nx\ny", 3...4),
    ("/* IGNORE aws-key -- r */ x\ny", 1...1), ("x /* IGNORE aws-key -- r */\ny", 1...1),
    ("/* a\n   IGNORE aws-key -- r\n   b\n */\nx\ny", 1...5),
    ("{{- /*\nIGNORE aws-key -- r\n*/ -}}\nx\ny", 1...4),
    ("<!-- IGNORE aws-key - r\n more -->\nx\ny", 1...3),
    ("x /*\n * IGNORE aws-key -- r\n */\ny", 1...3),
    ("/*\n * IGNORE aws-key -- r\n */ x\ny", 1...3),
    ("# IGNORE aws-key -- r\r\nx\r\ny", 1...2), ("# IGNORE aws-key -- r", 1...2),
    ("# IGNORE aws-key -- r\n# IGNORE github-pat -- r\nx", 1...3),
    ("# IGNORE aws-key -- r\n# IGNORE unknown -- r\n/*\n * IGNORE github-pat -- r\n */\nx", 1...6),
    ("# IGNORE aws-key -- r\nx # IGNORE github-pat -- r\ny", 1...2),
    ("# IGNORE aws-key -- r\n# plain\nx", 1...2), ("# IGNORE aws-key -- r\n\nx", 1...2),
  ])
  func coversItsLineOrTheNext(_ text: String, _ lines: ClosedRange<Int>) {
    #expect(covers(text) == lines)
  }

  @Test func severalInOneBlockCoverTheSameLine() {
    let results = read("/*\n * IGNORE aws-key -- r\n * IGNORE github-pat -- s\n */\nsecret\n")
    #expect(results.compactMap { try? $0.get().covers } == [1...5, 1...5])
    #expect(results.compactMap { try? $0.get().reason } == ["r", "s"])
  }

  @Test(arguments: [
    ("# IGNORE", "name the rule"), ("# IGNORE -- r", "name the rule"),
    ("# IGNORE github-pat", "reason"), ("# IGNORE github-pat --", "reason"),
    ("# IGNORE github-pat -- ...", "reason"), ("<!-- IGNORE github-pat -->", "reason"),
    ("/* IGNORE github-pat */", "reason"), ("# IGNORE * -- r", "'*' is not accepted"),
    ("# IGNORE github-pta -- r", "its rule is not known"),
    ("# IGNORE aws-key,github-pta -- r", "rule 2 of its list"),
    ("# IGNORE github-pat aws-key -- r", "single commas"),
    ("# IGNORE github-pat,,aws-key -- r", "single commas"),
    ("# IGNORE github-pat, -- r", "single commas"), ("# IGNORE: github-pat -- r", "write '"),
    ("# IGNORE-next-line github-pat -- r", "write '"),
    ("# IGNORE github-pat until=2026-02-30 -- r", "until=YYYY-MM-DD"),
    ("# IGNORE github-pat until=2027-01-01 until=2028-01-01 -- r", "until=YYYY-MM-DD"),
    ("# IGNORE github-pat until=2026-06-14 -- r", "it ended on 2026-06-14"),
  ])
  func saysWhatIsWrong(_ line: String, _ words: String) throws {
    #expect(try #require(fault(line + "\nx\n")).contains(words))
  }

  @Test func quotesNothingOfTheText() throws {
    for text in ["hunter2 -- correct horse", "aws-key until=hunter2 -- horse", "hunter2 horse"] {
      let message = try #require(fault("# IGNORE \(text)\n"))
      #expect(!message.contains("hunter2") && !message.contains("horse"))
    }
  }

  @Test func aFaultBecomesAWarningWithItsPlace() {
    guard case .failure(let fault)? = read("\n# IGNORE nothing -- r\n").first else {
      Issue.record("the unknown rule was accepted")
      return
    }
    let notice = fault.notice(path: RepositoryPath("a\tb.yaml"))
    #expect(notice.kind == .warning)
    #expect(notice.subject == "a\\tb.yaml")
    #expect(notice.line == 2)
  }

  @Test func survivesAnythingAroundTheMarker() {
    let reader = SuppressionReader(
      knownRuleIDs: ["aws-key"], today: CalendarDate(secondsSince1970: 0))
    let needle = Array(marker.utf8)
    var random = SeededGenerator(seed: 3)
    let alphabet = Array("#/*<!->{}%;, \n\r\t=x-\"'".utf8) + [0xFF, 0x00]
    func noise() -> [UInt8] {
      (0..<Int.random(in: 0...12, using: &random)).map { _ in
        alphabet.randomElement(using: &random) ?? 0
      }
    }
    var obeyed = 0
    for _ in 0..<2_000 {
      let before = noise()
      let text = before + needle + noise()
      let results = reader.read(in: text.span, markers: [before.count, text.count - 1, text.count])
      #expect(results.count <= 1)
      obeyed += results.count
    }
    #expect(obeyed > 100)
  }

  @Test func otherCaseIsNoMarker() {
    let reader = SuppressionReader(
      knownRuleIDs: ["aws-key"], today: CalendarDate(secondsSince1970: 0))
    let text = Array("# \(marker.uppercased()) aws-key -- r\n".utf8)
    #expect(reader.read(in: text.span, markers: [2]).isEmpty)
  }

  @Test func looksAtSoManyMarkersAndSaysSo() {
    let lines = (0...SuppressionReader.limit).map { _ in "x # IGNORE aws-key -- r\n" }
    let results = read(lines.joined())
    #expect(results.count == SuppressionReader.limit + 1)
    #expect(results.dropLast().allSatisfy { (try? $0.get()) != nil })
    guard case .failure(let fault)? = results.last else {
      Issue.record("no fault tells of the limit")
      return
    }
    #expect(fault.line == SuppressionReader.limit)
  }

  @Test func countsLinesOfALongText() throws {
    let text = String(repeating: "x\n", count: 50_000) + "y # IGNORE aws-key -- r"
    #expect(try #require(read(text).first).get().line == 50_001)
  }

  @Test func aVeryLongLineIsNotTakenForAComment() {
    let line = "x" + String(repeating: " ", count: 20_000) + "# IGNORE aws-key -- r\ny"
    #expect(covers(line) == 1...1)
  }
}
