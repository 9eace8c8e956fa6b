public import Findings
public import Rules

/// Runs the policies over a repository's files and makes findings of what they say.
public struct PolicyLinter: Sendable {
  private let rules: [String: PolicyRule]
  private let settings: PolicySettings
  private let key: FingerprintKey
  private let suppressions: SuppressionReader

  /// - Parameters:
  ///   - rules: the policies that run.
  ///   - key: what findings are hashed under.
  public init(
    rules: [PolicyRule], settings: PolicySettings, key: FingerprintKey,
    suppressions: SuppressionReader
  ) {
    self.rules = Dictionary(rules.map { ($0.id, $0) }) { first, _ in first }
    self.settings = settings
    self.key = key
    self.suppressions = suppressions
  }

  /// What a lint came to.
  public struct Outcome: Sendable {
    public var findings: [Finding] = []
    public var notices: [Notice] = []
    /// Findings left out because of an inline suppression.
    public var suppressed = 0
    public var usage = SuppressionUsage()
    /// How many files were read.
    public var files = 0

    public init() {}
  }

  /// Whether any policy looks into the file at `path`.
  public static func reads(_ path: RepositoryPath) -> Bool { FileRole(path) != .other }

  /// The ids of every policy that a check decides.
  public static var ruleIDs: [String] {
    PolicyChecks.all.map { $0.id } + [SuppressionHygiene.id]
  }

  /// Lints `files` as one repository.
  ///
  /// - Parameter rendered: what helm made of its charts; a breach that shows only there is told at
  ///   the template's line.
  public func lint(_ files: [PolicyFile], rendered: [RenderedChart] = []) -> Outcome {
    let model = RepositoryModel(files: files, settings: settings)
    var outcome = Outcome()
    outcome.notices = model.notices
    outcome.files = files.count
    var places = PlaceMaker()
    let (judged, unconfigured) = judge(model)
    let ran = judged.map(\.rule)
    for found in judged.withoutRepeats() {
      report(found.breaches, of: found.rule, model: model, in: &outcome, places: &places)
    }
    if !rendered.isEmpty {
      var lint = RenderedLint(files: files, model: model, rules: ran)
      report(lint.breaches(rendered), model: model, in: &outcome, places: &places)
    }
    if let notice = notice(ofUnconfigured: unconfigured, in: model) {
      outcome.notices.append(notice)
    }
    for file in model.files { noteSuppressions(of: file.source, in: &outcome, places: &places) }
    guard let rule = rules[SuppressionHygiene.id] else { return outcome }
    let hygiene = SuppressionHygiene(usage: outcome.usage, rulesThatRan: Set(ran.map(\.id)))
    for file in model.files {
      let found = hygiene.breaches(
        in: file.source, places.suppressions(of: file.source, reader: suppressions),
        reader: suppressions)
      report(found, of: rule, model: model, in: &outcome, places: &places)
    }
    return outcome
  }

  /// What each policy says of the model, and those that do not run since a setting is missing.
  private func judge(
    _ model: RepositoryModel
  ) -> (judged: [PolicyBreaches], unconfigured: [PolicyRule]) {
    var judged: [PolicyBreaches] = []
    var unconfigured: [PolicyRule] = []
    for type in PolicyChecks.all {
      guard let rule = rules[type.id] else { continue }
      guard missingSettings(of: rule).isEmpty else {
        unconfigured.append(rule)
        continue
      }
      var breaches: [Breach] = []
      type.init().check(model, &breaches)
      judged.append(PolicyBreaches(rule: rule, breaches: breaches))
    }
    return (judged, unconfigured)
  }

  /// Adds what only the rendered charts show.
  private func report(
    _ found: [RenderedLint.Found], model: RepositoryModel, in outcome: inout Outcome,
    places: inout PlaceMaker
  ) {
    let known = outcome.findings
    for found in found {
      let finding = finding(of: found.breach, rule: found.rule, model: model, places: &places)
      guard !known.contains(where: { $0.says(finding) }) else { continue }
      report(
        [found.breach], of: found.rule, model: model, evidence: .rendered, in: &outcome,
        places: &places)
    }
  }

  private func report(
    _ breaches: [Breach], of rule: PolicyRule, model: RepositoryModel,
    evidence: Finding.Evidence? = nil, in outcome: inout Outcome, places: inout PlaceMaker
  ) {
    for breach in breaches {
      var finding = finding(of: breach, rule: rule, model: model, places: &places)
      for repeated in breach.repeats {
        noteUse(of: repeated, in: &outcome, places: &places)
      }
      let isTemplate = model.file(at: breach.source.path)?.template != nil
      finding.evidence = evidence ?? (isTemplate ? .template : nil)
      if isSilenced(finding, breach, in: &outcome, places: &places) {
        outcome.suppressed += 1
      } else {
        outcome.findings.append(finding)
      }
    }
  }

  /// The settings that `rule` cannot do without and that are not written.
  private func missingSettings(of rule: PolicyRule) -> [PolicySetting] {
    rule.needs.filter { !settings.written.contains($0) }
  }

  /// Says once which policies were not configured, where there is anything that they would judge.
  private func notice(ofUnconfigured rules: [PolicyRule], in model: RepositoryModel) -> Notice? {
    guard !rules.isEmpty, !model.objects.isEmpty || !model.charts.isEmpty else { return nil }
    let ids = rules.map(\.id).joined(separator: ", ")
    let keys = Set(rules.flatMap(missingSettings)).map(\.rawValue).sorted().joined(separator: ", ")
    return Notice(
      .information, subject: ".shrike.yaml",
      message: "these policies are not configured and did not run: \(ids); they need, under"
        + " 'policy': \(keys)")
  }

  // MARK: Findings

  private func finding(
    of breach: Breach, rule: PolicyRule, model: RepositoryModel, places: inout PlaceMaker
  ) -> Finding {
    let path = breach.source.path
    let secret = breach.secret.map { bytes in
      Secret(bytes: bytes, fingerprint: key.secret(bytes), mask: "***")
    }
    let others = Set(breach.repeats.map(\.rule.id)).sorted()
    let severities = breach.repeats.flatMap { repeated in
      repeated.breaches.map { severity(of: $0, rule: repeated.rule, model: model) }
    }
    let own = severity(of: breach, rule: rule, model: model)
    return Finding(
      ruleID: rule.id, severity: severities.reduce(own, Swift.max),
      confidence: .high,
      message: breach.message
        + (others.isEmpty ? "" : " (also \(others.joined(separator: ", ")))"),
      fingerprint: key.finding(
        ruleID: rule.id, parts: [path.bytes, Array(breach.identity.utf8)]),
      secret: secret,
      occurrences: [places.occurrence(of: breach)],
      related: breach.related.map { related in
        RelatedLocation(
          path: related.source.path, region: related.source.region(of: related.range),
          message: related.message)
      },
      fix: breach.fix.map { fix in
        Fix(
          title: fix.title, deleted: breach.source.region(of: fix.deleted), inserted: fix.inserted)
      })
  }

  /// The configuration's severity for the environment, else its severity for all, else the breach's,
  /// else the rule's own for production, else the rule's.
  private func severity(
    of breach: Breach, rule: PolicyRule, model: RepositoryModel
  ) -> Severity {
    let matcher = EnvironmentMatcher(settings.environments)
    let environment =
      breach.environment.flatMap { name in
        settings.environments.first { $0.name == name }
      } ?? matcher.environment(of: breach.source.path)
    let overrides = settings.severities.filter { $0.ruleID == rule.id }
    if let name = environment?.name,
      let override = overrides.first(where: { $0.environment == name })
    {
      return override.severity
    }
    if let override = overrides.first(where: { $0.environment == nil }) { return override.severity }
    if let severity = breach.severity { return severity }
    if environment?.isProduction == true, let severity = rule.productionSeverity { return severity }
    return rule.severity
  }

  // MARK: Suppressions

  private func isSilenced(
    _ finding: Finding, _ breach: Breach, in outcome: inout Outcome, places: inout PlaceMaker
  ) -> Bool {
    outcome.usage.silences(
      ruleID: finding.ruleID, lines: finding.primary.region.lines, in: breach.source.path,
      by: places.suppressions(of: breach.source, reader: suppressions).obeyed)
  }

  /// A suppression of what is told under another policy's name is no idle one.
  private func noteUse(
    of repeated: PolicyBreaches, in outcome: inout Outcome, places: inout PlaceMaker
  ) {
    for breach in repeated.breaches {
      _ = outcome.usage.silences(
        ruleID: repeated.rule.id, lines: breach.source.region(of: breach.range).lines,
        in: breach.source.path,
        by: places.suppressions(of: breach.source, reader: suppressions).obeyed)
    }
  }

  private func noteSuppressions(
    of source: SourceText, in outcome: inout Outcome, places: inout PlaceMaker
  ) {
    let found = places.suppressions(of: source, reader: suppressions)
    let own = found.obeyed.filter { $0.ruleIDs.contains { rules[$0] != nil } }
    outcome.usage.note(own, in: source.path)
  }
}
