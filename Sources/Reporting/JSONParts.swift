internal import Findings

/// The parts of a report that both JSON formats write, each as the members of an object.
///
/// Every key is always there, null where there is nothing to say, so that a reader need not ask.
struct JSONParts {
  let redaction: Redaction
  let showsSecrets: Bool

  /// What ran, what it found in numbers, what it read and what went wrong.
  func run(_ report: Report, into writer: inout JSONWriter) {
    let invocation = report.invocation
    writer.object("tool") { writer in
      writer.member("name", "shrike")
      writer.member("version", invocation.version)
    }
    writer.member("command", invocation.command)
    writer.member("revision", orNull: invocation.revision)
    writer.member("branch", orNull: invocation.branch.map(redaction.text))
    let tally = Tally(of: report)
    writer.object("summary") { writer in
      writer.member("findings", report.findings.count)
      for severity in Severity.allCases.reversed() {
        writer.member(severity.name, tally.findings[severity] ?? 0)
      }
      writer.member("suppressed", report.suppressed)
      writer.member("complete", tally.isComplete)
      writer.member("exitStatus", invocation.exitStatus)
    }
    writer.object("coverage") { coverage(report.coverage, into: &$0) }
    writer.array("notices", report.notices) { writer, notice in
      writer.object { self.notice(notice, into: &$0) }
    }
  }

  /// Every count, in the order of `Coverage.fields`, then the bytes.
  func coverage(_ coverage: Coverage, into writer: inout JSONWriter) {
    for field in Coverage.fields { writer.member(field.name, coverage[keyPath: field.path]) }
    writer.key("bytes")
    writer.integer(coverage.bytes)
  }

  func rule(_ rule: RuleDescription, into writer: inout JSONWriter) {
    writer.member("id", rule.id)
    writer.member("title", redaction.text(rule.title))
    writer.member("why", redaction.text(rule.why))
    writer.member("remedy", redaction.text(rule.remedy))
    writer.member("severity", rule.severity.name)
    writer.member("confidence", rule.confidence.name)
    writer.member("category", rule.category)
    writer.member("documentation", orNull: rule.documentation)
    writer.member("cwe", rule.cwe)
  }

  func finding(_ finding: Finding, into writer: inout JSONWriter) {
    writer.member("rule", finding.ruleID)
    writer.member("severity", finding.severity.name)
    writer.member("confidence", finding.confidence.name)
    proof(finding.proof, into: &writer)
    writer.member("message", MessageText(redaction.text(finding.message)).plain)
    writer.member("fingerprint", finding.fingerprint.text)
    writer.key("secret")
    if let secret = finding.secret {
      writer.object { self.secret(secret, into: &$0) }
    } else {
      writer.null()
    }
    writer.array("occurrences", finding.occurrences) { writer, occurrence in
      writer.object { self.occurrence(occurrence, into: &$0) }
    }
    writer.array("related", finding.related) { writer, related in
      writer.object { writer in
        place(related.path, related.region, into: &writer)
        writer.member("message", redaction.text(related.message))
      }
    }
    fix(finding.fix, into: &writer)
    writer.member("evidence", orNull: finding.evidence?.rawValue)
    history(finding.life, into: &writer)
  }

  private func proof(_ proof: Proof?, into writer: inout JSONWriter) {
    writer.key("proof")
    guard let proof else { return writer.null() }
    writer.object { writer in
      writer.member("outcome", proof.outcome.rawValue)
      writer.member("text", proof.text)
    }
  }

  private func notice(_ notice: Notice, into writer: inout JSONWriter) {
    writer.member("kind", "\(notice.kind)")
    writer.member("subject", redaction.text(notice.subject))
    writer.key("line")
    if let line = notice.line { writer.integer(Int64(line)) } else { writer.null() }
    writer.member("message", redaction.text(notice.message))
  }

  private func secret(_ secret: Secret, into writer: inout JSONWriter) {
    writer.member("mask", secret.mask)
    writer.member("fingerprint", secret.fingerprint.text)
    if showsSecrets { writer.member("text", secret.revealed) }
  }

  private func occurrence(_ occurrence: Occurrence, into writer: inout JSONWriter) {
    let snippet = redaction.snippet(occurrence.snippet)
    place(occurrence.path, occurrence.region, into: &writer)
    writer.member("kind", occurrence.kind.rawValue)
    writer.object("snippet") { writer in
      writer.member("text", snippet.text)
      writer.member("start", snippet.highlight.lowerBound)
      writer.member("end", snippet.highlight.upperBound)
    }
    writer.member("lineHash", occurrence.lineHash)
    writer.member("encoding", orNull: occurrence.encoding)
    writer.member("container", orNull: occurrence.container.map { redaction.path($0).display })
    provenance("commit", occurrence.commit, into: &writer)
  }

  private func place(_ path: RepositoryPath, _ region: Region, into writer: inout JSONWriter) {
    let path = redaction.path(path)
    writer.member("path", path.display)
    writer.member("uri", path.uri)
    self.region(region, into: &writer)
  }

  private func region(_ region: Region, into writer: inout JSONWriter) {
    writer.member("startLine", region.startLine)
    writer.member("startColumn", region.startColumn)
    writer.member("endLine", region.endLine)
    writer.member("endColumn", region.endColumn)
  }

  private func provenance(
    _ key: String, _ provenance: Provenance?, into writer: inout JSONWriter
  ) {
    writer.key(key)
    guard let provenance else { return writer.null() }
    writer.object { writer in
      writer.member("id", provenance.commit)
      writer.member("author", redaction.text(provenance.author))
      writer.member("date", Timestamp(provenance).utc)
    }
  }

  private func fix(_ fix: Fix?, into writer: inout JSONWriter) {
    writer.key("fix")
    guard let fix else { return writer.null() }
    writer.object { writer in
      writer.member("title", redaction.text(fix.title))
      region(fix.deleted, into: &writer)
      writer.member("inserted", redaction.text(fix.inserted))
    }
  }

  private func history(_ life: Life?, into writer: inout JSONWriter) {
    writer.key("history")
    guard let life else { return writer.null() }
    writer.object { writer in
      provenance("introduced", life.introduced, into: &writer)
      writer.member("presentAtHead", life.presentAtHead)
      provenance("removedIn", life.removedIn, into: &writer)
      writer.strings("references", life.references.map(redaction.text))
    }
  }
}
