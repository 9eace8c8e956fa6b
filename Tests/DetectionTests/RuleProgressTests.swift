import BuiltinRules
import Findings
import Rules
import Testing

@testable import Detection

/// What bounds the cost of a text, and finds the same.
@Suite struct RuleProgressTests {
  private static func rules(_ anchor: SecretRule.Anchor, pattern: String) -> DetectionRules {
    var rule = BuiltinRules.secrets().rules[0]
    (rule.id, rule.literals, rule.anchor) = ("own", ["zcme"], anchor)
    rule.matcher = .pattern(pattern, caseless: false)
    (rule.minimumEntropy, rule.validator, rule.paths, rule.context) = (0, nil, [], [])
    rule.dropsPlaceholders = false
    let texts = RuleTexts(
      provider: "", title: "", why: "", remedy: "", documentation: "", matching: [], passing: [])
    return DetectionRules(RuleSet([(rule, texts)]))
  }

  private func scan(_ text: String, _ rules: DetectionRules) -> TextScanner.Outcome {
    var scanner = TextScanner(rules, today: CalendarDate(secondsSince1970: 0))
    // The second scan must know nothing of the first.
    _ = scanner.scan(Array("zcme 1234567 \(text)".utf8).span, path: RepositoryPath("a.txt"))
    return scanner.scan(Array(text.utf8).span, path: RepositoryPath("a.txt"))
  }

  private func found(_ text: String, _ rules: DetectionRules) -> [String] {
    scan(text, rules).candidates.map { String(decoding: $0.secret, as: UTF8.self) }
  }

  @Test func windowsThatTouchAreOne() {
    let rules = Self.rules(.window(before: 4, after: 8), pattern: "[0-9]{3,}")
    // The number behind the second literal reaches out of the window of the first.
    #expect(found("zcme zcme 1234567 zcme", rules) == ["1234567"])
    #expect(found("123 zcme 456", rules) == ["123", "456"])
    #expect(found("zcme \(String(repeating: "-", count: 90)) 123 zcme", rules) == ["123"])
    #expect(found("zcme ................. 123 ............. zcme", rules).isEmpty)
  }

  @Test func manyWindowsLoseNothing() {
    let rules = Self.rules(.window(before: 4, after: 8), pattern: "[0-9]{7}")
    let numbers = (1_000_000..<1_005_000).map(String.init)
    let text = numbers.map { "zcme \($0)\n" }.joined()
    #expect(text.utf8.count > 60_000)
    #expect(found(text, rules) == numbers)
  }

  @Test func aLineIsSearchedOnce() {
    let rules = Self.rules(.line, pattern: "[0-9]{3,}")
    let long = String(repeating: "-", count: 1_990)
    #expect(found("1234\n123 zcme 456 zcme 789\n5678", rules) == ["123", "456", "789"])
    #expect(found("zcme\(long)zcme\(long)123", rules) == ["123"])
  }

  @Test func aRuleGivesUpAfterManyMatches() {
    for anchor in [SecretRule.Anchor.start, .window(before: 0, after: 8), .line, .file] {
      let text = String(repeating: "zcme 123\n", count: RuleProgress.matchesAtMost + 5)
      let outcome = scan(text, Self.rules(anchor, pattern: "zcme [0-9]{3}"))
      #expect(outcome.candidates.count == RuleProgress.matchesAtMost, "\(anchor)")
      #expect(outcome.limits.map(\.rule) == [0], "\(anchor)")
    }
  }

  @Test func aRuleGivesUpAfterManyLiteralsWithoutAMatch() {
    let rules = Self.rules(.start, pattern: "zcme [0-9]{3}")
    let ordinary = String(repeating: "zcme and some more words behind it\n", count: 20_000)
    #expect(scan(ordinary + "zcme 123", rules).limits.isEmpty)
    #expect(found(ordinary + "zcme 123", rules) == ["zcme 123"])
    let outcome = scan(String(repeating: "zcme ", count: 20_000), rules)
    #expect(outcome.limits.map(\.rule) == [0])
  }

  @Test func aLiteralInsideAMatchIsAPartOfIt() {
    let rules = Self.rules(.start, pattern: "zcme[a-z ]{3,12}[0-9]")
    #expect(found("zcme zcme 1 zcme abc 2", rules) == ["zcme zcme 1", "zcme abc 2"])
  }

  @Test func objectsInObjectsAreGivenUp() {
    let rules = DetectionRules(
      BuiltinRules.secrets().choosing(only: ["kubernetes-secret-data"], skipping: []))
    let deep = (0..<450).map { "\(String(repeating: " ", count: $0))kind: Secret\n" }.joined()
    let outcome = scan(String(repeating: deep, count: 4), rules)
    #expect(outcome.limits.map(\.rule) == [0])
    #expect(scan(String(repeating: "kind: Secret\n---\n", count: 4_000), rules).limits.isEmpty)
  }

  @Test func contextIsFoundHoweverItIsAskedFor() {
    let text = Array("a word .......... word b".utf8)
    let words = [Array("word".utf8)]
    for lower in 0..<text.count {
      for next in 0..<text.count {
        var progress = ContextProgress()
        for start in [lower, next] {
          let range = start..<min(text.count, start + 6)
          let isThere = range.contains { $0 == 2 || $0 == 18 }
          #expect(progress.holds(words, in: range, of: text.span) == isThere, "\(lower) \(next)")
        }
      }
    }
  }
}
