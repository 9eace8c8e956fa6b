import BuiltinRules
import Findings
import Policy
import Rules
import Testing

/// One text, one finding: the policy that knows most of it tells, and names the others.
@Suite struct OneFindingTests {
  private static func lint(
    _ files: [String: String], only: Set<String>? = nil
  ) throws -> PolicyLinter.Outcome {
    let rules = BuiltinRules.policies().rules.filter { only?.contains($0.id) ?? true }
    return PolicyLinter(
      rules: rules, settings: PolicySettings(), key: .standard,
      suppressions: SuppressionReader(
        knownRuleIDs: Set(rules.map(\.id)), today: try #require(CalendarDate(text: "2026-01-01")))
    ).lint(
      files.map { PolicyFile(path: RepositoryPath($0.key), bytes: Array($0.value.utf8)) })
  }

  private static func told(_ outcome: PolicyLinter.Outcome) -> [String] {
    outcome.findings.map { finding in
      let others = finding.message.split(separator: "(also ").dropFirst().last ?? ""
      return finding.ruleID + (others.isEmpty ? "" : "+" + others.dropLast())
    }.sorted()
  }

  private static let uri = "postgresql://app:Heron-Mill-9@db/app"

  @Test(arguments: [
    (
      "docker-compose.yml",
      "services:\n  a:\n    environment:\n      URL: \(uri)\n      DB_PASSWORD: \(uri)\n",
      ["ZT202", "ZT218+ZT202"]
    ),
    (
      "secret.yaml",
      "apiVersion: v1\nkind: Secret\nmetadata: {name: a, namespace: b}\n"
        + "stringData: {url: \"\(uri)\"}\n",
      ["ZT204+ZT202"]
    ),
    (
      "main.tf",
      "resource \"kubernetes_secret\" \"a\" {\n  data = {\n    url = \"\(uri)\"\n  }\n}\n",
      ["ZT607+ZT202"]
    ),
    (
      "a.sh", "kubectl create secret generic a --from-literal=url=\(uri)\n", ["ZT610+ZT202"]
    ),
  ])
  func aURIIsToldByThePolicyOfWhatHoldsIt(
    path: String, text: String, expected: [String]
  ) throws {
    #expect(Self.told(try Self.lint([path: text])) == expected)
  }

  private static let layers = [
    "values.yaml": "api:\n  port: 80\n",
    "values-prod.yaml": "api:\n  token: Heron-Mill-9\n",
  ]

  @Test func whatALayerBringsBackIsToldByThePolicyOfLayers() throws {
    #expect(Self.told(try Self.lint(Self.layers)) == ["ZT115+ZT101"])
    #expect(Self.told(try Self.lint(Self.layers, only: ["ZT101"])) == ["ZT101"])
  }

  @Test func theFindingIsAsSevereAsTheSeverestOfThem() throws {
    let both = try Self.lint(Self.layers).findings
    let alone = try Self.lint(Self.layers, only: ["ZT101"]).findings
    #expect(both[0].severity >= alone[0].severity)
  }

  @Test func aSuppressionOfWhatAnotherTellsIsNotIdle() throws {
    var files = Self.layers
    files["values-prod.yaml"] =
      "api:\n  # shrike:ignore ZT101 -- the tests' own\n  token: Heron-Mill-9\n"
    #expect(Self.told(try Self.lint(files)) == ["ZT115+ZT101"])
    files["values-prod.yaml"] =
      "api:\n  # shrike:ignore ZT115,ZT101 -- the tests' own\n  token: Heron-Mill-9\n"
    #expect(Self.told(try Self.lint(files)) == [])
  }
}
