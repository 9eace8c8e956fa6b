import BuiltinRules
import Findings
import Policy
import Rules
import Testing

/// What public charts were wrongly blamed for, or not read for: see `docs/policies-measured.md`.
@Suite struct PublicChartTests {
  private static func lint(_ path: String, _ text: String) throws -> PolicyLinter.Outcome {
    PolicyLinter(
      rules: BuiltinRules.policies().rules, settings: PolicySettings(), key: .standard,
      suppressions: SuppressionReader(
        knownRuleIDs: [], today: try #require(CalendarDate(text: "2026-01-01")))
    ).lint([PolicyFile(path: RepositoryPath(path), bytes: Array(text.utf8))])
  }

  @Test(arguments: [
    // A grammar, and names that stand for what is filled in.
    ("a.yaml", "apiVersion: v1\nkind: A\nurl: http://[user[:pass]]@host/path\n"),
    ("a.yaml", "apiVersion: v1\nkind: A\nurl: postgresql://DB_USER:DB_PASSWORD@DB_HOST/DB_NAME\n"),
    (
      "a.yaml",
      "apiVersion: v1\nkind: Secret\nmetadata: {name: a, namespace: b}\ndata:\n"
        + "  password: ?{gpg:targets/db/password:ec3d54de}\n  os-userID: \"#\"\n"
    ),
    (
      "main.tf",
      "resource \"aws_instance\" \"a\" {\n  metadata_options {\n"
        + "    http_tokens = \"required\"\n  }\n}\n"
    ),
    (".github/workflows/a.yml", "on: push\npermissions:\n  # id-token: write\n  contents: read\n"),
    (
      "a.yaml",
      "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: b}\ndata:\n  a.conf: |\n"
        + "    auth_strategy = keystone\n    kpasswd_server = kerberos.example.ch\n"
    ),
    // The path of a file that holds the password.
    (
      "charts/a/templates/a.yaml",
      "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  mail.yml: |\n"
        + "    smtp_auth_password_file: /etc/mail/{{ .Values.mail.secretKey }}\n"
    ),
  ])
  func isNoCredential(path: String, text: String) throws {
    let outcome = try Self.lint(path, text)
    #expect(outcome.findings.map { "\($0.ruleID) \($0.message)" } == [])
    #expect(outcome.notices.filter { $0.kind == .incomplete } == [])
  }

  @Test func aJinjaTemplateIsOneRemarkAndNoIncompleteScan() throws {
    let text = "apiVersion: v1\nkind: A\nitems:\n  {% for a in b -%}\n  - {{ a }}\n  {% endfor %}\n"
    for path in ["roles/a/templates/a.yml", "k8s/a.yaml"] {
      let notices = try Self.lint(path, text).notices.filter { !$0.message.hasPrefix("these") }
      #expect(notices.map(\.kind) == [.information], "\(path)")
      #expect(notices.map(\.line) == [4], "\(path)")
    }
  }

  @Test func otherBrokenManifestsAreIncomplete() throws {
    let notices = try Self.lint("k8s/a.yaml", "apiVersion: v1\nkind: {a\nx: %y\n").notices
    #expect(notices.contains { $0.kind == .incomplete })
  }

  private static let bound = """
    {{- $given := coalesce .Values.auth.password .Values.global.password }}
    {{- $password := include "common.secrets.lookup" (dict "key" "a" "defaultValue" $given) | b64dec }}
    apiVersion: v1
    kind: Secret
    metadata:
      name: a-svcbind
    type: servicebinding.io/postgresql
    data:
      password: {{ $password | b64enc }}
      uri: {{ printf "postgresql://a:%s@h/d" $password | b64enc }}

    """

  @Test func whatAnExistingSecretGivesIsNotInTheClear() throws {
    let path = "charts/a/templates/a.yaml"
    #expect(try Self.lint(path, Self.bound).findings.map(\.ruleID) == [])
    let given = Self.bound.replacing(/include.*b64dec/, with: "$given")
    #expect(try Self.lint(path, given).findings.map(\.ruleID) == ["ZT105", "ZT105"])
  }
}
