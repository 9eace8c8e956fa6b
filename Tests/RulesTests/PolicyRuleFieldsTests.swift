import Configuration
import Findings
import Testing

@testable import Rules

@Suite struct PolicyRuleFieldsTests {
  private static let examples = """
    examples:
      bad:
        - {path: a.yaml, text: 'password: «one»'}
        - {path: a.yaml, text: 'password: «two»«three»'}
      good:
        - {path: a.yaml, text: 'a: b'}
        - {path: a.yaml, text: 'c: d'}
    """

  /// A whole rule file, in which `changes` replace, add or (nil) take away parts by key.
  private func file(_ changes: [String: String?] = [:]) -> String {
    var parts: [(key: String, text: String)] = [
      ("id", "id: ZT999"), ("slug", "slug: no-secrets"), ("title", "title: A secret"),
      ("why", "why: it opens doors"), ("remedy", "remedy: name a Secret"),
      ("severity", "severity: high"), ("documentation", "documentation: https://acme.example"),
      ("reads", "reads: [values]"), ("examples", Self.examples),
    ]
    for (key, text) in changes.sorted(by: { $0.key < $1.key }) {
      let index = parts.firstIndex { $0.key == key }
      if let index, let text { parts[index].text = text }
      if let index, text == nil { parts.remove(at: index) }
      if index == nil, let text { parts.append((key, text)) }
    }
    return parts.map(\.text).joined(separator: "\n")
  }

  private func read(
    _ text: String, as path: String = "rules/policy/ZT999-no-secrets.yaml"
  ) throws -> (rule: PolicyRule, texts: PolicyTexts) {
    let node = try #require(try YAMLFile.node(of: text, file: path))
    return try PolicyRule.read(node, file: path)
  }

  private func fault(
    _ changes: [String: String?], as path: String = "ZT999-no-secrets.yaml"
  ) -> FieldError? {
    do {
      _ = try read(file(changes), as: path)
      return nil
    } catch {
      return error as? FieldError
    }
  }

  @Test func aShortRuleHasDefaults() throws {
    let (rule, texts) = try read(file())
    #expect(
      rule
        == PolicyRule(
          id: "ZT999", slug: "no-secrets", severity: .high, productionSeverity: nil, cwe: 798,
          reads: [.values], scope: .file, needs: [], parameters: []))
    #expect(texts.title == "A secret" && texts.remedy == "name a Secret")
    #expect(texts.bad.count == 2 && texts.good.count == 2)
    #expect(texts.good[1].files == [RuleExample(path: "a.yaml", marked: "c: d")])
  }

  @Test func everyKeyIsRead() throws {
    let (rule, texts) = try read(
      file([
        "severity": "severity: medium", "production": "production: critical", "cwe": "cwe: 312",
        "reads": "reads: [external-secret, service-account, sops]", "scope": "scope: repository",
        "needs": "needs: [tenants]", "parameters": "parameters: [sharedKeys, severity]",
        "examples": """
        examples:
          bad:
            - settings: |
                tenants: []
              files: {b/x.yaml: 'k: «v»', a.env: 'A=1'}
            - {path: a.yaml, text: '«k»: v'}
          good:
            - {path: a.yaml, text: k}
            - {path: a.yaml, text: v}
        """,
      ]))
    #expect(rule.severity == .medium && rule.productionSeverity == .critical && rule.cwe == 312)
    #expect(rule.reads == [.externalSecret, .serviceAccount, .sops])
    #expect(rule.scope == .repository && rule.needs == [.tenants])
    #expect(rule.parameters == [.sharedKeys, .severity])
    #expect(texts.bad[0].settings == "tenants: []\n" && texts.bad[1].settings == nil)
    #expect(texts.bad[0].files.map(\.path) == ["b/x.yaml", "a.env"])
  }

  @Test func marksGiveTheExpectedSpansOfEachFile() throws {
    let example = try read(file()).texts.bad[1]
    let unmarked = example.unmarked
    #expect(unmarked.count == 1 && unmarked[0].path == "a.yaml")
    #expect(unmarked[0].text == Array(("password: " + "twothree").utf8))
    #expect(unmarked[0].spans == [10..<18])
  }

  @Test(arguments: ["id", "slug", "title", "why", "remedy", "severity", "documentation", "reads"])
  func refusesARuleWithout(_ key: String) {
    #expect(fault([key: nil])?.message.contains("'\(key)' is missing") == true)
  }

  @Test(arguments: ["id: ZT99", "id: ZT9999", "id: XT999", "id: ZT99a"])
  func refusesAnIdOfAnotherForm(_ id: String) {
    #expect(fault(["id": id])?.message.contains("ZT and three digits") == true)
  }

  @Test func refusesUnknownNamesWithTheNearest() {
    #expect(
      fault(["remedi": "remedi: x"])?.message == "unknown key 'remedi'; did you mean 'remedy'?")
    #expect(fault(["reads": "reads: [value]"])?.message.contains("'values'") == true)
    #expect(fault(["needs": "needs: [tenant]"])?.message.contains("'tenants'") == true)
    #expect(fault(["severity": "severity: grave"])?.message.contains("one of") == true)
  }

  @Test func refusesAFileOfAnotherName() {
    #expect(fault([:], as: "ZT998-no-secrets.yaml")?.message.contains("must be named") == true)
    #expect(fault([:], as: "x/ZT999-secrets.yaml")?.message.contains("must be named") == true)
    #expect(fault([:], as: "x/ZT999-no-secrets.yaml") == nil)
  }

  @Test(arguments: [
    ("[«a»]", "[b, c]", "at least two under 'bad'"),
    ("[«a», «b»]", "[c]", "at least two under 'good'"),
    ("[«a», b]", "[c, d]", "bad example 2 marks no finding"),
    ("[«a», «b»]", "[c, «d»]", "good example 2 marks a finding"),
    ("[«a», '«b» «']", "[c, d]", "not in pairs"),
    ("[«a», «b»]", "[c, 'd»']", "not in pairs"),
  ])
  func refusesTooFewOrWronglyMarkedExamples(_ bad: String, _ good: String, _ message: String) {
    func examples(_ list: String) -> String {
      let texts = list.dropFirst().dropLast().split(separator: ", ")
      return "[" + texts.map { "{path: a.yaml, text: \($0)}" }.joined(separator: ", ") + "]"
    }
    let text = "examples: {bad: \(examples(bad)), good: \(examples(good))}"
    #expect(fault(["examples": text])?.message.contains(message) == true)
  }

  @Test(arguments: [
    ("{path: a.yaml}", "either 'files'"), ("{text: «a»}", "either 'files'"), ("{}", "either"),
    ("{path: a, text: «a», files: {b: c}}", "either 'files'"), ("{files: {a: [b]}}", "a text"),
    ("{path: a, text: «a», note: b}", "unknown key 'note'"), ("{files: {'': «a»}}", "single line"),
    ("{path: a, text: \"«\\x1c»\"}", "control characters"),
  ])
  func refusesAnExampleOfAnotherForm(_ example: String, _ message: String) {
    let good = "[{path: a, text: b}, {path: a, text: b}]"
    let text = "examples: {bad: [\(example), {path: a, text: «a»}], good: \(good)}"
    #expect(fault(["examples": text])?.message.contains(message) == true)
  }
}
