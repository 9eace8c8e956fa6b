import Configuration
import ArgumentParser
import Findings
import Inputs

struct BaselineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "baseline",
    abstract: "Keep the list of findings that are known and accepted for now.",
    discussion: """
      Each command audits the whole history and writes the file of --baseline, or \
      \(Baseline.defaultPath) at the repository root. It holds no secret.
      """,
    subcommands: [Create.self, Update.self, Prune.self])

  /// What goes with each new line.
  struct EntryOptions: ParsableArguments {
    @Option(help: "Why the findings are accepted.")
    var reason: String?

    @Option(help: "Who answers for them.")
    var owner: String?

    @Option(help: .init("The last day on which they are accepted.", valueName: "yyyy-mm-dd"))
    var until: String?

    /// The day of `until`.
    func expiry() throws -> CalendarDate? {
      guard let until else { return nil }
      guard let date = CalendarDate(text: until) else {
        throw UsageError("--until must be a day written as YYYY-MM-DD")
      }
      return date
    }
  }

  struct Create: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Accept every finding of today; refuses to replace a file.")

    @OptionGroup var options: ScanOptions
    @OptionGroup var entry: EntryOptions

    func run() throws {
      let audit = try BaselineAudit(options.request)
      guard try !audit.exists() else {
        throw UsageError(
          "there is a baseline already; `shrike baseline update` adds to it, `prune` clears it up")
      }
      let findings = try audit.findings()
      try audit.write(
        .creating(
          from: findings, reason: entry.reason ?? "", owner: entry.owner ?? "",
          until: try entry.expiry()), change: nil)
    }
  }

  struct Update: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Accept what is new as well, and note where the known ones stand now.")

    @OptionGroup var options: ScanOptions
    @OptionGroup var entry: EntryOptions

    func run() throws {
      let audit = try BaselineAudit(options.request)
      let existing = try audit.existing()
      let updated = existing.updated(
        with: try audit.findings(), reason: entry.reason ?? "", owner: entry.owner ?? "",
        until: try entry.expiry())
      try audit.write(updated, change: "\(updated.entries.count - existing.entries.count) new")
    }
  }

  struct Prune: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Drop the lines whose finding is no more.")

    @OptionGroup var options: ScanOptions

    func run() throws {
      let audit = try BaselineAudit(options.request)
      let existing = try audit.existing()
      // Against all findings: a lesser one that `--min-severity` hides is still there.
      let findings = try audit.findings(from: .info)
      let pruned = existing.pruned(to: findings)
      try audit.write(pruned, change: "\(existing.entries.count - pruned.entries.count) dropped")
    }
  }
}

/// The audit behind a baseline, and the file that it goes to.
private struct BaselineAudit {
  let run: Run
  private let repository: String
  private let request: ScanRequest

  init(_ request: ScanRequest) throws {
    self.request = request
    repository = request.repository ?? "."
    run = try Run(command: "history", request: request, files: .current(of: repository))
  }

  /// Every finding of the history at or over `minimum`, which is `--min-severity` where nil.
  ///
  /// - Throws: the incomplete status where the audit was not whole: a baseline from it would lack
  ///   lines, or lose them.
  func findings(from minimum: Severity? = nil) throws -> [Finding] {
    let policies = run.policiesAtHead(of: repository)
    let result = try run.scan(
      try History.plan(repository: repository, excludes: run.settings.excludes),
      policies: policies)
    for line in result.faults { Console.error(line) }
    guard result.faults.isEmpty else { throw ExitStatus.incomplete }
    let minimum = minimum ?? request.minSeverity ?? run.settings.minSeverity
    return result.findings.filter { $0.severity >= minimum }.sorted()
  }

  func existing() throws -> Baseline {
    guard let baseline = try run.loadBaseline() else {
      throw UsageError("there is no baseline yet; make one with `shrike baseline create`")
    }
    return baseline.baseline
  }

  /// Whether the file is there, readable or not.
  func exists() throws -> Bool { try Console.read(file: try path()) != nil }

  func write(_ baseline: Baseline, change: String?) throws {
    let file = try path()
    try Console.write(Array(baseline.text.utf8), toFile: file)
    let count = baseline.entries.count
    let accepted = "\(count) accepted finding\(count == 1 ? "" : "s")"
    Console.error("\(file): " + [accepted, change].compactMap { $0 }.joined(separator: ", "))
  }

  private func path() throws -> String {
    if let file = request.baseline { return file }
    guard case .folder(let root) = run.files else {
      throw UsageError("a bare repository has no place for a baseline; name one with --baseline")
    }
    return root + (root.hasSuffix("/") ? "" : "/")
      + (run.settings.baselinePath ?? Baseline.defaultPath)
  }
}
