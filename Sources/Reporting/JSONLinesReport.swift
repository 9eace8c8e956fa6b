internal import Findings

/// The report as a JSON object a line: each finding, then the summary; `docs/reports.md` has every
/// key.
struct JSONLinesReport {
  let report: Report
  let redaction: Redaction
  let showsSecrets: Bool

  func bytes() -> [UInt8] {
    var writer = JSONWriter(isIndented: false)
    let parts = JSONParts(redaction: redaction, showsSecrets: showsSecrets)
    for finding in report.findings {
      writer.object { writer in
        writer.member("type", "finding")
        parts.finding(finding, into: &writer)
      }
      writer.newline()
    }
    writer.object { writer in
      writer.member("type", "summary")
      parts.run(report, into: &writer)
    }
    writer.newline()
    return writer.bytes
  }
}
