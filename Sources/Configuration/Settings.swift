public import Findings
public import Rules

/// What a run goes by: the configuration, resolved and checked once, never changed afterwards.
public struct Settings: Sendable {
  /// The rules that run, with the configuration's severities.
  public private(set) var rules: RuleSet
  /// Every rule there is, the user's own and the skipped ones included.
  public var knownRuleIDs: Set<String> { Set(known.ids) }
  /// The rules that the configuration brings, in its order; their patterns nobody has compiled yet.
  public let customRules: [CustomRule]
  /// What the scan leaves out.
  public let excludes: PathGlobs
  /// Also those that have ended: `Verdict` looks at the day.
  public let allowed: [AllowedFinding]
  /// The key under which secrets and findings are hashed.
  public let key: FingerprintKey
  /// The largest file that is scanned, in bytes; nil for the input's own limit.
  public let byteLimit: Int?
  /// The severity from which a finding fails the run.
  public let failOn: Severity
  /// The severity from which a finding is reported.
  public let minSeverity: Severity
  /// The baseline as the configuration names it, from the repository root, and so required; nil for
  /// `Baseline.defaultPath` where there is one.
  public let baselinePath: String?
  /// What the user should look at in the configuration.
  public let notices: [Notice]
  /// The policies that run, with the configuration's severities.
  public private(set) var policies: PolicyRuleSet
  /// What the platform's names mean to the policies.
  public let policy: PolicySettings
  /// What counts of other scanners' files and comments.
  public let compatibility: Compatibility
  private let known: RuleChoice

  /// Whether there is such a rule, also one that does not run.
  public func knows(ruleID: String) -> Bool { known.contains(ruleID) }

  /// The configuration's name at the repository root.
  public static let fileName = ".shrike.yaml"

  /// The settings where there is no configuration.
  public static func standard(rules: RuleSet, policies: PolicyRuleSet = PolicyRuleSet([]))
    -> Settings
  {
    let all = RuleChoice(secrets: rules, policies: policies)
    return Settings(
      all: all, running: all, custom: [], file: ConfigurationFile(),
      compatibility: Compatibility(), policy: PolicySettings(), key: .standard, notices: [])
  }

  /// Reads and resolves a configuration.
  ///
  /// - Parameters:
  ///   - text: the file's text, nil where there is none.
  ///   - file: its path, from which `ruleFiles` are counted, and which errors name.
  ///   - rules: the built-in rules; a configuration adds to them unless it says `only` or `skip`.
  ///   - readFile: gives the text of a rule file, from the same place as the configuration's own.
  ///   - readForeign: gives the text of another scanner's file, from the repository's root; nil
  ///     where there is none.
  /// - Throws: `FieldError` at the line of the first fault.
  public static func load(
    text: String?, file: String, rules: RuleSet, policies: PolicyRuleSet = PolicyRuleSet([]),
    environment: [String: String], today: CalendarDate, readFile: (String) throws -> String,
    readForeign: (String) throws -> String? = { _ in nil }
  ) throws(FieldError) -> Settings {
    guard let text, let node = try YAMLFile.node(of: text, file: file), !node.isEmpty else {
      return standard(rules: rules, policies: policies)
    }
    let written = try ConfigurationFile(node, file: file)
    var custom = try CustomRules.read(
      from: written, file: file, builtin: rules, readFile: readFile)
    let compatibility = try Compatibility(
      gitleaks: written.gitleaks, detectSecrets: written.detectSecrets, builtin: rules,
      custom: custom.map(\.entry.rule.id), readFile: readForeign)
    custom += compatibility.rules
    let all = try RuleChoice(
      secrets: custom.isEmpty ? rules : rules.adding(custom.map(\.entry)), policies: policies
    ).applying(written.severities, file: file)
    let running = try all.selecting(
      only: written.only, skipping: written.skipped + compatibility.skipped, file: file)
    let policy = try written.policy.map { node throws(FieldError) in
      try PolicySettings(node, file: file, ruleIDs: policies.ids)
    }
    return Settings(
      all: all, running: running, custom: custom.map(\.place), file: written,
      compatibility: compatibility, policy: policy ?? PolicySettings(),
      key: try key(of: written, file: file, environment: environment),
      notices: endings(in: written, file: file, today: today) + compatibility.notices)
  }

  /// These settings with the rules that the command line chooses: `only` replaces what the
  /// configuration chose, `skipping` takes away from it. Empty lists change nothing.
  ///
  /// - Throws: `FieldError` that names an unknown rule, or that no rule is left.
  public func selecting(
    only: [String], skipping: [String]
  ) throws(FieldError) -> Settings {
    guard !(only.isEmpty && skipping.isEmpty) else { return self }
    var settings = self
    let chosen = only.isEmpty ? RuleChoice(secrets: rules, policies: policies) : known
    let running = try chosen.selecting(
      only: only.map { ConfigurationFile.PlacedText(text: $0, line: nil) },
      skipping: skipping.map { ConfigurationFile.PlacedText(text: $0, line: nil) },
      known: known, file: "command line")
    settings.rules = running.secrets
    settings.policies = running.policies
    return settings
  }

  private init(
    all: RuleChoice, running: RuleChoice, custom: [CustomRule], file: ConfigurationFile,
    compatibility: Compatibility, policy: PolicySettings, key: FingerprintKey, notices: [Notice]
  ) {
    known = all
    rules = running.secrets
    policies = running.policies
    self.policy = policy
    self.compatibility = compatibility
    customRules = custom
    excludes = PathGlobs(file.excludes)
    allowed = file.allowed.map(\.finding)
    self.key = key
    byteLimit = file.byteLimit
    failOn = file.failOn ?? .high
    minSeverity = file.minSeverity ?? .info
    baselinePath = file.baseline
    self.notices = notices
  }

  /// An unset variable is an error, not the standard key: every fingerprint would change, and with
  /// it all that the baseline and `allow` accept.
  private static func key(
    of written: ConfigurationFile, file: String, environment: [String: String]
  ) throws(FieldError) -> FingerprintKey {
    guard let variable = written.keyVariable else { return .standard }
    guard let text = environment[variable.text], !text.isEmpty else {
      throw FieldError(
        file: file, line: variable.line,
        message: """
          the environment variable '\(variable.text)', which holds the fingerprint key, is not \
          set: set it, or remove 'fingerprintKey' (which changes every fingerprint)
          """)
    }
    return FingerprintKey(text)
  }

  private static func endings(
    in written: ConfigurationFile, file: String, today: CalendarDate
  ) -> [Notice] {
    written.allowed.compactMap { entry, line in
      guard let until = entry.until, until < today else { return nil }
      return Notice(
        .warning, subject: file, line: line,
        message: "this entry of 'allow' ended on \(until.text): renew or remove it")
    }
  }
}
