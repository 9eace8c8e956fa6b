import Findings
import Testing

/// Comments of other scanners; the markers are written in pieces, so that none counts in this file.
@Suite struct ForeignMarkerTests {
  private static let allow = "gitleaks:" + "allow"
  private static let pragma = "pragma:" + " allowlist "

  private func covered(_ text: String) -> [ClosedRange<Int>] {
    let bytes = Array(text.utf8)
    let markers = bytes.indices.filter { index in
      ForeignMarker.allCases.contains { bytes[index...].starts(with: $0.rawValue.utf8) }
    }
    let reader = SuppressionReader(
      knownRuleIDs: [], today: CalendarDate(secondsSince1970: 1_781_481_600))
    return reader.read(in: bytes.span, markers: markers).compactMap { try? $0.get().covers }
  }

  @Test func acceptsTheLineOrTheNextOne() {
    #expect(covered("a\nkey = 1 # \(Self.allow)\nb") == [2...2])
    #expect(covered("{\"note\": \"\(Self.allow)\", \"key\": 1}") == [1...1])
    #expect(covered("a\nkey = 1 # \(Self.pragma)secret\nb") == [2...2])
    #expect(covered("key = 1 // \(Self.pragma)secret, a sample") == [1...1])
    #expect(covered("<!-- \(Self.pragma)secret -->") == [1...1])
    #expect(covered("# \(Self.pragma)nextline secret\nkey = 1\n") == [2...2])
    #expect(covered("key = 1 # \(Self.pragma.replacing("allow", with: "white"))secret") == [1...1])
  }

  @Test(arguments: [
    "# Gitleaks:" + "allow", "key = '" + pragma + "secret'", "# " + pragma + "secrets",
    "# " + pragma + "nothing", "# pragma: once", "#pragma:",
  ])
  func passesOverWhatIsNone(_ text: String) {
    #expect(covered(text) == [])
  }

  @Test func silencesEveryRuleAndIsNeverIdle() throws {
    let text = Array("key = 1 # \(Self.allow)".utf8)
    let reader = SuppressionReader(
      knownRuleIDs: [], today: CalendarDate(secondsSince1970: 1_781_481_600))
    let suppression = try #require(reader.read(in: text.span, markers: [10]).first).get()
    #expect(suppression.origin == .gitleaks)
    #expect(suppression.silences(ruleID: "any", lines: 1...1))
    #expect(!suppression.silences(ruleID: "any", lines: 2...2))
    var usage = SuppressionUsage()
    usage.note([suppression], in: RepositoryPath("a"))
    #expect(usage.notices(rulesThatRan: ["any"]).isEmpty)
  }
}
