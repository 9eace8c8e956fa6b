import BuiltinRules
import Findings
import Foundation
import Policy
import Rules
import TestSupport
import Testing

/// What the policies of values and templates say of the charts in `testdata/charts`.
@Suite struct ChartPolicyTests {
  private static let policies: Set<String> = [
    "ZT101", "ZT102", "ZT103", "ZT104", "ZT105", "ZT106", "ZT107", "ZT108", "ZT109", "ZT115",
    "ZT502",
  ]

  @Test func onlyTheChartsFaultsAreFound() throws {
    let set = BuiltinRules.policies()
    let linter = PolicyLinter(
      rules: set.rules.filter { Self.policies.contains($0.id) },
      settings: PolicySettings(), key: .standard,
      suppressions: SuppressionReader(
        knownRuleIDs: [], today: try #require(CalendarDate(text: "2026-01-01"))))
    let root = PackageFolder.file("testdata/charts").path + "/"
    let files = try PackageFolder.files(below: "testdata/charts", suffix: "").filter {
      !$0.hasDirectoryPath
        && !((try? $0.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory ?? true)
    }.map { url in
      PolicyFile(
        path: RepositoryPath(String(url.path.dropFirst(root.count))),
        bytes: Array(try Data(contentsOf: url)))
    }
    let found = linter.lint(files).findings.map { finding in
      "\(finding.ruleID) \(finding.primary.path.display):\(finding.primary.region.startLine)"
    }
    #expect(
      found.sorted() == [
        "ZT105 oddities/templates/_helpers.tpl:10", "ZT105 oddities/templates/multiline.yaml:20",
        "ZT105 storefront/templates/_helpers.tpl:43",
        "ZT105 storefront/templates/migrate-job.yaml:17",
        "ZT106 storefront/templates/migrate-job.yaml:17",
        "ZT107 oddities/templates/mixed.yaml:2", "ZT107 storefront/templates/ingress.yaml:54",
        "ZT107 storefront/templates/secret.yaml:19", "ZT108 storefront/templates/ingress.yaml:50",
        "ZT108 storefront/templates/ingress.yaml:51",
      ])
  }
}
