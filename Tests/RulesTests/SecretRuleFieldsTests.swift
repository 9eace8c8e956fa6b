import Configuration
import Findings
import Testing

@testable import Rules

@Suite struct SecretRuleFieldsTests {
  /// A whole rule entry, in which `changes` replace, add or (nil) take away lines by key.
  private func entry(_ changes: [String: String?] = [:]) -> String {
    var lines: [(key: String, text: String)] = [
      ("id", "id: acme-token"), ("title", "title: Acme token"), ("why", "why: it opens doors"),
      ("remedy", "remedy: revoke it"), ("literals", "literals: [acme_]"),
      ("pattern", "pattern: 'acme_[0-9]{8}'"),
      ("examples", "examples: {match: ['«acme_»«01234567»'], pass: ['acme_0123']}"),
    ]
    for (key, text) in changes.sorted(by: { $0.key < $1.key }) {
      let index = lines.firstIndex { $0.key == key }
      if let index, let text { lines[index].text = text }
      if let index, text == nil { lines.remove(at: index) }
      if index == nil, let text { lines.append((key, text)) }
    }
    return lines.map(\.text).joined(separator: "\n")
  }

  private func read(_ text: String) throws -> (rule: SecretRule, texts: RuleTexts) {
    let node = try #require(try YAMLFile.node(of: text, file: "r.yaml"))
    return try SecretRule.read(
      entry: node, file: "r.yaml", provider: "Acme", documentation: "https://acme.example")
  }

  private func fault(_ changes: [String: String?]) -> FieldError? {
    do {
      _ = try read(entry(changes))
      return nil
    } catch {
      return error as? FieldError
    }
  }

  @Test func aShortRuleHasSafeDefaults() throws {
    let (rule, texts) = try read(entry())
    #expect(
      rule
        == SecretRule(
          id: "acme-token", severity: .high, confidence: .high, category: .apiKey,
          literals: ["acme_"], anchor: .start,
          matcher: .pattern("acme_[0-9]{8}", caseless: false), minimumEntropy: 0, validator: nil,
          paths: [], context: [], dropsPlaceholders: true, precedence: .vendor,
          companions: []))
    #expect(texts.provider == "Acme" && texts.documentation == "https://acme.example")
    #expect(texts.matching == [RuleExample(path: "example.txt", marked: "«acme_»«01234567»")])
  }

  @Test func everyKeyIsRead() throws {
    let (rule, texts) = try read(
      entry([
        "severity": "severity: critical", "confidence": "confidence: low",
        "category": "category: password", "anchor": "anchor: window", "before": "before: 10",
        "after": "after: 90", "entropy": "entropy: 3.5", "validator": "validator: jwt",
        "paths": "paths: ['*.env']", "context": "context: [Acme, Key]",
        "placeholders": "placeholders: false", "precedence": "precedence: generic",
        "caseless": "caseless: true", "companions": "companions: [acme-key-id]",
        "documentation": "documentation: https://other.example",
        "examples":
          "examples: {match: [{path: a.env, text: '«acme_»«01234567»'}], pass: [acme_0123]}",
      ]))
    #expect(
      rule
        == SecretRule(
          id: "acme-token", severity: .critical, confidence: .low, category: .password,
          literals: ["acme_"], anchor: .window(before: 10, after: 90),
          matcher: .pattern("acme_[0-9]{8}", caseless: true), minimumEntropy: 3.5,
          validator: .jwt, paths: ["*.env"], context: ["acme", "key"], dropsPlaceholders: false,
          precedence: .generic, companions: ["acme-key-id"]))
    #expect(texts.documentation == "https://other.example")
    #expect(texts.matching.map(\.path) == ["a.env"])
  }

  @Test func everyChoiceIsRead() throws {
    for validator in SecretRule.Validator.allCases {
      let rule = try read(entry(["validator": "validator: \(validator.rawValue)"])).rule
      #expect(rule.validator == validator)
    }
    for category in SecretRule.Category.allCases {
      let rule = try read(entry(["category": "category: \(category.rawValue)"])).rule
      #expect(rule.category == category)
    }
    for (name, matcher) in [
      ("generic-credential", SecretRule.Matcher.genericCredential),
      ("kubernetes-secret", .kubernetesSecret), ("named-credential", .namedCredential(value: nil)),
      ("named-credential\nvalue: '[0-9]+'", .namedCredential(value: "[0-9]+")),
    ] {
      let rule = try read(entry(["pattern": nil, "matcher": "matcher: \(name)"])).rule
      #expect(rule.matcher == matcher)
    }
    #expect(try read(entry(["anchor": "anchor: line"])).rule.anchor == .line)
    #expect(
      try read(entry(["anchor": "anchor: window"])).rule.anchor == .window(before: 0, after: 200))
    let file = ["anchor": "anchor: file", "paths": "paths: [.netrc]", "literals": nil]
    #expect(try read(entry(file)).rule.anchor == .file)
    let holding = try read(entry(["anchor": "anchor: file"])).rule
    #expect(holding.anchor == .file && holding.literals == ["acme_"])
  }

  @Test func anUncheckedRuleNeedsNoExamples() throws {
    let texts = try read(entry(["examples": nil, "unchecked": "unchecked: true"])).texts
    #expect(texts.matching.isEmpty && texts.passing.isEmpty)
    let some = ["examples": "examples: {match: ['«acme_01»']}", "unchecked": "unchecked: true"]
    #expect(try read(entry(some)).texts.matching.count == 1)
    #expect(fault(["examples": nil, "unchecked": "unchecked: false"]) != nil)
  }

  @Test(
    arguments: [
      (["id": nil], "'id' is missing"), (["id": "id: Acme_Token"], "lower-case letters"),
      (["title": nil], "'title' is missing"), (["why": "why: ''"], "'why' is missing"),
      (["remedy": nil], "'remedy' is missing"), (["literals": nil], "'literals' is missing"),
      (["literals": "literals: []"], "'literals' is missing"),
      (["literals": "literals: [ab]"], "too short"), (["pattern": nil], "either a 'pattern'"),
      (["matcher": "matcher: generic-credential"], "either a 'pattern'"),
      (["matcher": "matcher: magic"], "must be one of"),
      (["value": "value: '[0-9]'"], "needs 'matcher: named-credential'"),
      (["anchor": "anchor: end"], "must be one of"),
      (["before": "before: 5"], "need 'anchor: window'"),
      (["after": "after: 5", "anchor": "anchor: line"], "need 'anchor: window'"),
      (["before": "before: 4001", "anchor": "anchor: window"], "from 0 to 4000"),
      (["after": "after: 0", "anchor": "anchor: window"], "from 1 to 16000"),
      (["anchor": "anchor: file", "literals": nil], "needs 'literals' or 'paths'"),
      (["severity": "severity: bad"], "one of"),
      (["confidence": "confidence: 1"], "one of"), (["category": "category: x"], "one of"),
      (["validator": "validator: x"], "one of"), (["precedence": "precedence: x"], "one of"),
      (["entropy": "entropy: -1"], "number"),
      (["placeholders": "placeholders: no"], "true or false"),
      (["caseless": "caseless: 1"], "true or false"), (["paths": "paths: ['']"], "empty text"),
      (["context": "context: [a, '']"], "empty text"), (["examples": nil], "needs 'examples'"),
      (["examples": "examples: {match: ['«acme_01»']}"], "one 'pass'"),
      (["examples": "examples: {pass: [a]}"], "one 'match'"),
      (["examples": "examples: {match: [acme_], pass: [a]}"], "marks no secret"),
      (["examples": "examples: {match: ['«a»'], pass: ['«a»']}"], "'pass' marks a secret"),
      (["examples": "examples: {match: ['«a»«b'], pass: [a]}"], "not in pairs"),
      (["examples": "examples: {match: ['«a»b»'], pass: [a]}"], "not in pairs"),
      (["examples": "examples: {match: ['«a«b»'], pass: [a]}"], "not in pairs"),
      (["examples": "examples: {match: ['«a»'], pass: ['a«']}"], "not in pairs"),
      (["examples": "examples: {match: ['«a»'], pas: [a]}"], "did you mean 'pass'"),
      (["examples": "examples: {match: [{text: '«a»'}], pass: [a]}"], "'path' is missing"),
      (["examples": "examples: {match: [{path: p}], pass: [a]}"], "'text' is missing"),
      (
        ["examples": "examples: {match: [{path: \"a\\nb\", text: '«a»'}], pass: [a]}"], "line break"
      ),
      (["keywords": "keywords: [a]"], "unknown key 'keywords'"),
    ] as [([String: String?], String)])
  func refuses(_ changes: [String: String?], _ words: String) throws {
    let fault = try #require(self.fault(changes))
    #expect(fault.message.contains(words), "\(fault)")
    #expect(fault.line != nil)
  }

  @Test(
    arguments: ["1d", "1e", "1f"], ["title", "why", "remedy", "pattern", "literals", "examples"])
  func refusesTheArchivesSeparators(_ digits: String, _ key: String) throws {
    let text = "\"abc\\x\(digits)def\""
    let line =
      switch key {
      case "literals": "literals: [\(text)]"
      case "examples": "examples: {match: ['«acme_»«01234567»'], pass: [\(text)]}"
      default: "\(key): \(text)"
      }
    #expect(try #require(self.fault([key: line])).message.contains("U+001D"))
  }

  @Test func readsAWholeFile() throws {
    let body = entry().split(separator: "\n").joined(separator: "\n    ")
    let text = "provider: Acme\ndocumentation: https://acme.example\nrules:\n  - \(body)\n"
    let node = try #require(try YAMLFile.node(of: text, file: "r.yaml"))
    let rules = try SecretRule.read(node, file: "r.yaml")
    #expect(rules.map(\.rule.id) == ["acme-token"])
    #expect(rules.map(\.texts.provider) == ["Acme"])
  }

  @Test(arguments: [
    ("rules: []", "'provider' is missing"), ("provider: a\nrule: []", "did you mean 'rules'?"),
    ("provider: a\nrules: x", "must be a list"), ("- a", "expected keys and values"),
  ])
  func refusesAFile(_ text: String, _ words: String) throws {
    let node = try #require(try YAMLFile.node(of: text, file: "r.yaml"))
    let error = #expect(throws: FieldError.self) { try SecretRule.read(node, file: "r.yaml") }
    #expect(error?.message.contains(words) == true)
  }

  @Test func piecesThatTouchAreOneSecret() {
    let example = RuleExample(path: "p", marked: "é «ab»«cd» x «ef» «»")
    let (text, secrets) = example.unmarked
    #expect(String(decoding: text, as: UTF8.self) == "é abcd x ef ")
    #expect(secrets == [3..<7, 10..<12, 13..<13])
  }
}
