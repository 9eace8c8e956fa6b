import Findings
import Testing

@Suite struct SuppressionUsageTests {
  private let path = RepositoryPath("a.env")
  private let suppression = Suppression(
    ruleIDs: ["aws-key", "github-pat"], until: nil, reason: "r", line: 3, covers: 3...4)

  @Test func silencesOnlyItsRulesOnItsLines() {
    #expect(suppression.silences(ruleID: "aws-key", lines: 4...4))
    #expect(suppression.silences(ruleID: "aws-key", lines: 4...30))
    #expect(!suppression.silences(ruleID: "aws-key", lines: 5...5))
    #expect(!suppression.silences(ruleID: "jwt", lines: 4...4))
  }

  @Test func reportsTheIdleRulesOfWhatWasScanned() {
    var usage = SuppressionUsage()
    usage.note([suppression], in: path)
    let isSilenced = usage.silences(
      ruleID: "aws-key", lines: 4...4, in: path, by: [suppression])
    let isOtherSilenced = usage.silences(
      ruleID: "aws-key", lines: 9...9, in: path, by: [suppression])
    #expect(isSilenced && !isOtherSilenced)

    let notices = usage.notices(rulesThatRan: ["aws-key", "github-pat"])
    #expect(notices.count == 1)
    #expect(notices.first?.subject == "a.env")
    #expect(notices.first?.line == 3)
    #expect(notices.first?.kind == .warning)
    #expect(notices.first?.message.contains("'github-pat'") == true)
    #expect(usage.notices(rulesThatRan: ["aws-key"]).isEmpty)
  }

  @Test func aTextThatWasNotNotedProvesNothing() {
    var usage = SuppressionUsage()
    _ = usage.silences(ruleID: "jwt", lines: 4...4, in: path, by: [suppression])
    #expect(usage.notices(rulesThatRan: ["aws-key", "github-pat"]).isEmpty)
  }

  @Test func threadsAddUp() {
    var first = SuppressionUsage()
    first.note([suppression], in: path)
    var second = SuppressionUsage()
    for ruleID in suppression.ruleIDs {
      _ = second.silences(ruleID: ruleID, lines: 3...3, in: path, by: [suppression])
    }
    first.add(second)
    #expect(first.notices(rulesThatRan: ["aws-key", "github-pat"]).isEmpty)
  }
}
