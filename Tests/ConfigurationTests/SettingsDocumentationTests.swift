import Configuration
import Findings
import Foundation
import Rules
import TestSupport
import Testing

/// The schema and the manual say what the reader does: no key more, none less.
@Suite struct SettingsDocumentationTests {
  private func text(_ path: String) throws -> String {
    try String(contentsOf: PackageFolder.url.appending(path: path), encoding: .utf8)
  }

  /// The keys that a source file takes from `Fields`.
  private func keysRead(in path: String) throws -> Set<String> {
    let call =
      /\.(?:take|text|requiredText|texts|placedTexts|list|fields|integer|number|flag|choice)\(\s*"(\w+)"/
    let helper = /\(&\w+, "(\w+)"/
    let text = try text(path)
    return Set(text.matches(of: call).map { String($0.1) })
      .union(text.matches(of: helper).map { String($0.1) })
  }

  private struct Schema {
    let root: [String: Any]
    let rule: [String: Any]
    let policy: [String: Any]

    /// The names of all properties below `schema`, the rule's definition apart.
    static func names(below schema: [String: Any]) -> Set<String> {
      let properties = schema["properties"] as? [String: Any] ?? [:]
      var names = Set(properties.keys)
      let inner =
        properties.values.map { $0 } + [schema["items"]].compactMap { $0 }
        + (schema["oneOf"] as? [Any] ?? []) + [schema["additionalProperties"]].compactMap { $0 }
      for case let part as [String: Any] in inner { names.formUnion(Schema.names(below: part)) }
      return names
    }

    /// The choices that the property `name` of the rule or the root allows.
    func choices(_ name: String) -> [String]? {
      let properties = [rule, root].compactMap { $0["properties"] as? [String: [String: Any]] }
      return properties.compactMap { $0[name]?["enum"] as? [String] }.first
    }
  }

  private func schema() throws -> Schema {
    let data = Data(try text("docs/shrike.schema.json").utf8)
    let root = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let definitions = try #require(root["definitions"] as? [String: [String: Any]])
    return Schema(
      root: root, rule: try #require(definitions["rule"]),
      policy: try #require(definitions["policy"]))
  }

  @Test func theSchemaNamesTheKeysThatAreRead() throws {
    let schema = try schema()
    let configuration = try keysRead(in: "Sources/Configuration/ConfigurationFile.swift")
    #expect(configuration.count > 15)
    #expect(Schema.names(below: schema.root) == configuration)
    let rule = try keysRead(in: "Sources/Rules/SecretRule+Fields.swift")
    #expect(rule.count > 20)
    #expect(Schema.names(below: schema.rule).union(["rules"]) == rule)
    let policy = try keysRead(in: "Sources/Rules/PolicySettings+Fields.swift")
    #expect(policy.count > 30)
    #expect(Schema.names(below: schema.policy) == policy)
    let settings = Set((schema.policy["properties"] as? [String: Any] ?? [:]).keys)
    #expect(settings == Set(PolicySetting.allCases.map(\.rawValue)))
  }

  @Test func theSchemaNamesTheChoices() throws {
    let schema = try schema()
    let severities = Severity.allCases.map(\.name)
    for key in ["severity", "failOn", "minSeverity"] {
      #expect(schema.choices(key) == severities)
    }
    #expect(schema.choices("confidence") == Confidence.allCases.map(\.name))
    #expect(schema.choices("category") == SecretRule.Category.allCases.map(\.rawValue))
    #expect(schema.choices("validator") == SecretRule.Validator.allCases.map(\.rawValue))
    #expect(schema.choices("precedence") == SecretRule.Precedence.allCases.map { "\($0)" })
  }

  @Test func theManualNamesEveryKeyAndChoice() throws {
    let schema = try schema()
    let manual = try text("docs/configuration.md")
    var names = Schema.names(below: schema.root).union(Schema.names(below: schema.rule))
      .union(Schema.names(below: schema.policy))
    for key in ["severity", "confidence", "category", "validator", "precedence", "anchor"] {
      names.formUnion(schema.choices(key) ?? [])
    }
    for name in names.sorted() {
      let forms = ["`\(name)`", "`\(name).", ".\(name)`", "\n  \(name): "]
      #expect(
        forms.contains { manual.contains($0) }, "docs/configuration.md does not explain '\(name)'")
    }
  }

  /// The table of `policy:` says which rules need a setting, and which it changes.
  @Test func theManualNamesThePoliciesOfEachSetting() throws {
    let rows = try text("docs/configuration.md").split(separator: "\n")
      .map { $0.split(separator: "|", omittingEmptySubsequences: false) }
      .filter { $0.count == 7 }
    let rules = try policyFiles().rules
    #expect(rules.count > 40)
    for setting in PolicySetting.allCases {
      let row = try #require(rows.first { $0[1] == " `\(setting.rawValue)` " }, "\(setting)")
      #expect(ids(in: row[4]) == rules.filter { $0.needs.contains(setting) }.map(\.id))
      #expect(ids(in: row[5]) == rules.filter { $0.parameters.contains(setting) }.map(\.id))
    }
  }

  private func ids(in text: Substring) -> [String] {
    text.matches(of: /ZT\d{3}/).map { String($0.0) }
  }

  @Test func theManualsExamplesAreRead() throws {
    let blocks = try text("docs/configuration.md").split(separator: "\n```")
      .filter { $0.hasPrefix("yaml\n") }.map { String($0.dropFirst(5)) }
      .filter { !$0.contains("accessKey") }
    #expect(blocks.count == 6)
    let entry = { (id: String) in ruleText(id).replacing("\n", with: " ") }
    let rules = "provider: p\nrules:\n  - \(entry("file-rule"))\n"
    for block in blocks {
      // The rules that the manual speaks of are not among those of these tests.
      let known = block.replacing("aws-access-key", with: "aws-key")
      _ = try load(
        known, policies: policyFiles(), environment: ["SHRIKE_FINGERPRINT_KEY": "k"],
        files: ["security/rules.yaml": rules])
    }
  }
}
