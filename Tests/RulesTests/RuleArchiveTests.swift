import Findings
import Testing

@testable import Rules

@Suite struct RuleArchiveTests {
  private let words = [
    "", "a", "é😀\u{301}", "line\nbreak\r\n", "\"quoted\" \\ back\\slash", "\u{1C}\u{20}\t",
    "«piece»«piece»", "\0", "1", "pattern",
  ]

  /// A rule and its texts made of what `random` gives, the odd and the empty included.
  private func entry(
    _ index: Int, _ random: inout Generator
  ) -> (rule: SecretRule, texts: RuleTexts) {
    func text(_ random: inout Generator) -> String { words.randomElement(using: &random) ?? "" }
    func list(_ random: inout Generator) -> [String] {
      (0..<Int.random(in: 0...3, using: &random)).map { _ in text(&random) + "x" }
    }
    func examples(_ random: inout Generator) -> [RuleExample] {
      (0..<Int.random(in: 0...3, using: &random)).map { _ in
        RuleExample(path: "dir/näme.txt", marked: text(&random))
      }
    }
    let anchors: [SecretRule.Anchor] = [.start, .line, .file, .window(before: 3, after: 4_000)]
    let matchers: [SecretRule.Matcher] = [
      .pattern(text(&random), caseless: true), .pattern(text(&random), caseless: false),
      .genericCredential, .kubernetesSecret, .namedCredential(value: nil),
      .namedCredential(value: "[0-9]{8}"),
    ]
    let rule = SecretRule(
      id: "rule-\(index)", severity: Severity.allCases.randomElement(using: &random) ?? .low,
      confidence: Confidence.allCases.randomElement(using: &random) ?? .low,
      category: SecretRule.Category.allCases.randomElement(using: &random) ?? .apiKey,
      literals: list(&random), anchor: anchors.randomElement(using: &random) ?? .start,
      matcher: matchers.randomElement(using: &random) ?? .genericCredential,
      minimumEntropy: Double.random(in: 0...8, using: &random),
      validator: (SecretRule.Validator.allCases + [nil]).randomElement(using: &random) ?? nil,
      paths: list(&random), context: list(&random),
      dropsPlaceholders: Bool.random(using: &random),
      precedence: SecretRule.Precedence.allCases.randomElement(using: &random) ?? .vendor,
      companions: list(&random))
    let texts = RuleTexts(
      provider: text(&random), title: text(&random), why: text(&random), remedy: text(&random),
      documentation: text(&random), matching: examples(&random), passing: examples(&random))
    return (rule, texts)
  }

  @Test func givesBackEveryRuleAsItWas() {
    var random = Generator(state: 11)
    for count in [0, 1, 2, 200] {
      let entries = (0..<count).map { entry($0, &random) }
      let (matching, texts) = RuleArchive.encode(entries)
      let set = RuleSet(matching: matching, texts: texts)
      #expect(set.rules == entries.map(\.rule))
      #expect(set.allTexts() == entries.map(\.texts))
    }
  }

  @Test func addingAndMappingKeepTextsWithTheirRules() {
    var random = Generator(state: 5)
    let entries = (0..<20).map { entry($0, &random) }
    let (matching, texts) = RuleArchive.encode(Array(entries[..<15]))
    let set = RuleSet(matching: matching, texts: texts).adding(Array(entries[15...]))
    let odd = set.mapped { rule in
      guard let number = Int(rule.id.dropFirst(5)), number % 2 == 1 else { return nil }
      var rule = rule
      rule.severity = .critical
      return rule
    }
    #expect(odd.rules.map(\.id) == stride(from: 1, to: 20, by: 2).map { "rule-\($0)" })
    #expect(odd.allTexts() == stride(from: 1, to: 20, by: 2).map { entries[$0].texts })
    #expect(odd.descriptions().allSatisfy { $0.severity == .critical && $0.cwe == 798 })
  }

  /// A linear congruential generator (Knuth's MMIX constants): the same numbers in every run.
  private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 32)
    }
  }
}
