import Foundation
import TestSupport
import Testing

/// `shrike rules`: what a person reads of the rules, and `docs/rules.md`.
@Suite struct RulesCommandTests {
  private func rules(_ arguments: String...) throws -> ProgramResult {
    try PackageFolder.product("shrike").run(["rules"] + arguments, in: PackageFolder.url)
  }

  /// The names of the files of `rules/policy`, and so the ids and slugs of the policies.
  private var policyNames: [String] {
    PackageFolder.files(below: "rules/policy", suffix: ".yaml")
      .map { $0.deletingPathExtension().lastPathComponent }
  }

  @Test func listsSecretsAndPolicies() throws {
    let result = try rules("list")
    #expect(result.status == 0)
    let lines = result.output.split(separator: "\n")
    let rows = lines.map { $0.split(separator: " ", omittingEmptySubsequences: true) }
    #expect(rows.contains { $0.starts(with: ["github-personal-access-token", "critical"]) })
    #expect(rows.contains { $0 == ["ZT310", "critical", "Key", "of", "another", "tenant"] })
    let listed = rows.compactMap(\.first).filter { $0.hasPrefix("ZT") }.map(String.init)
    #expect(listed == policyNames.map { String($0.prefix(5)) })
  }

  @Test func showsAPolicyWithItsSettingsAndExamples() throws {
    let result = try rules("show", "ZT310")
    #expect(result.status == 0)
    let page = result.output
    #expect(page.hasPrefix("Key of another tenant  [ZT310 cross-tenant-remote-key]\n"))
    for line in [
      "severity    critical", "cwe         639", "reads       external-secret, values, template",
      "needs       policy.tenants", "parameters  policy.namespacePattern, policy.sharedKeys",
      "see         https://external-secrets.io/latest/guides/multi-tenancy/",
      "Why it matters", "What to do", "Bad 2, found where «» stand", "Good 2",
      "  .shrike.yaml", "    policy:", "      namespacePattern: \"tenant-{tenant}\"",
      "  eso/acme.yaml", "          remoteRef: {key: «globex-db-password»}",
    ] {
      #expect(page.contains("\n\(line)\n"), "the page lacks '\(line)'")
    }
    #expect(!page.contains("production  "))
  }

  @Test func showsTheSeverityInProduction() throws {
    let page = try rules("show", "zt101").output
    #expect(page.contains("\nseverity    high\nproduction  critical\n"))
    #expect(!page.contains("\nneeds "))
  }

  @Test func showsEveryPolicy() throws {
    for name in policyNames {
      let result = try rules("show", String(name.prefix(5)))
      #expect(result.status == 0)
      #expect(result.output.contains("[\(name.replacing(/-/, with: " ", maxReplacements: 1))]"))
    }
  }

  @Test(arguments: [("ZT31", "did you mean 'ZT3"), ("nothing-like-it-at-all", "rules list")])
  func anUnknownRuleIsAFault(_ id: String, _ words: String) throws {
    let result = try rules("show", id)
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains("there is no rule '\(id)'"))
    #expect(result.errors.contains(words))
  }

  /// `make record` writes the page anew, and fails so that someone looks at the difference.
  @Test func theManualOfTheRulesIsCurrent() throws {
    let result = try rules("docs")
    #expect(result.status == 0)
    let file = PackageFolder.file("docs/rules.md")
    if ProcessInfo.processInfo.environment["SHRIKE_RECORD"] != nil {
      try Data(result.outputBytes).write(to: file)
      Issue.record("docs/rules.md was recorded: look at the difference")
    }
    let isCurrent = try Data(contentsOf: file) == Data(result.outputBytes)
    #expect(isCurrent, "docs/rules.md is not what the rules say: run `make record`")
    for name in policyNames {
      #expect(result.output.contains("\n### \(name.prefix(5))\n"))
    }
  }
}
