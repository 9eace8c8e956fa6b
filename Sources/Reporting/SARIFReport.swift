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
  /// How many results there may be: as many as code scanning takes in one run.
  var limit = 25_000

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
    if !weaknesses.isEmpty { taxonomy(into: &writer) }
    writer.object("automationDetails") { $0.member("id", "shrike/\(invocation.command)/") }
    writer.member("columnKind", "utf16CodeUnits")
    writer.object("originalUriBaseIds") { writer in
      writer.object(SARIFPlaces.base) { writer in
        writer.object("description") { $0.member("text", "The root of the scanned repository.") }
      }
    }
    writer.strings("redactionTokens", ["***"])
    writer.array("invocations", CollectionOfOne(())) { writer, _ in
      writer.object {
        SARIFInvocation(report: report, redaction: redaction, resultCount: findings.count)
          .write(into: &$0)
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

  /// The CWE numbers of the rules, in ascending order.
  private var weaknesses: [Int] { Set(report.rules.map(\.cwe)).sorted() }

  /// The part of the Common Weakness Enumeration that the rules refer to (section 3.19.3).
  private func taxonomy(into writer: inout JSONWriter) {
    writer.array("taxonomies", CollectionOfOne(weaknesses)) { writer, weaknesses in
      writer.object { writer in
        writer.member("name", "CWE")
        writer.member("organization", "MITRE")
        writer.member("informationUri", "https://cwe.mitre.org/")
        writer.object("shortDescription") { $0.member("text", "Common Weakness Enumeration") }
        writer.array("taxa", weaknesses) { writer, number in
          writer.object { writer in
            writer.member("id", "\(number)")
            writer.member("helpUri", "https://cwe.mitre.org/data/definitions/\(number).html")
          }
        }
      }
    }
  }

  private func driver(into writer: inout JSONWriter) {
    writer.member("name", "shrike")
    writer.member("informationUri", "https://github.com/shrike-scanner/shrike")
    writer.member("semanticVersion", report.invocation.version)
    writer.array("rules", report.rules) { writer, rule in
      writer.object { SARIFRule(rule: rule, redaction: redaction).write(into: &$0) }
    }
    if !weaknesses.isEmpty {
      writer.array("supportedTaxonomies", CollectionOfOne("CWE")) { writer, name in
        writer.object { $0.member("name", name) }
      }
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
    guard report.findings.count > limit else { return report.findings }
    let kept = report.findings.enumerated()
      .sorted { ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset) }
      .prefix(limit)
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
