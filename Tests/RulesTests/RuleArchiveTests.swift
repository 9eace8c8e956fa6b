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
      literals: list(&random).map { $0 + "yz" },
      anchor: anchors.randomElement(using: &random) ?? .start,
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
      let set = archived(entries)
      #expect(set.rules == entries.map(\.rule))
      #expect(set.allTexts() == entries.map(\.texts))
    }
  }

  private func archived(_ entries: [RuleSet.Entry]) -> RuleSet {
    let parts = RuleArchive.encode(entries)
    return RuleSet(
      RuleArchive(
        matching: parts.matching, texts: parts.texts, literals: parts.literals, files: parts.files))
  }

  /// For each literal in lower case, the ids of its rules.
  private func owners(in set: RuleSet) -> [String: Set<String>] {
    let table = set.literals()
    var owners: [String: Set<String>] = [:]
    for entry in table.entries {
      let literal = String(decoding: table.text[entry.text], as: UTF8.self)
      for owner in table.rules[entry.rules] {
        owners[literal, default: []].insert(set.id(at: Int(owner.rule)))
      }
    }
    return owners
  }

  @Test func knowsTheLiteralsAndTheFileRulesOfWhatIsChosen() {
    var random = Generator(state: 3)
    let entries = (0..<60).map { entry($0, &random) }
    let skipped = Set(stride(from: 0, to: 60, by: 3).map { "rule-\($0)" })
    let set = archived(Array(entries[..<40])).adding(Array(entries[40...]))
      .choosing(only: [], skipping: skipped)
    let left = entries.map(\.rule).filter { !skipped.contains($0.id) }
    var expected: [String: Set<String>] = [:]
    for rule in left {
      for literal in rule.literals { expected[literal.lowercased(), default: []].insert(rule.id) }
    }
    #expect(owners(in: set) == expected)
    #expect(
      set.fileRules.rules.map { set.id(at: $0) } == left.filter(\.readsWholeFiles).map(\.id))
    let table = set.literals()
    #expect(zip(table.entries, table.entries.dropFirst()).allSatisfy { $0.key <= $1.key })
    for owner in table.rules { #expect(owner.isStrict == set.rule(at: Int(owner.rule)).isStrict) }
    #expect(set.index(of: "rule-0") == nil)
    #expect(set.index(of: "rule-59").map { set.id(at: $0) } == "rule-59")
  }

  @Test func addingAndChoosingKeepTextsWithTheirRules() {
    var random = Generator(state: 5)
    let entries = (0..<20).map { entry($0, &random) }
    let ids = stride(from: 1, to: 20, by: 2).map { "rule-\($0)" }
    let odd = archived(Array(entries[..<15])).adding(Array(entries[15...]))
      .changing(Dictionary(uniqueKeysWithValues: ids.map { ($0, .critical) }))
      .choosing(only: Set(ids), skipping: [])
    #expect(odd.ids == ids)
    #expect(odd.rules.map(\.id) == ids)
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
