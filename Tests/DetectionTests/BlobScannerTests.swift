import BuiltinRules
import Findings
import Foundation
import Rules
import TestSupport
import Testing

@testable import Detection

@Suite struct BlobScannerTests {
  private static let builtin = DetectionRules(BuiltinRules.secrets())

  private func scan(
    _ bytes: [UInt8], path: String = "a.env", rules: DetectionRules = builtin
  ) -> ScanResult {
    var scanner = BlobScanner(
      rules, key: .standard,
      suppressions: SuppressionReader(
        knownRuleIDs: [], today: CalendarDate(secondsSince1970: 0)))
    return scanner.scan(bytes.span, path: RepositoryPath(path))
  }

  private func scan(_ text: String, path: String = "a.env") -> ScanResult {
    scan(Array(text.utf8), path: path)
  }

  private func ids(_ result: ScanResult) -> [String] {
    result.matches.map { Self.builtin.ruleSet.id(at: $0.rule) }
  }

  @Test func findsBase64InBase64() throws {
    let token = PlantedSecret.github("nested")
    let once = Data("token: \(token.text)\n".utf8).base64EncodedString()
    let twice = Data("data: \(once)\n".utf8).base64EncodedString()
    for (text, encoding) in [(once, "base64"), (twice, "base64 base64")] {
      let found = try #require(scan("# \(text)\n", path: "a.txt").matches.first)
      #expect(found.secret.bytes == Array(token.text.utf8))
      #expect(found.encoding == encoding)
      #expect(found.region.startColumn == 3 && found.region.endColumn == 3 + text.count)
      #expect(!found.snippet.text.contains(text.prefix(20)))
    }
  }

  @Test func speaksOncePerSpan() {
    let token = PlantedSecret.github("one span").text
    #expect(ids(scan("GITHUB_TOKEN=\(token)\n")) == ["github-personal-access-token"])
  }

  @Test func searchesBinaryFilesForUnmistakableTokens() {
    let token = PlantedSecret.github("binary").text
    let password = PlantedSecret.password("binary").text
    let result = scan([0x7F, 0, 0, 1] + Array("\(token)\0password=\(password)\0".utf8))
    #expect(result.form == .binary)
    #expect(ids(result) == ["github-personal-access-token"])
  }

  @Test func countsInTheDecodedTextOfUTF16() throws {
    let token = PlantedSecret.github("utf-16").text
    let bytes = "é\r\n😀 TOKEN=\(token)\r\n".utf16.flatMap {
      [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)]
    }
    let found = try #require(scan(bytes).matches.first)
    #expect(found.encoding == "utf-16le")
    #expect(found.region.startLine == 2 && found.region.startColumn == 10)
  }

  @Test func givesTheHashOfTheSecretsOwnLine() throws {
    let token = PlantedSecret.github("lone return").text
    let text = "a\rb\rc\r\nTOKEN=\(token)\n"
    let found = try #require(scan(text).matches.first)
    #expect(found.region.startLine == 2)
    let hashes = PrimaryLocationLineHash.all(of: Array(text.utf8).span)
    #expect(found.lineHash == hashes[3])
  }

  /// A pattern that the text makes too costly gives up, and says so.
  @Test func reportsALimit() {
    var rule = Self.builtin.ruleSet.rules[0]
    rule.id = "costly"
    rule.literals = ["acme_"]
    rule.anchor = .start
    rule.matcher = .pattern(#"acme_(?:(?:a+)+)+\d"#, caseless: false)
    rule.paths = []
    rule.context = []
    let texts = RuleTexts(
      provider: "", title: "", why: "", remedy: "", documentation: "", matching: [], passing: [])
    let text = "one\nacme_" + String(repeating: "a", count: 200) + "!\n"
    let result = scan(
      Array(text.utf8), rules: DetectionRules(RuleSet([(rule: rule, texts: texts)])))
    #expect(result.matches.isEmpty)
    #expect(result.exceededLimits.map(\.ruleID) == ["costly"])
    #expect(result.exceededLimits.map(\.line) == [2])
  }

  @Test func choosesAmongOverlaps() {
    let rules = BuiltinRules.secrets()
    func candidate(_ id: String, _ span: Range<Int>, _ confidence: Confidence) throws -> Candidate {
      Candidate(
        rule: try #require(rules.index(of: id)), span: span, secret: [],
        confidence: confidence)
    }
    func chosen(_ candidates: [Candidate]) -> [Range<Int>] {
      Overlap.resolved(candidates, rules: rules).map(\.span)
    }
    #expect(throws: Never.self) {
      let generic = try candidate("generic-credential", 0..<50, .high)
      let vendor = try candidate("github-personal-access-token", 10..<50, .medium)
      let apart = try candidate("generic-credential", 50..<60, .low)
      #expect(chosen([generic, vendor, apart]) == [10..<50, 50..<60])
      let longer = try candidate("generic-credential", 0..<8, .high)
      let shorter = try candidate("generic-credential", 2..<6, .high)
      #expect(chosen([shorter, longer, vendor]) == [0..<8, 10..<50])
      #expect(chosen([]) == [])
    }
  }
}
