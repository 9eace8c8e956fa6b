internal import Findings

/// What was read, what was not and why, and the outcome in one line.
struct TextSummary {
  let report: Report
  let style: TextStyle
  let verbosity: Reporter.Verbosity

  func lines() -> [String] {
    (verbosity == .quiet ? [] : read + notRead) + [style.strong(outcome)]
  }

  /// Whether blobs are files to the user of this command.
  private var countsFiles: Bool { !["history", "range"].contains(report.invocation.command) }

  private var matched: String {
    Quantity.counted(report.coverage.blobs, countsFiles ? "file" : "blob")
  }

  private var read: [String] {
    let coverage = report.coverage
    guard !coverage.isEmpty else { return [] }
    let counts = [
      (coverage.references, "reference", nil), (coverage.stashes, "stash", "stashes"),
      (coverage.reflogEntries, "reflog entry", "reflog entries"),
      (coverage.commits, "commit", nil), (coverage.messages, "message", nil),
      (coverage.names, "name", nil),
    ].filter { $0.0 > 0 }.map { Quantity.counted($0.0, $0.1, $0.2) }
    var all = counts
    if coverage.blobs > 0 || coverage.policyFiles + coverage.archives == 0 {
      all.append("\(matched) (\(Quantity.bytes(coverage.bytes)))")
    }
    if coverage.policyFiles > 0 {
      all.append("\(Quantity.counted(coverage.policyFiles, "file", "files")) for policies")
    }
    if coverage.binary > 0 {
      all.append("\(Quantity.grouped(coverage.binary)) binary (for unmistakable tokens only)")
    }
    if coverage.archives > 0 {
      let entries = Quantity.counted(coverage.archiveEntries, "file")
      all.append("\(Quantity.counted(coverage.archives, "archive")) with \(entries)")
    }
    return paragraph("scanned", all.joined(separator: ", "))
  }

  /// What stands between the scan and "everything".
  private var notRead: [String] {
    let coverage = report.coverage
    let counts = [
      (
        coverage.archiveEntriesSkipped, "part of an archive (see the notices)",
        "parts of archives (see the notices)"
      ),
      (coverage.closedArchives, "archive of another format", "archives of other formats"),
      (coverage.lfsPointers, "Git LFS pointer", "Git LFS pointers"),
      (coverage.submodules, "submodule", "submodules"),
      (coverage.symbolicLinks, "symbolic link", "symbolic links"),
      (coverage.overLimit, "over the size limit", nil),
      (coverage.excluded, "excluded by configuration", nil),
      (coverage.unreadable, "unreadable", nil),
      (
        coverage.shallowBoundary, "commit's parents beyond the shallow clone",
        "commits' parents beyond the shallow clone"
      ),
      (coverage.expiredReflogEntries, "expired reflog entry", "expired reflog entries"),
    ].filter { $0.0 > 0 }.map { Quantity.counted($0.0, $0.1, $0.2 ?? $0.1) }
    return counts.isEmpty ? [] : paragraph("not read", counts.joined(separator: ", "))
  }

  private func paragraph(_ label: String, _ text: String) -> [String] {
    let padded = label + String(repeating: " ", count: 10 - label.count)
    return TextReport.paragraph(padded, columns: 10, text, indent: 10)
  }

  private var outcome: String {
    let tally = Tally(of: report)
    var text: String
    if !report.findings.isEmpty {
      let severities = Severity.allCases.reversed().compactMap { severity in
        tally.findings[severity].map { "\(Quantity.grouped($0)) \(severity.name)" }
      }
      text = Quantity.counted(report.findings.count, "finding")
      text += " (\(severities.joined(separator: ", ")))"
    } else if report.coverage.isEmpty {
      text = "nothing was scanned"
    } else {
      text = "no findings in \(matched)"
      if report.coverage.commits > 0 {
        text += " of \(Quantity.counted(report.coverage.commits, "commit"))"
      }
    }
    if report.suppressed > 0 { text += ", \(Quantity.grouped(report.suppressed)) suppressed" }
    if !tally.isComplete { text += "; the scan is incomplete" }
    return text
  }
}
