internal import Findings

/// The whole report as one JSON object; `docs/reports.md` has every key.
struct JSONReport {
  let report: Report
  let redaction: Redaction
  let showsSecrets: Bool

  func bytes() -> [UInt8] {
    var writer = JSONWriter(isIndented: true)
    let parts = JSONParts(redaction: redaction, showsSecrets: showsSecrets)
    writer.object { writer in
      parts.run(report, into: &writer)
      let seen = Set(report.findings.map(\.ruleID))
      writer.array("rules", report.rules.filter { seen.contains($0.id) }) { writer, rule in
        writer.object { parts.rule(rule, into: &$0) }
      }
      writer.array("findings", report.findings) { writer, finding in
        writer.object { parts.finding(finding, into: &$0) }
      }
    }
    writer.newline()
    return writer.bytes
  }
}
