public import ArgumentParser
public import Findings
internal import Foundation
public import Reporting

extension Severity: ExpressibleByArgument {
  public init?(argument: String) { self.init(name: argument) }
  public static var allValueStrings: [String] { allCases.map(\.name) }
}

extension ReportFormat: ExpressibleByArgument {}

/// What every scan takes on the command line.
struct ScanOptions: ParsableArguments {
  @Option(
    name: .customLong("repo"), help: .init("The repository, or a folder in it.", valueName: "path"))
  var repository: String?

  @Option(name: .customLong("config"), help: .init("The configuration file.", valueName: "file"))
  var configurationFile: String?

  @Option(help: "Report format: text, sarif, json or jsonl. Repeat it with --output for several.")
  var format: [ReportFormat] = []

  @Option(
    help: .init(
      "Where the report of the same --format goes; '-' is standard output.", valueName: "file"))
  var output: [String] = []

  @Option(help: .init("The baseline of accepted findings.", valueName: "file"))
  var baseline: String?

  @Option(help: "Leave findings below this severity out of the report.")
  var minSeverity: Severity?

  @Option(help: "Exit with 1 from this severity on (default: high).")
  var failOn: Severity?

  @Option(help: .init("Run this rule alone; may be repeated.", valueName: "rule"))
  var only: [String] = []

  @Option(help: .init("Do not run this rule; may be repeated.", valueName: "rule"))
  var skip: [String] = []

  @Option(
    help: """
      Render charts with the helm on PATH, too: never (default), auto (where environments name \
      their values), or always (what cannot be rendered makes the scan incomplete).
      """)
  var helm = HelmMode.never

  @Flag(help: "Show secrets in the clear.")
  var showSecrets = false

  @Flag(help: "No colour, even on a terminal.")
  var noColor = false

  @Flag(help: "Findings only: no reasons, no summary, no progress.")
  var quiet = false

  @Flag(help: "Every place and reference of a finding, not the first few.")
  var verbose = false

  @Flag(help: "Warnings make the scan incomplete (exit status 3).")
  var strict = false

  @Option(help: "Threads to scan with (default: one a core).")
  var jobs: Int?

  func validate() throws {
    if output.count > max(1, format.count) || (format.count > 1 && output.count != format.count) {
      throw ValidationError(
        "give --format and --output in pairs: each report has a format and a place")
    }
    if quiet, verbose { throw ValidationError("choose one of --quiet and --verbose") }
    if let repository, !ScanOptions.isRepositoryPath(repository) {
      throw ValidationError("--repo '\(repository)' is a file: name the repository's folder")
    }
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be 1 or more") }
  }

  /// Whether `path` may be a repository; a `.git` file leads to one.
  private static func isRepositoryPath(_ path: String) -> Bool {
    let values = try? URL(fileURLWithPath: path).resourceValues(forKeys: [.isRegularFileKey])
    return values?.isRegularFile != true || path.hasSuffix(".git")
  }

  /// What the options ask for.
  var request: ScanRequest {
    ScanRequest(
      repository: repository, configurationFile: configurationFile, reports: reports,
      baseline: baseline, minSeverity: minSeverity, failOn: failOn, only: only, skip: skip,
      helm: helm, showSecrets: showSecrets, noColor: noColor, quiet: quiet, verbose: verbose,
      strict: strict, jobs: jobs)
  }

  private var reports: [(format: ReportFormat, file: String?)] {
    let formats = format.isEmpty ? [ReportFormat.text] : format
    return formats.enumerated().map { index, format in
      let file = index < output.count ? output[index] : nil
      return (format, file == "-" ? nil : file)
    }
  }
}
