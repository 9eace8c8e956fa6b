import Findings
import Reporting

/// What a scan is asked to do, by whichever way it was asked: the command line, a hook, a migration.
struct ScanRequest {
  /// The repository or a folder in it; nil for the one around the current folder.
  var repository: String?
  var configurationFile: String?
  /// Each report to write: its format, and the file; nil for standard output.
  var reports: [(format: ReportFormat, file: String?)] = [(.text, nil)]
  var baseline: String?
  var minSeverity: Severity?
  var failOn: Severity?
  /// Ids of the rules to run, all where there is none; and of those to leave out.
  var only: [String] = []
  var skip: [String] = []
  var helm = HelmMode.never
  var showSecrets = false
  var noColor = false
  var quiet = false
  var verbose = false
  /// Whether warnings make the scan incomplete.
  var strict = false
  /// Threads, nil for one a core.
  var jobs: Int?
}
