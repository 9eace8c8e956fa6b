import Configuration
import Detection
import Findings
import Foundation
import Git
import Inputs
import PCRE
import Policy
import Reporting
import Rules

/// Joins the parts: a plan of inputs, the scan, the verdict and the reports. The only joiner, and
/// with `Scan` the only parallelism.
struct Run {
  /// The command's name, as reports give it.
  let command: String
  let request: ScanRequest
  let settings: Settings
  let files: ProjectFiles
  let today: CalendarDate

  /// Reads the configuration from `files`.
  ///
  /// - Throws: `UsageError` with file and line where it cannot be used.
  init(command: String, request: ScanRequest, files: ProjectFiles) throws {
    self.command = command
    self.request = request
    self.files = files
    today = CalendarDate(secondsSince1970: Int64(Date().timeIntervalSince1970))
    settings = try Run.settings(request: request, files: files, today: today)
  }

  /// What a scan came to.
  struct Result {
    var findings: [Finding]
    var notices: [Notice]
    var coverage: Coverage
    var suppressed: Int

    /// What made the scan incomplete, a line each.
    var faults: [String] {
      ScanFaults(notices: notices, hiding: findings.compactMap(\.secret)).lines
    }
  }

  /// Scans `plan`, writes the reports and gives the exit status.
  ///
  /// - Parameters:
  ///   - scope: what the policies look at.
  ///   - obeysAdded: whether suppressions that the scanned change brings are obeyed.
  ///   - mayBeEmpty: whether nothing to scan is a clean result, as where nothing is staged.
  func finish(
    _ plan: InputPlan, policies scope: PolicyScope, obeysAdded: Bool = true,
    mayBeEmpty: Bool = false
  ) throws -> ExitStatus {
    var work: PolicyWork?
    if !scope.files.isEmpty { work = policies(of: plan.repository) { scope } }
    return try finish(plan, policies: work, obeysAdded: obeysAdded, mayBeEmpty: mayBeEmpty)
  }

  /// - Parameter policies: their work, nil for none.
  func finish(
    _ plan: InputPlan, policies: PolicyWork? = nil, obeysAdded: Bool = true,
    mayBeEmpty: Bool = false
  ) throws -> ExitStatus {
    let baseline = try loadBaseline()
    var result = try scan(
      plan, policies: policies, obeysAdded: obeysAdded, mayBeEmpty: mayBeEmpty)
    leaveOutForeign(&result, of: plan)
    var verdict = Verdict(allowed: settings.allowed, baseline: baseline?.baseline, today: today)
    result.findings = result.findings.filter { verdict.keeps($0) }
    result.suppressed += verdict.suppressed
    if let baseline {
      result.notices += baseline.baseline.notices(today: today, file: baseline.file)
    }
    return try report(result, of: plan)
  }

  /// Scans `plan`: findings before baseline and configuration have their say.
  func scan(
    _ plan: InputPlan, policies work: PolicyWork? = nil, obeysAdded: Bool = true,
    mayBeEmpty: Bool = false
  ) throws -> Result {
    // The policies take one of the scan's threads until they are done: neither waits for the other.
    // Where they have one of their own, and a scan has work for one only, they need none of it.
    let isApart = plan.inputs.count <= Scan.chunk && work?.isStarted ?? false
    var result = try scanSecrets(
      plan, obeysAdded: obeysAdded, beside: isApart ? nil : work.map { $0.finish })
    let policies = try work?.outcome() ?? PolicyLinter.Outcome()
    result.findings = result.findings.joined(with: policies.findings) { id in
      settings.rules.index(of: id).map { settings.rules.rule(at: $0).precedence == .vendor }
        ?? false
    }
    result.notices.removeAll { notice in policies.findings.contains { $0.tells(notice) } }
    result.notices += policies.notices
    result.suppressed += policies.suppressed
    result.coverage.policyFiles = policies.files
    if let notice = EmptyScan(result.coverage, of: command, isExpected: mayBeEmpty).notice {
      result.notices.append(notice)
    }
    return result
  }

  /// The work of the policies over the files at HEAD, begun: a history takes long to plan, on one
  /// thread, and they need nothing of the plan.
  func policiesAtHead(of repository: String) -> PolicyWork {
    let excludes = settings.excludes
    return startedPolicies(of: repository) { try .head(of: repository, excludes: excludes) }
  }

  /// The work of the policies over `scope`, begun on a thread of its own unless one is all there is.
  func startedPolicies(
    of repository: String, over scope: @escaping @Sendable () throws -> PolicyScope
  ) -> PolicyWork {
    let work = policies(of: repository, over: scope)
    if jobs(for: 2) > 1 { work.start() }
    return work
  }

  private func policies(
    of repository: String?, over scope: @escaping @Sendable () throws -> PolicyScope
  ) -> PolicyWork {
    PolicyWork(
      PolicyScan(
        settings: settings, suppressions: suppressions, repository: repository, limits: limits,
        helm: request.helm), scope: scope)
  }

  /// How many threads do `tasks` at once. The processors are counted only for more than two: that
  /// takes several files to find out.
  private func jobs(for tasks: Int) -> Int {
    min(tasks, request.jobs ?? (tasks > 2 ? ProcessInfo.processInfo.activeProcessorCount : tasks))
  }

  private var suppressions: SuppressionReader {
    SuppressionReader(today: today, isKnown: settings.knows)
  }

  var limits: InputLimits {
    settings.byteLimit.map { InputLimits(bytes: $0) } ?? InputLimits()
  }

  private func scanSecrets(
    _ plan: InputPlan, obeysAdded: Bool, beside: (@Sendable () -> Void)?
  ) throws -> Result {
    let rules = DetectionRules(
      settings.rules, markers: settings.compatibility.markers,
      allowances: settings.compatibility.allowances)
    let meter = ProgressMeter(
      total: plan.inputs.count, isShown: Console.isErrorTerminal && !request.quiet)
    let scan = Scan(
      plan: plan, rules: rules, key: settings.key,
      suppressions: suppressions, limits: limits, excludes: settings.excludes,
      obeysAdded: obeysAdded, progress: meter)
    let outcome = try scan.run(jobs: jobs(for:), beside: beside)
    meter.finish()
    var result = Result(
      findings: [], notices: plan.notices + settings.notices + outcome.notices,
      coverage: plan.coverage, suppressed: 0)
    result.coverage.add(outcome.coverage)
    guard !outcome.sightings.isEmpty else { return result }
    var assembly = try FindingAssembly(
      plan: plan, sightings: outcome.sightings, ruleSet: settings.rules, key: settings.key,
      obeysAdded: obeysAdded)
    result.findings = try assembly.findings()
    result.notices += assembly.notices
    result.suppressed = assembly.suppressed
    return result
  }

  // MARK: Reports

  private func report(_ result: Result, of plan: InputPlan) throws -> ExitStatus {
    let status = ExitStatus(
      findings: result.findings, notices: result.notices,
      failOn: request.failOn ?? settings.failOn, isStrict: request.strict)
    let minimum = request.minSeverity ?? settings.minSeverity
    let report = Report(
      findings: result.findings.filter { $0.severity >= minimum },
      rules: descriptions(for: result), notices: result.notices,
      coverage: result.coverage, suppressed: result.suppressed,
      invocation: Report.Invocation(
        command: command, version: Shrike.version, revision: plan.revision, branch: plan.branch,
        exitStatus: Int(status.rawValue)))
    for (format, file) in request.reports { try write(report, format: format, to: file) }
    tellFaults(of: result)
    return status
  }

  /// What reports tell of the rules: SARIF of every one that ran, the others of those that found
  /// something.
  private func descriptions(for result: Result) -> [RuleDescription] {
    if request.reports.contains(where: { $0.format == .sarif }) {
      return settings.rules.descriptions() + settings.policies.descriptions()
    }
    let ids = Set(result.findings.map(\.ruleID))
    guard !ids.isEmpty else { return [] }
    let secrets = ids.compactMap(settings.rules.index).sorted().map(settings.rules.description)
    return secrets + settings.policies.choosing(only: ids, skipping: []).descriptions()
  }

  /// Says on standard error why a scan is incomplete, unless the user has just read it.
  private func tellFaults(of result: Result) {
    let isShown = request.reports.contains { $0.format == .text && $0.file == nil }
    if isShown, Console.isOutputTerminal { return }
    for line in result.faults { Console.error(line) }
  }

  private func write(_ report: Report, format: ReportFormat, to file: String?) throws {
    let isPlain = request.noColor || EnvironmentVariable.value("NO_COLOR") != nil
    let reporter = Reporter(
      format: format, showsSecrets: request.showSecrets,
      usesColor: file == nil && Console.isOutputTerminal && !isPlain,
      verbosity: request.quiet ? .quiet : request.verbose ? .verbose : .normal)
    let bytes = reporter.write(report)
    if let file { try Console.write(bytes, toFile: file) } else { Console.output(bytes) }
  }

  // MARK: Settings and baseline

  /// The baseline in force and the name it was read by, nil where there is none.
  func loadBaseline() throws -> (baseline: Baseline, file: String)? {
    if let file = request.baseline {
      guard let bytes = try Console.read(file: file) else {
        throw UsageError(
          "the baseline '\(file)' does not exist; make one with `shrike baseline create`")
      }
      return (try Baseline.parse(bytes, file: file), file)
    }
    let file = settings.baselinePath ?? Baseline.defaultPath
    guard let bytes = try files.read(file) else {
      guard settings.baselinePath == nil else {
        throw UsageError(
          "the baseline '\(file)' that \(Settings.fileName) names does not exist; make one with"
            + " `shrike baseline create`")
      }
      return nil
    }
    return (try Baseline.parse(bytes, file: file), file)
  }

  private static func settings(
    request: ScanRequest, files: ProjectFiles, today: CalendarDate
  ) throws -> Settings {
    let name = request.configurationFile ?? Settings.fileName
    let source = request.configurationFile == nil ? files : ProjectFiles.folder("/")
    let bytes =
      try request.configurationFile.map { try Console.read(file: $0) }
      ?? files.read(Settings.fileName)
    if request.configurationFile != nil, bytes == nil {
      throw UsageError("the configuration '\(name)' does not exist")
    }
    var settings = Settings.standard(
      rules: BuiltinRuleSet.rules, policies: BuiltinRuleSet.policies)
    if let bytes {
      settings = try Settings.load(
        text: try text(bytes, of: name), file: name, rules: BuiltinRuleSet.rules,
        policies: BuiltinRuleSet.policies,
        environment: ProcessInfo.processInfo.environment, today: today
      ) { path in
        let isNamed = request.configurationFile != nil
        guard let bytes = try isNamed ? Console.read(file: path) : source.read(path) else {
          throw UsageError("the rule file '\(path)' does not exist")
        }
        return try text(bytes, of: path)
      } readForeign: { path in
        try files.read(path).map { try text($0, of: path) }
      }
    }
    for custom in settings.customRules { try RuleFile.checkPattern(of: custom) }
    try RuleFile.checkExpressions(of: settings.compatibility.allowances)
    return try settings.selecting(only: request.only, skipping: request.skip)
  }

  /// The text of a file's bytes.
  static func text(_ bytes: [UInt8], of file: String) throws -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw UsageError("\(file) is not UTF-8 text; save it as UTF-8")
    }
    return text
  }
}
