import BuiltinRules
import Findings
import Foundation
import Policy
import Rules
import TestSupport
import Testing

/// Charts of the shapes that public charts have: helpers of a library, `with`, `range`, `tpl`,
/// `toYaml | nindent`, actions over several lines, blocks in the middle of a line, a key in two
/// branches; and values with every key that speaks of a credential and holds none.
///
/// They are made up after templates of the charts of Bitnami, Argo CD, Vault, kube-prometheus-stack,
/// Grafana, Harbor, Airflow, ingress-nginx and Kyverno.
@Suite struct PublicShapesTests {
  /// The policies that look for literals.
  private static let literal: Set<String> = ["ZT101", "ZT105", "ZT106", "ZT201", "ZT202", "ZT204"]

  private static let files: [PolicyFile] = {
    let root = PackageFolder.file("testdata/shapes").path + "/"
    return PackageFolder.files(below: "testdata/shapes", suffix: "").compactMap { url in
      let values = try? url.resourceValues(forKeys: [.isRegularFileKey])
      guard values?.isRegularFile == true, let data = try? Data(contentsOf: url) else { return nil }
      return PolicyFile(
        path: RepositoryPath(String(url.path.dropFirst(root.count))), bytes: Array(data))
    }
  }()

  private static func lint(_ files: [PolicyFile]) throws -> PolicyLinter.Outcome {
    let rules = BuiltinRules.policies().rules.filter { literal.contains($0.id) }
    let today = try #require(CalendarDate(text: "2026-01-01"))
    return PolicyLinter(
      rules: rules, settings: PolicySettings(), key: .standard,
      suppressions: SuppressionReader(knownRuleIDs: [], today: today)
    ).lint(files)
  }

  @Test func everyTemplateIsReadAndNothingIsFound() throws {
    let outcome = try Self.lint(Self.files)
    #expect(outcome.files > 20)
    #expect(outcome.notices.map(\.message) == [])
    let found = outcome.findings.map { finding in
      "\(finding.ruleID) \(finding.primary.path.display):\(finding.primary.region.startLine) "
        + finding.message
    }
    #expect(found == [])
  }

  /// The same files with a literal at a place where there was none.
  @Test(arguments: [
    (
      "ledger/values.yaml", "password: \"\"\n  database", "password: \"Harbor-Mill-9\"\n  database",
      "ZT101"
    ),
    ("ledger/values.yaml", "bind_password: \"\"", "bind_password: Harbor-Mill-9", "ZT101"),
    ("metrics/values.yaml", "password: ${DB_PASSWORD}", "password: Harbor-Mill-9", "ZT101"),
    (
      "metrics/templates/grafana-secret.yaml",
      "admin-password: {{ include \"metrics.password\" . }}",
      "admin-password: SGFyYm9yLU1pbGwtOQ==", "ZT204"
    ),
    (
      "ledger/templates/jobs/update.yaml", "env:\n",
      "env:\n            - {name: DB_PASSWORD, value: Harbor-Mill-9}\n", "ZT201"
    ),
    (
      "keeper/templates/server.yaml", "value: {{ .Values.server.ha.apiAddr }}",
      "value: postgres://keeper:Harbor-Mill-9@db/keeper", "ZT202"
    ),
    (
      "keeper/templates/server.yaml", "- name: HOSTNAME\n",
      "- name: DB_PASSWORD\n              value: {{ .Values.password | default \"Harbor-Mill-9\" }}\n"
        + "            - name: HOSTNAME\n", "ZT106"
    ),
    (
      "harbour/templates/registry-secret.yaml", "(not $storage.s3.existingSecret) ", "", "ZT105"
    ),
  ])
  func theSameFilesWithALiteralAreNotClean(
    path: String, old: String, new: String, rule: String
  ) throws {
    var files = Self.files
    let index = try #require(files.firstIndex { $0.path.display == path })
    let text = String(decoding: files[index].bytes, as: UTF8.self)
    let changed = text.replacingOccurrences(of: old, with: new)
    #expect(changed != text, "the file has no such text")
    files[index].bytes = Array(changed.utf8)
    let found = try Self.lint(files).findings
    #expect(found.contains { $0.ruleID == rule && $0.primary.path.display == path })
  }
}
