internal import Findings

/// A report in numbers.
struct Tally {
  /// How many findings each severity has; no entry for none.
  let findings: [Severity: Int]
  /// Whether everything that was asked for was read.
  let isComplete: Bool

  init(of report: Report) {
    findings = report.findings.reduce(into: [:]) { $0[$1.severity, default: 0] += 1 }
    isComplete = !report.notices.contains { $0.kind == .incomplete }
  }
}

extension Secret {
  /// The secret itself, for `--show-secrets` alone; one that is not UTF-8 as a path is shown, its
  /// stray bytes as `\xNN`.
  var revealed: String {
    String(validating: bytes, as: UTF8.self) ?? RepositoryPath(bytes: bytes).display
  }
}
