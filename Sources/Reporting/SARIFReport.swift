internal import Findings

/// The report as SARIF 2.1.0 (OASIS, "Static Analysis Results Interchange Format"), within what
/// GitHub's code scanning takes and shows.
///
/// Paths are relative to `%SRCROOT%`, the root of the repository, for which no absolute place is
/// given: a report must not differ from one machine to another. There is no
/// `versionControlProvenance`, because it requires the repository's address and a scan has none.
struct SARIFReport {
  let report: Report
  let redaction: Redaction
  let showsSecrets: Bool

  /// How many results code scanning takes in one run.
  static let resultLimit = 25_000

  func bytes() -> [UInt8] {
    var writer = JSONWriter(isIndented: true)
    writer.object { writer in
      writer.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
      writer.member("version", "2.1.0")
      writer.key("runs")
      writer.array(CollectionOfOne(())) { writer, _ in writer.object { run(into: &$0) } }
    }
    writer.newline()
    return writer.bytes
  }

  private func run(into writer: inout JSONWriter) {
    let invocation = report.invocation
    let findings = mostSevere
    writer.object("tool") { $0.object("driver") { driver(into: &$0) } }
    writer.object("automationDetails") { $0.member("id", "shrike/\(invocation.command)/") }
    writer.member("columnKind", "utf16CodeUnits")
    writer.object("originalUriBaseIds") { writer in
      writer.object(SARIFPlaces.base) { writer in
        writer.object("description") { $0.member("text", "The root of the scanned repository.") }
      }
    }
    writer.strings("redactionTokens", ["***"])
    writer.array("invocations", CollectionOfOne(())) { writer, _ in
      let leftOut = report.findings.count - findings.count
      writer.object {
        SARIFInvocation(report: report, redaction: redaction, leftOut: leftOut).write(into: &$0)
      }
    }
    let indices = Dictionary(
      report.rules.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    writer.array("results", findings) { writer, finding in
      writer.object {
        SARIFResult(
          finding: finding, ruleIndex: indices[finding.ruleID], redaction: redaction,
          showsSecret: showsSecrets
        ).write(into: &$0)
      }
    }
    writer.object("properties") { properties(into: &$0) }
  }

  private func driver(into writer: inout JSONWriter) {
    writer.member("name", "shrike")
    writer.member("informationUri", "https://github.com/shrike-scanner/shrike")
    writer.member("semanticVersion", report.invocation.version)
    writer.array("rules", report.rules) { writer, rule in
      writer.object { SARIFRule(rule: rule, redaction: redaction).write(into: &$0) }
    }
  }

  private func properties(into writer: inout JSONWriter) {
    if let revision = report.invocation.revision { writer.member("revision", revision) }
    if let branch = report.invocation.branch { writer.member("branch", redaction.text(branch)) }
    writer.object("coverage") {
      JSONParts(redaction: redaction, showsSecrets: showsSecrets)
        .coverage(report.coverage, into: &$0)
    }
    writer.member("suppressed", report.suppressed)
  }

  /// The findings in order; of more than code scanning takes, the most severe.
  private var mostSevere: [Finding] {
    guard report.findings.count > SARIFReport.resultLimit else { return report.findings }
    let kept = report.findings.enumerated()
      .sorted { ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset) }
      .prefix(SARIFReport.resultLimit)
    return kept.sorted { $0.offset < $1.offset }.map(\.element)
  }
}

extension Severity {
  /// SARIF's level (section 3.27.10).
  var sarifLevel: String {
    switch self {
    case .critical, .high: "error"
    case .medium: "warning"
    case .low, .info: "note"
    }
  }
}
