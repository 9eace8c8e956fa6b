public import ArgumentParser
public import Configuration
import Findings
import Inputs

extension Migration.Scanner: ExpressibleByArgument {}

/// What `shrike init --from` does: reads another scanner's files, gives ours, and says what is left.
struct MigrationRun {
  private let migration: Migration
  private let repository: String
  private let root: String

  /// - Parameter root: the working tree, with a slash at its end.
  /// - Throws: where there is nothing to carry over, or it is not understood.
  init(from scanner: Migration.Scanner, repository: String, root: String) throws {
    self.repository = repository
    self.root = root
    let names = scanner.files
    guard try names.contains(where: { try Console.read(file: root + $0) != nil }) else {
      throw UsageError(
        "there is no \(names.joined(separator: " and no ")) at \(root): nothing to carry over")
    }
    migration = try Migration(from: scanner, builtin: BuiltinRuleSet.rules) { name in
      try Console.read(file: root + name).map { try Run.text($0, of: name) }
    }
    for rule in migration.customRules { try RuleFile.checkPattern(of: rule) }
  }

  /// The files to write, in order.
  var files: [(name: String, text: String)] {
    [(Settings.fileName, migration.settings)]
      + [migration.rules.map { (Migration.ruleFileName, $0) }].compactMap { $0 }
  }

  /// Makes a baseline of the accepted findings that still stand, and says what was left behind.
  func finish() throws {
    var leftovers = migration.leftovers
    if !migration.accepted.isEmpty { leftovers += try writeBaseline() }
    guard !leftovers.isEmpty else {
      Console.error("everything was carried over")
      return
    }
    Console.error("\nnot carried over, or to be looked at:")
    for notice in leftovers {
      let place = notice.line.map { "\(notice.subject):\($0)" } ?? notice.subject
      Console.error("  \(place): \(notice.message)")
    }
  }

  /// Accepts the findings of the history that the other scanner accepted.
  private func writeBaseline() throws -> [Notice] {
    guard try Console.read(file: root + Baseline.defaultPath) == nil else {
      Console.error("\(Baseline.defaultPath) exists and stays as it is")
      return []
    }
    let request = ScanRequest(repository: repository, quiet: true)
    let run = try Run(command: "history", request: request, files: .folder(root))
    let result = try run.scan(
      History.plan(repository: repository, excludes: run.settings.excludes))
    for line in result.faults { Console.error(line) }
    guard result.faults.isEmpty else { throw ExitStatus.incomplete }
    var accepted = migration.accepted
    var carried: [Finding] = []
    var notices: [Notice] = []
    for finding in result.findings {
      guard let entry = accepted.entry(for: finding) else { continue }
      carried.append(finding)
      if let rest = accepted.kept(finding) {
        notices.append(widened(entry, to: rest))
      }
    }
    let files = migration.scanner.files.last ?? ""
    let baseline = Baseline.creating(
      from: carried, reason: "carried over from \(files)", owner: "", until: nil)
    if !carried.isEmpty {
      try Console.write(Array(baseline.text.utf8), toFile: root + Baseline.defaultPath)
      Console.error("\(Baseline.defaultPath) written: \(baseline.entries.count) accepted")
    }
    return notices + leftBehind(accepted)
  }

  private func widened(_ entry: ForeignBaseline.Entry, to rest: Finding) -> Notice {
    Notice(
      .information, subject: entry.file, line: entry.line,
      message: "its secret also stands at \(rest.primary.path.display):"
        + "\(rest.primary.region.startLine), which the baseline accepts with it")
  }

  private func leftBehind(_ accepted: ForeignBaseline) -> [Notice] {
    accepted.unused.map { entry in
      Notice(
        .information, subject: entry.file, line: entry.line,
        message: "Shrike finds nothing there any more: the entry is left out")
    }
      + migration.labelledReal.map { entry in
        Notice(
          .information, subject: entry.file, line: entry.line,
          message: "an audit labelled this as a real secret: revoke it, do not accept it for good")
      }
  }
}
