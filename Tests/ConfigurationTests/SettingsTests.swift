import Configuration
import Findings
import Foundation
import Rules
import TestSupport
import Testing

@Suite struct SettingsTests {
  static let digits = String(repeating: "0a", count: 16)

  @Test(arguments: [nil, "", "# nothing yet\n", "version: 1\n", "allow:\n", "paths: {}\nrules:\n"])
  func withoutContentEverythingIsAsBuilt(_ text: String?) throws {
    let settings = try load(text)
    #expect(settings.rules.rules == builtin.rules)
    #expect(settings.knownRuleIDs == ["aws-key", "github-pat", "jwt"])
    #expect(settings.excludes.isEmpty && settings.allowed.isEmpty && settings.notices.isEmpty)
    #expect(settings.failOn == .high && settings.minSeverity == .info)
    #expect(settings.byteLimit == nil && settings.baselinePath == nil)
    let secret = Array("s".utf8)
    #expect(settings.key.secret(secret) == FingerprintKey.standard.secret(secret))
  }

  /// gitleaks#1325: a configuration that only allows something ran no rule at all.
  @Test func allowingSomethingKeepsEveryRule() throws {
    let settings = try load("allow:\n  - {fingerprint: \(Self.digits), reason: sample}\n")
    #expect(settings.rules.rules == builtin.rules)
    #expect(settings.allowed.map(\.fingerprint.text) == [Self.digits])
  }

  @Test func readsEveryKey() throws {
    let settings = try load(
      """
      version: 1
      paths:
        exclude: [third_party/, "*.lock"]
      rules:
        skip: [jwt]
        severity: {aws-key: critical, jwt: low}
      allow:
        - fingerprint: \(Self.digits.uppercased())
          reason: the vendor's own sample
          owner: platform
          until: 2027-01-31
      fingerprintKey: {environment: SHRIKE_KEY}
      limits: {bytes: 5000000}
      failOn: medium
      minSeverity: low
      baseline: security/known
      """, environment: ["SHRIKE_KEY": "k1"])
    #expect(settings.rules.rules.map(\.id) == ["aws-key", "github-pat"])
    #expect(settings.rules.rules.map(\.severity) == [.critical, .high])
    #expect(settings.rules.descriptions().map(\.severity) == [.critical, .high])
    #expect(settings.knownRuleIDs.contains("jwt"))
    #expect(settings.excludes.matches(RepositoryPath("third_party/x.c")))
    #expect(settings.excludes.matches(RepositoryPath("a/yarn.lock")))
    #expect(!settings.excludes.matches(RepositoryPath("a/third_part")))
    let expected = AllowedFinding(
      fingerprint: try #require(Fingerprint(text: Self.digits)),
      reason: "the vendor's own sample", owner: "platform",
      until: CalendarDate(text: "2027-01-31"))
    #expect(settings.allowed == [expected])
    let secret = Array("s".utf8)
    #expect(settings.key.secret(secret) == FingerprintKey("k1").secret(secret))
    #expect(settings.byteLimit == 5_000_000)
    #expect(settings.failOn == .medium && settings.minSeverity == .low)
    #expect(settings.baselinePath == "security/known")
    #expect(settings.notices.isEmpty)
  }

  @Test(arguments: [
    ("rules: {skp: [jwt]}", 1, "did you mean 'skip'?"),
    ("version: 1\npath: {}", 2, "did you mean 'paths'?"), ("- a", 1, "keys and values"),
    ("text", 1, "keys and values"), ("version: 2", 1, "'version'"),
    ("rules: {only: [jwt]}\nrules: {}", 1, "'rules' is written twice"),
    ("rules:\n  skip:\n    - aws-key\n    - githb-pat\n", 4, "did you mean 'github-pat'?"),
    ("rules:\n  only: [slack]\n", 2, "'shrike rules list'"),
    ("rules:\n  severity:\n    awskey: high\n", 3, "did you mean 'aws-key'?"),
    ("rules:\n  severity:\n    jwt: awful\n", 3, "info, low, medium, high, critical"),
    ("rules:\n  severity: [high]\n", 2, "keys and values"),
    ("rules:\n  only: [jwt]\n  skip: [jwt]\n", 2, "no rule is left"),
    ("rules:\n  skip: [jwt, aws-key, github-pat]\n", 2, "no rule is left"),
    ("paths: {exclude: {a: b}}", 1, "single value"), ("paths:\n  exclude:\n  - ''\n", 3, "empty"),
    ("paths: {exclude: [/]}", 1, "empty"), ("paths:\n  exclude: ['!a']", 2, "negated"),
    ("limits: {bytes: 0}", 1, "'bytes'"), ("limits: {bytes: 5MB}", 1, "'bytes'"),
    ("limits: {lines: 5}", 1, "unknown key 'lines'"), ("failOn: never", 1, "'failOn'"),
    ("minSeverity: [low]", 1, "single value"), ("baseline: [a]", 1, "single value"),
    ("allow: everything", 1, "must be a list"), ("allow:\n  - {reason: r}", 2, "'fingerprint'"),
    ("allow:\n  - fingerprint: \(digits)\n", 2, "'reason' is missing"),
    ("allow:\n  - fingerprint: \(digits)\n    reason: ''\n", 2, "'reason' is missing"),
    ("allow:\n  - {fingerprint: \(digits), reason: r, until: soon}", 2, "YYYY-MM-DD"),
    ("allow:\n  - {fingerprint: \(digits), reason: r, untill: 2027-01-01}", 2, "'until'?"),
    ("fingerprintKey: secret", 1, "keys and values"), ("fingerprintKey: {}", 1, "'environment'"),
    ("fingerprintKey: {environment: NOT_SET}", 1, "'NOT_SET'"),
    ("\nfingerprintKey:\n  environment: EMPTY\n", 3, "changes every fingerprint"),
    ("customRules: acme", 1, "must be a list"), ("ruleFiles: {a: b}", 1, "single value"),
    ("a: [", 2, "YAML"),
  ])
  func namesTheLineOfAFault(_ text: String, _ line: Int, _ words: String) {
    let error = #expect(throws: FieldError.self) {
      try load(text, environment: ["EMPTY": ""])
    }
    #expect(error?.file == ".shrike.yaml")
    #expect(error?.line == line, "\(error.debugDescription)")
    #expect(error?.message.contains(words) == true, "\(error.debugDescription)")
  }

  @Test(arguments: [
    ("policy: [a]", 1, "keys and values"),
    ("policy:\n  sharedKeys: [a]\n  tenant: []\n", 3, "did you mean 'tenants'?"),
    ("policy:\n  namespacePattern: tenant-north\n", 2, "{tenant}"),
    ("policy:\n  refreshInterval:\n    min: soon\n", 3, "30s, 5m or 1h"),
    ("policy:\n  refreshInterval: {min: 2h, max: 5m}\n", 2, "min over its max"),
    ("policy:\n  rotation:\n    password: 0\n", 3, "number of days"),
    ("policy:\n  stores:\n    - name: kv\n      kind: Store\n", 4, "ClusterSecretStore"),
    ("policy:\n  environments:\n    prod:\n      sufix: -prod\n", 4, "did you mean 'suffix'?"),
    (
      "policy:\n  severity:\n    ZT301: high\n    ZT31: high\n", 4, "no policy 'ZT31'; did you mean"
    ),
    ("policy:\n  severity:\n    ZT310:\n      prod: awful\n", 4, "info, low, medium"),
  ])
  func namesTheLineOfAFaultUnderPolicy(_ text: String, _ line: Int, _ words: String) {
    let error = #expect(throws: FieldError.self) { try load(text, policies: policyFiles()) }
    #expect(error?.file == ".shrike.yaml")
    #expect(error?.line == line, "\(error.debugDescription)")
    #expect(error?.message.contains(words) == true, "\(error.debugDescription)")
  }

  @Test(arguments: ["policy:\n", "policy: {}\n"])
  func anEmptyPolicySectionIsNone(_ text: String) throws {
    #expect(try load(text).policy == PolicySettings())
  }

  @Test func readsWhatThePlatformsNamesMean() throws {
    let policy = try load(
      """
      policy:
        tenants: [{id: north, namespaces: [tenant-north]}, {id: north-sea}]
        environments: {prod: {match: "env/prod/**", suffix: -prod, production: true}}
        refreshInterval: {max: 2h}
        severity: {ZT310: {prod: low}, ZT301: info}
      """, policies: policyFiles()
    ).policy
    #expect(policy.tenants.map(\.id) == ["north", "north-sea"])
    #expect(policy.tenants.map(\.namespaces) == [["tenant-north"], []])
    #expect(policy.environments.map(\.match) == [["env/prod/**"]])
    #expect(policy.environments.map(\.isProduction) == [true])
    #expect(policy.refreshInterval == 60...7_200)
    #expect(policy.severities.map(\.ruleID) == ["ZT310", "ZT301"])
    #expect(policy.severities.map(\.environment) == ["prod", nil])
    #expect(policy.severities.map(\.severity) == [.low, .info])
    #expect(policy.written == [.tenants, .environments, .refreshInterval, .severity])
  }

  @Test func aSecretWrittenForAFingerprintIsNotRepeated() {
    let error = #expect(throws: FieldError.self) {
      try load("allow:\n  - {fingerprint: hunter2hunter2, reason: r}")
    }
    #expect(error?.message.contains("hunter2") == false)
    #expect(error?.message.contains("never write the secret itself") == true)
  }

  @Test func anEndedAllowanceIsAWarning() throws {
    let settings = try load(
      """
      allow:
        - {fingerprint: \(Self.digits), reason: r, until: 2026-06-15}
        - {fingerprint: \(Self.digits), reason: r, until: 2026-06-14}
      """)
    #expect(settings.notices.map(\.line) == [3])
    #expect(settings.notices.map(\.kind) == [.warning])
    #expect(settings.notices.map(\.subject) == [".shrike.yaml"])
    #expect(settings.allowed.count == 2)
  }

  @Test func theCommandLineChoosesRules() throws {
    let settings = try load("rules: {skip: [jwt], severity: {jwt: low}}")
    #expect(try ids(settings.selecting(only: [], skipping: [])) == ["aws-key", "github-pat"])
    #expect(try ids(settings.selecting(only: ["jwt"], skipping: [])) == ["jwt"])
    #expect(try ids(settings.selecting(only: [], skipping: ["aws-key"])) == ["github-pat"])
    #expect(
      try ids(settings.selecting(only: ["jwt", "aws-key"], skipping: ["jwt"])) == ["aws-key"])
    let only = try settings.selecting(only: ["jwt"], skipping: [])
    #expect(only.rules.rules.map(\.severity) == [.low])
    #expect(only.knownRuleIDs == settings.knownRuleIDs)
    #expect(try ids(settings.selecting(only: [], skipping: ["jwt"])) == ["aws-key", "github-pat"])
  }

  @Test(
    arguments: [
      (["jwtt"], [], "did you mean 'jwt'?"), ([], ["xyz-unknown"], "unknown rule"),
      (["jwt"], ["jwt"], "no rule is left"),
    ] as [([String], [String], String)])
  func theCommandLinesFaultsAreNamed(_ only: [String], _ skipping: [String], _ words: String) {
    let error = #expect(throws: FieldError.self) {
      try load("").selecting(only: only, skipping: skipping)
    }
    #expect(error?.line == nil)
    #expect(error?.message.contains(words) == true)
  }

  private func ids(_ settings: Settings) -> [String] { settings.rules.rules.map(\.id) }
}

/// Three rules that stand for the built-in ones.
let builtin: RuleSet = {
  let entries = ["aws-key", "github-pat", "jwt"].compactMap { id in
    try? YAMLFile.node(of: ruleText(id), file: "built-in").map {
      try SecretRule.read(entry: $0, file: "built-in", provider: "p", documentation: nil)
    }
  }
  return RuleSet(entries)
}()

/// A rule's entry in YAML.
func ruleText(_ id: String) -> String {
  """
  {id: \(id), title: t, why: w, remedy: r, literals: [\(id)_], pattern: '\(id)_[0-9]+',
   examples: {match: ['«\(id)_»«1»'], pass: ['\(id)']}}
  """
}

/// The policies of `rules/policy`.
func policyFiles() throws -> PolicyRuleSet {
  let entries = try PackageFolder.files(below: "rules/policy", suffix: ".yaml").compactMap { url in
    let text = try String(contentsOf: url, encoding: .utf8)
    return try YAMLFile.node(of: text, file: url.path).map {
      try PolicyRule.read($0, file: url.path)
    }
  }
  return PolicyRuleSet(entries)
}

func load(
  _ text: String?, file: String = ".shrike.yaml", policies: PolicyRuleSet = PolicyRuleSet([]),
  environment: [String: String] = [:], files: [String: String] = [:]
) throws(FieldError) -> Settings {
  struct Missing: Error {}
  return try Settings.load(
    text: text, file: file, rules: builtin, policies: policies, environment: environment,
    today: CalendarDate(secondsSince1970: 1_781_481_600)  // 2026-06-15
  ) { path in
    guard let text = files[path] else { throw Missing() }
    return text
  }
}
