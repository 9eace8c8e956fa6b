import BuiltinRules
import Findings
import Testing

@testable import Rules

@Suite struct PolicyRuleArchiveTests {
  private let words = [
    "", "a", "é😀\u{301}", "line\nbreak\r\n", "\"quoted\" \\ back\\slash", "\u{1B}\u{20}\t", "-",
    "+",
    "«piece»«piece»", "\0", "{{ .Values.a | default \"b\" }}",
  ]

  /// A policy and its texts, in which the number `index` picks odd and empty parts.
  private func entry(_ index: Int) -> (rule: PolicyRule, texts: PolicyTexts) {
    func word(_ step: Int) -> String { words[(index + step) % words.count] }
    func few<Name>(_ all: [Name], _ step: Int) -> [Name] {
      (0..<(index + step) % 4).map { all[(index * 7 + step + $0) % all.count] }
    }
    func examples(_ step: Int) -> [PolicyExample] {
      (0..<(index + step) % 3).map { number in
        PolicyExample(
          settings: (index + number) % 2 == 0 ? nil : word(number),
          files: (0...number).map { RuleExample(path: "dir/ä\($0).yaml", marked: word(step + $0)) })
      }
    }
    let severities = Severity.allCases
    let rule = PolicyRule(
      id: "ZT\(100 + index)", slug: "slug-\(index)", severity: severities[index % 5],
      productionSeverity: index % 3 == 0 ? nil : severities[index % 4], cwe: 1 + index,
      reads: few(PolicyRule.Material.allCases, 1), scope: index % 2 == 0 ? .file : .repository,
      needs: few(PolicySetting.allCases, 2), parameters: few(PolicySetting.allCases, 3))
    let texts = PolicyTexts(
      title: word(0), why: word(1), remedy: word(2), documentation: word(3), bad: examples(1),
      good: examples(2))
    return (rule, texts)
  }

  @Test(arguments: [0, 1, 2, 60])
  func givesBackEveryPolicyAsItWas(_ count: Int) {
    let entries = (0..<count).map(entry)
    let (rules, texts) = PolicyArchive.encode(entries)
    let set = PolicyRuleSet(PolicyArchive(rules: rules, texts: texts))
    #expect(set.rules == entries.map(\.rule))
    #expect(set.allTexts() == entries.map(\.texts))
    for entry in entries {
      #expect(set[entry.rule.id] == entry.rule)
      #expect(set.texts(of: entry.rule.id) == entry.texts)
    }
    #expect(set["ZT999"] == nil && set.texts(of: "ZT999") == nil)
  }

  @Test func describesAPolicyForReports() throws {
    let set = PolicyRuleSet([entry(3), entry(4)])
    let description = try #require(set.descriptions().last)
    let (rule, texts) = entry(4)
    #expect(description.id == "ZT104" && description.category == "policy")
    #expect(description.severity == rule.severity && description.cwe == rule.cwe)
    #expect(description.why == texts.why && description.remedy == texts.remedy)
  }

  /// What every start decodes stays a small part of what the binary carries.
  @Test func theHalfDecodedAtStartIsSmall() {
    let set = BuiltinRules.policies()
    let entries = Array(zip(set.rules, set.allTexts()).map { (rule: $0, texts: $1) })
    let (rules, texts) = PolicyArchive.encode(entries)
    #expect(rules.utf8.count < 160 * set.rules.count)
    #expect(rules.utf8.count * 10 < texts.utf8.count)
  }

  @Test func builtInPoliciesAreInOrderAndComplete() {
    let set = BuiltinRules.policies()
    #expect(set.rules.map(\.id) == set.rules.map(\.id).sorted())
    #expect(set["ZT101"]?.slug == "inline-secret-in-values")
    for (rule, texts) in zip(set.rules, set.allTexts()) {
      #expect(texts.documentation.hasPrefix("https://"), "\(rule.id)")
      #expect(!texts.title.hasSuffix("."), "\(rule.id)")
      #expect(texts.why.hasSuffix(".") && texts.remedy.hasSuffix("."), "\(rule.id)")
    }
  }
}
