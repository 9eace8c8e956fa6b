import Configuration
import ArgumentParser
import Findings
import Git
import Inputs

/// A command that scans: it says what to scan, `Run` does the rest.
protocol ScanCommand: ParsableCommand {
  var options: ScanOptions { get }
  func scan() throws -> ExitStatus
}

extension ScanCommand {
  func run() throws { throw try scan() }

  /// The repository to open.
  var repository: String { options.repository ?? "." }
}

struct HistoryCommand: ScanCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "Scan every ref, stash and reflog entry (audit).",
    discussion: "Every blob is read once; a leak is reported once, with who brought it in and when."
  )

  @OptionGroup var options: ScanOptions

  func scan() throws -> ExitStatus {
    let run = try Run(
      command: "history", request: options.request, files: .current(of: repository))
    let policies = run.policiesAtHead(of: repository)
    return try run.finish(
      try History.plan(repository: repository, excludes: run.settings.excludes),
      policies: policies)
  }
}

struct StagedCommand: ScanCommand {
  static let configuration = CommandConfiguration(
    commandName: "staged", abstract: "Scan what the index adds to HEAD (pre-commit).")

  @OptionGroup var options: ScanOptions

  @Flag(help: "Scan what pre-commit asks for: the index, a range, all files or some.")
  var preCommit = false

  func scan() throws -> ExitStatus {
    try StagedScan(request: options.request, asksPreCommit: preCommit).run()
  }
}

struct RangeCommand: ScanCommand {
  static let configuration = CommandConfiguration(
    commandName: "range", abstract: "Scan what each commit of a range adds (pull request).",
    discussion: """
      BASE...HEAD is what HEAD's side adds since it left BASE, as a pull request shows it; \
      BASE..HEAD, or BASE alone, is what HEAD has and BASE has not. The configuration, the baseline \
      and suppressions are taken from the base, so that a change cannot switch off its own check.
      """)

  @OptionGroup var options: ScanOptions

  @Argument(help: .init("The range.", valueName: "base...head"))
  var range: String

  func scan() throws -> ExitStatus { try RangeCommand.scan(range, request: options.request) }

  static func scan(_ range: String, request: ScanRequest) throws -> ExitStatus {
    let repository = request.repository ?? "."
    let ends = try CommitRange.ends(of: range, repository: repository)
    let files = ends.base.map { ProjectFiles.commit(repository: repository, id: $0) } ?? .nowhere
    let run = try Run(command: "range", request: request, files: files)
    let excludes = run.settings.excludes
    let scope = PolicyScope(
      files: try Snapshot.files(of: ends.tip, repository: repository, excludes: excludes),
      changed: try Snapshot.files(
        of: ends.tip, since: ends.base, repository: repository, excludes: excludes))
    return try run.finish(
      try CommitRange.plan(repository: repository, range: range, excludes: excludes),
      policies: scope, obeysAdded: false, mayBeEmpty: true)
  }
}

struct FilesCommand: ScanCommand {
  static let configuration = CommandConfiguration(
    commandName: "files", abstract: "Scan the working tree, or any files.",
    discussion: """
      Without a path: the files that git tracks, as they are on disk, and new ones that it does not \
      ignore. A path may be a folder or a file, inside a repository or not.
      """)

  @OptionGroup var options: ScanOptions

  @Argument(help: .init("Files and folders.", valueName: "path"))
  var paths: [String] = []

  func scan() throws -> ExitStatus { try FilesCommand.scan(paths, request: options.request) }

  static func scan(
    _ paths: [String], request: ScanRequest, mayBeEmpty: Bool = false
  ) throws -> ExitStatus {
    let run = try Run(
      command: "files", request: request, files: .current(of: request.repository))
    let plan = try Files.plan(
      paths: paths, repository: request.repository, excludes: run.settings.excludes)
    return try run.finish(
      plan, policies: PolicyScope(files: plan.inputs), mayBeEmpty: mayBeEmpty)
  }
}

struct StandardInputCommand: ScanCommand {
  static let configuration = CommandConfiguration(
    commandName: "stdin", abstract: "Scan standard input.")

  @OptionGroup var options: ScanOptions

  @Option(help: "The name to report, which also tells the language.")
  var name = "stdin"

  func scan() throws -> ExitStatus {
    let run = try Run(
      command: "stdin", request: options.request, files: .current(of: options.repository))
    return try run.finish(StandardInput.plan(bytes: try Console.input(), name: name))
  }
}

struct LintCommand: ScanCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint", abstract: "Check policies alone: the working tree, or any files.",
    discussion: """
      Helm values and templates, Kubernetes manifests, External Secrets, SOPS, Terraform and scripts, \
      without a look for secrets. Works outside a repository too.
      """)

  @OptionGroup var options: ScanOptions

  @Argument(help: .init("Files and folders.", valueName: "path"))
  var paths: [String] = []

  func scan() throws -> ExitStatus {
    let files = try ProjectFiles.current(of: options.repository)
    let run = try Run(command: "lint", request: options.request, files: files)
    // Outside a repository there is no working tree to fall back on: the current folder is meant.
    let isLoose = paths.isEmpty && files == .outside
    var plan = try Files.plan(
      paths: isLoose ? ["."] : paths, repository: options.repository,
      excludes: run.settings.excludes)
    let scope = PolicyScope(files: plan.inputs)
    plan.inputs = []
    return try run.finish(plan, policies: scope)
  }
}
