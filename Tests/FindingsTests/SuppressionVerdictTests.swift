import Findings
import Testing

@Suite struct SuppressionVerdictTests {
  private let today = CalendarDate(secondsSince1970: 1_781_481_600)  // 2026-06-15

  private func verdict(allowing fingerprint: Fingerprint, until: String? = nil) -> Verdict {
    let entry = AllowedFinding(
      fingerprint: fingerprint, reason: "r", until: until.flatMap { CalendarDate(text: $0) })
    return Verdict(allowed: [entry], baseline: nil, today: today)
  }

  @Test func keepsWhatNobodyKnows() {
    var verdict = Verdict(allowed: [], baseline: nil, today: today)
    let isKept = verdict.keeps(finding("new", path: "a"))
    #expect(isKept)
    #expect(verdict.suppressed == 0)
  }

  @Test func aFindingIsAllowedByItsOwnFingerprint() {
    let known = finding("known", path: "a")
    var verdict = verdict(allowing: known.fingerprint)
    let kept = [known, finding("known", rule: "other", path: "a")].filter { verdict.keeps($0) }
    #expect(kept.map(\.ruleID) == ["other"])
    #expect(verdict.suppressed == 1)
  }

  @Test func aSecretIsAllowedForEveryRule() throws {
    let known = finding("known", path: "a")
    var verdict = verdict(allowing: try #require(known.secret).fingerprint)
    let kept = [known, finding("known", rule: "other", path: "b"), finding("new", path: "c")]
      .filter { verdict.keeps($0) }
    #expect(kept.map(\.primary.path) == [RepositoryPath("c")])
    #expect(verdict.suppressed == 2)
  }

  @Test func anEndedAllowanceCountsForNothing() {
    let known = finding("known", path: "a")
    var ended = verdict(allowing: known.fingerprint, until: "2026-06-14")
    var lastDay = verdict(allowing: known.fingerprint, until: "2026-06-15")
    let isKept = (ended.keeps(known), lastDay.keeps(known))
    #expect(isKept == (true, false))
  }

  @Test func theBaselineAcceptsUntilItsEnd() {
    let known = finding("known", path: "a")
    func keeps(until: String) -> Bool {
      let baseline = Baseline.creating(
        from: [known], reason: "", owner: "", until: CalendarDate(text: until))
      var verdict = Verdict(allowed: [], baseline: baseline, today: today)
      return verdict.keeps(known)
    }
    #expect(!keeps(until: "2026-06-15"))
    #expect(keeps(until: "2026-06-14"))
  }
}
