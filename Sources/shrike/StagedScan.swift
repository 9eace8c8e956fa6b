import Configuration
import Findings
import Git
import Inputs

/// The scan of `shrike staged`: what the index adds to HEAD, or what pre-commit asks for instead.
struct StagedScan {
  let request: ScanRequest
  /// Whether pre-commit's environment says what to scan (`--pre-commit`).
  let asksPreCommit: Bool

  /// The scan that a hook starts, where `arguments` are those of `.pre-commit-hooks.yaml` or none at
  /// all. A commit waits for it, and a parser of arguments takes 5 ms to find nothing in them.
  init?(hookArguments arguments: [String]) {
    guard arguments.first == "staged", arguments.count < 3 else { return nil }
    let asksPreCommit = arguments.count == 2
    if asksPreCommit, arguments[1] != "--pre-commit" { return nil }
    self.init(request: ScanRequest(), asksPreCommit: asksPreCommit)
  }

  init(request: ScanRequest, asksPreCommit: Bool) {
    self.request = request
    self.asksPreCommit = asksPreCommit
  }

  func run() throws -> ExitStatus {
    guard asksPreCommit else { return try scanIndex() }
    switch PreCommitMode.current() {
    case .commit: return try scanIndex()
    case .range(let from, let to):
      return try RangeCommand.scan("\(from)...\(to)", request: request)
    case .allFiles: return try scanTracked()
    case .files(let paths):
      return try FilesCommand.scan(paths, request: request, mayBeEmpty: true)
    case .unknown:
      // Nothing staged, nobody to ask: then it was not a commit that asked.
      return try staged().plan().inputs.isEmpty ? scanTracked() : scanIndex()
    }
  }

  private func scanTracked() throws -> ExitStatus {
    let run = try Run(command: "files", request: request, files: .current(of: repository))
    let plan = try Files.tracked(repository: repository, excludes: run.settings.excludes)
    return try run.finish(plan, policies: PolicyScope(files: plan.inputs), mayBeEmpty: true)
  }

  private func scanIndex() throws -> ExitStatus {
    let run = try Run(command: "staged", request: request, files: .current(of: repository))
    let staged = try staged()
    let plan = try staged.plan(excludes: run.settings.excludes)
    let scope = StagedScope(plan: plan, of: staged, settings: run.settings, limits: run.limits)
    let repository = repository
    let policies = scope.map { scope in
      run.startedPolicies(of: repository) { try scope.scope(repository: repository) }
    }
    return try run.finish(plan, policies: policies, mayBeEmpty: true)
  }

  private func staged() throws -> Staged {
    try Staged(repository: repository, indexFile: EnvironmentVariable.value("GIT_INDEX_FILE"))
  }

  private var repository: String { request.repository ?? "." }
}
