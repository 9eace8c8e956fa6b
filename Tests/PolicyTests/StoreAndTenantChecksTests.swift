import BuiltinRules
import Configuration
import Findings
import Rules
import Testing

@testable import Policy

/// What the checks of stores, remote keys, identities and tenants say beyond their rules' examples.
@Suite struct StoreAndTenantChecksTests {
  private static let tenants = """
    tenants: [{id: north, namespaces: [tenant-north]}, {id: north-sea, namespaces: [tenant-north-sea]}]
    """

  @Test func aKeyBelongsToTheLongestTenant() throws {
    let found = try Self.lint(
      "ZT310", settings: Self.tenants,
      ["a.yaml": Self.externalSecret("tenant-north", "{key: north-sea-db-password}")])
    #expect(found.map(\.severity) == [.critical])
    #expect(
      found[0].message == "tenant north reads north-sea-db-password, a key of tenant north-sea")
    let own = try Self.lint(
      "ZT310", settings: Self.tenants,
      ["a.yaml": Self.externalSecret("tenant-north-sea", "{key: app/north-sea/db}")])
    #expect(own.isEmpty)
  }

  @Test func aSharedKeyMayBelongToAnotherTenant() throws {
    let found = try Self.lint(
      "ZT310", settings: Self.tenants + "\nsharedKeys: [north-sea-*]",
      ["a.yaml": Self.externalSecret("tenant-north", "{key: north-sea-db}")])
    #expect(found.isEmpty)
  }

  @Test func aStoreOfAnotherNamespaceIsNamed() throws {
    let found = try Self.lint(
      "ZT302",
      [
        "a.yaml": Self.externalSecret("shop", "{key: k}"),
        "b.yaml": """
        apiVersion: external-secrets.io/v1
        kind: SecretStore
        metadata: {name: vault, namespace: billing}
        """,
      ])
    #expect(found.count == 1)
    #expect(found[0].related.map(\.path.display) == ["b.yaml"])
    #expect(found[0].message.contains("[SecretStore in billing](1)"))
  }

  @Test(arguments: [
    ("{{- if .Values.a }}", "{{- if .Values.b }}", 0),
    ("{{- if .Values.a }}", "{{- if .Values.a }}", 1),
    ("{{- if .Values.a }}", "{{- with .Values.b }}", 1),
  ])
  func alternativesOfAChartMakeOneSecret(first: String, second: String, count: Int) throws {
    let body = """
      apiVersion: external-secrets.io/v1
      kind: ExternalSecret
      metadata: {name: NAME}
      spec:
        target: {name: app, creationPolicy: Owner}
      {{- end }}
      """
    let found = try Self.lint(
      "ZT308",
      [
        "c/Chart.yaml": "name: c",
        "c/templates/a.yaml": first + "\n" + body.replacing("NAME", with: "one"),
        "c/templates/b.yaml": second + "\n" + body.replacing("NAME", with: "two"),
      ])
    #expect(found.count == count)
    #expect(found.allSatisfy { $0.related.map(\.path.display) == ["c/templates/a.yaml"] })
  }

  @Test func branchesOfOneConditionMakeOneSecret() throws {
    let document = "apiVersion: v1\nkind: Secret\nmetadata: {name: app-NAME}\n"
    let text =
      "{{- if .Values.a }}\n" + document.replacing("NAME", with: "x")
      + "{{- else }}\n---\n" + document.replacing("NAME", with: "x") + "{{- end }}\n"
    let found = try Self.lint("ZT308", ["c/Chart.yaml": "name: c", "c/templates/a.yaml": text])
    #expect(found.isEmpty)
  }

  @Test func theSanitisedNameIsTheFix() throws {
    let found = try Self.lint(
      "ZT312", settings: "sanitise: azurekv",
      ["values.yaml": "remoteRef:\n  key: secret/GHCR_Token.v1\n"])
    #expect(found.map { $0.fix?.inserted } == ["secret/ghcr-token-v1"])
    let spaced = try Self.lint(
      "ZT312", settings: "sanitise: azurekv", ["values.yaml": "remoteRef: {key: 'a b'}\n"])
    #expect(spaced.count == 1)
    #expect(spaced[0].fix == nil)
  }

  @Test func theEndpointDecidesTheEnvironmentOfAKey() throws {
    let found = try Self.lint(
      "ZT311", settings: "environments: {test: {suffix: \"-test\"}, prod: {suffix: \"-prod\"}}",
      [
        "a.yaml": Self.externalSecret("shop", "{key: api-prod}"),
        "b.yaml": """
        apiVersion: external-secrets.io/v1
        kind: SecretStore
        metadata: {name: vault, namespace: shop}
        spec: {provider: {azurekv: {vaultUrl: "https://shop-test-kv.vault.azure.net"}}}
        """,
      ])
    #expect(found.map(\.message) == ["api-prod is a key of prod, used in [test](1)"])
    #expect(found.first?.related.map(\.path.display) == ["b.yaml"])
  }

  @Test func aLiteralOfATemplateIsMasked() throws {
    let password = "pine-" + "needle-tea"
    let found = try Self.lint(
      "ZT317",
      [
        "a.yaml": """
        apiVersion: external-secrets.io/v1
        kind: ExternalSecret
        metadata: {name: api, namespace: shop}
        spec:
          target:
            template:
              data:
                settings.json: '{"db": {"password": "\(password)", "user": "{{ .user }}"}}'
                dsn: postgresql://app:\(password)@pg/app
                url: "postgresql://app:{{ .password }}@pg/app"
                username: api
        """
      ])
    #expect(found.count == 2)
    #expect(found.allSatisfy { !$0.message.contains(password) })
    #expect(found.allSatisfy { $0.secret?.bytes == Array(password.utf8) })
    #expect(found.allSatisfy { !$0.primary.snippet.text.contains(password) })
  }

  @Test func thePlatformsIdentityIsNoTenants() throws {
    let account = """
      apiVersion: v1
      kind: ServiceAccount
      metadata:
        name: app
        namespace: NAMESPACE
        annotations:
          eks.amazonaws.com/role-arn: arn:aws:iam::111122223333:role/app

      """
    let namespaces = ["platform", "tenant-north", "platform", "tenant-north-sea"]
    let files = namespaces.enumerated().map { index, namespace in
      ("\(index).yaml", account.replacing("NAMESPACE", with: namespace))
    }
    let found = try Self.lint(
      "ZT405", settings: Self.tenants, Dictionary(uniqueKeysWithValues: files))
    #expect(found.map(\.primary.path.display) == ["3.yaml"])
    #expect(found.first?.related.map(\.path.display) == ["1.yaml"])
  }

  @Test func anOverlayBringsTheAnnotation() throws {
    let store = """
      apiVersion: external-secrets.io/v1
      kind: SecretStore
      metadata: {name: aws}
      spec: {provider: {aws: {auth: {jwt: {serviceAccountRef: {name: reader}}}}}}
      """
    let account = "apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: reader\n"
    let annotation =
      "  annotations: {eks.amazonaws.com/role-arn: 'arn:aws:iam::111122223333:role/reader'}\n"
    let bare = try Self.lint("ZT402", ["base/a.yaml": account, "base/b.yaml": store])
    #expect(bare.map(\.primary.path.display) == ["base/a.yaml"])
    let layered = try Self.lint(
      "ZT402",
      ["base/a.yaml": account, "base/b.yaml": store, "prod/a.yaml": account + annotation])
    #expect(layered.isEmpty)
  }

  @Test(arguments: [
    ("^shop-(api|web)-", ["shop-"]), ("shop-", [""]), ("^a|^b.*", ["a", "b"]),
    ("^shop.*|.*", ["shop", ""]), (#"^a\.b-?c"#, ["a.b"]), ("^[a|b]c", [""]), ("^abc+", ["abc"]),
  ])
  func startsOfExpressions(expression: String, starts: [String]) {
    #expect(AnchoredExpression.starts(of: expression) == starts)
  }

  @Test func environmentsAreWholeWords() throws {
    let settings = try Self.settings(
      "environments: {prod: {suffix: \"-prod\", aliases: [live]}, pre-prod: {suffix: \"-pre-prod\"}}"
    )
    let names = EnvironmentNames(settings)
    func endpoint(_ text: String) -> [String] {
      names.environments(ofEndpoint: text).map(\.name)
    }
    #expect(endpoint("https://kv-pre-prod.vault.azure.net") == ["pre-prod"])
    #expect(endpoint("https://vault.live.svc:8200/prod") == ["prod"])
    #expect(endpoint("https://products.svc") == [])
    #expect(names.environments(ofKey: "api-pre-prod").map(\.name) == ["pre-prod"])
    #expect(names.environments(ofKey: "app/prod/reproduction").map(\.name) == ["prod"])
    #expect(names.environments(ofKey: "product").isEmpty)
  }

  @Test func namesKnownInPartMayBeEqual() {
    func canEqual(_ first: String, _ second: String) -> Bool {
      NamePattern(first).canEqual(NamePattern(second))
    }
    #expect(canEqual("a-{{ .x }}", "{{ .y }}-b"))
    #expect(canEqual("{{ .x }}-b", "a-b"))
    #expect(!canEqual("a-{{ .x }}", "c-{{ .y }}"))
    #expect(!canEqual("{{ .x }}-b", "{{ .y }}-c"))
    #expect(!canEqual("a-{{ .x }}", "b"))
    #expect(NamePattern("__T____T___-db").text == "*-db")
  }

  // MARK: Fixtures

  private static func externalSecret(_ namespace: String, _ reference: String) -> String {
    """
    apiVersion: external-secrets.io/v1
    kind: ExternalSecret
    metadata: {name: api, namespace: \(namespace)}
    spec:
      refreshInterval: 1h
      secretStoreRef: {name: vault}
      target: {name: api, creationPolicy: Owner}
      data:
        - {secretKey: k, remoteRef: \(reference)}
    """
  }

  private static func settings(_ text: String) throws -> PolicySettings {
    guard let node = try YAMLFile.node(of: text, file: "test") else { return PolicySettings() }
    return try PolicySettings(
      node, file: "test", ruleIDs: BuiltinRules.policies().ids)
  }

  private static func lint(
    _ ruleID: String, settings: String = "", _ files: [String: String]
  ) throws -> [Finding] {
    let rules = BuiltinRules.policies().rules.filter { $0.id == ruleID }
    let linter = PolicyLinter(
      rules: rules, settings: try Self.settings(settings), key: .standard,
      suppressions: SuppressionReader(
        knownRuleIDs: [ruleID], today: try #require(CalendarDate(text: "2026-01-01"))))
    return linter.lint(
      files.map { PolicyFile(path: RepositoryPath($0.key), bytes: Array($0.value.utf8)) }
    ).findings
  }
}
