import Findings
import Testing

@testable import Reporting

@Suite struct SARIFLimitTests {
  private func finding(_ index: Int, _ severity: Severity, places: Int = 1) -> Finding {
    Finding(
      ruleID: "rule", severity: severity, confidence: .high, message: "Found.",
      fingerprint: SampleReport.key.secret([UInt8(index & 255), UInt8(index >> 8)]),
      occurrences: (0..<places).map { place in
        SampleReport.occurrence(
          RepositoryPath("file\(index)"), 1 + place, 1..<4, "***", 0..<3)
      })
  }

  private func sarif(
    _ findings: [Finding], rules: [RuleDescription] = [], limit: Int = 25_000
  ) -> String {
    let report = Report(
      findings: findings, rules: rules, notices: [], coverage: Coverage(), suppressed: 0,
      invocation: Report.Invocation(
        command: "files", version: "0.1.0", revision: nil, branch: nil, exitStatus: 1))
    let sarif = SARIFReport(
      report: report, redaction: .none, showsSecrets: false, limit: limit)
    return String(decoding: sarif.bytes(), as: UTF8.self)
  }

  @Test func keepsTheMostSevereAndSaysSo() {
    let low = (0..<5).map { finding($0, .low) }
    let text = sarif([finding(8, .medium)] + low + [finding(9, .critical)], limit: 5)
    #expect(text.components(of: "\"ruleId\"") == 5)
    #expect(text.components(of: "\"uri\": \"file2\"") == 1, "the first of the low ones stay")
    #expect(text.components(of: "\"uri\": \"file3\"") == 0)
    #expect(text.components(of: "\"level\": \"error\"") == 1)
    // The one warning among the results, and the notification itself.
    #expect(text.components(of: "\"level\": \"warning\"") == 2)
    #expect(text.contains("takes 5 results: 2 less severe findings left out here"))
    #expect(!sarif(low, limit: 5).contains("left out"))
    #expect(
      SARIFReport(report: SampleReport.empty, redaction: .none, showsSecrets: false).limit == 25_000
    )
  }

  @Test func shortensDescriptions() {
    let rule = RuleDescription(
      id: "rule", title: "Title", why: String(repeating: "é", count: 1025), remedy: "",
      severity: .low, confidence: .low, category: "password", documentation: nil, cwe: 798)
    let shortened = String(repeating: "é", count: 1023) + "…"
    #expect(sarif([], rules: [rule]).contains("\"text\": \"\(shortened)\""))
  }

  @Test func namesAHundredPlacesAndCountsAll() {
    let text = sarif([finding(1, .high, places: 251)])
    #expect(text.components(of: "\"id\": ") == 101, "a hundred places and automationDetails")
    #expect(text.contains("\"occurrences\": 251"))
    #expect(text.contains("[file1:4](3) and 247 more places."))
  }
}

extension String {
  /// How often `part` stands in the text.
  fileprivate func components(of part: String) -> Int {
    var count = 0
    var rest = self[...]
    while let range = rest.firstRange(of: part) {
      count += 1
      rest = rest[range.upperBound...]
    }
    return count
  }
}
