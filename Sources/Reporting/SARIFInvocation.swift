internal import Findings

/// An `invocation` (section 3.20): how the run ended, and what it could not do.
struct SARIFInvocation {
  let report: Report
  let redaction: Redaction
  /// How many of the findings are among the results.
  let resultCount: Int

  func write(into writer: inout JSONWriter) {
    let status = report.invocation.exitStatus
    let isComplete = Tally(of: report).isComplete
    writer.member("executionSuccessful", isComplete && (status == 0 || status == 1))
    writer.member("exitCode", status)
    let execution = report.notices.filter { $0.kind != .warning } + limitNotice
    if !execution.isEmpty {
      writer.array("toolExecutionNotifications", execution) { writer, notice in
        writer.object { notification(notice, into: &$0) }
      }
    }
    let configuration = report.notices.filter { $0.kind == .warning }
    if !configuration.isEmpty {
      writer.array("toolConfigurationNotifications", configuration) { writer, notice in
        writer.object { notification(notice, into: &$0) }
      }
    }
  }

  private var limitNotice: [Notice] {
    let leftOut = report.findings.count - resultCount
    guard leftOut > 0 else { return [] }
    let limit = Quantity.grouped(resultCount)
    let rest = Quantity.counted(leftOut, "less severe finding")
    return [
      Notice(
        .warning,
        message: "Code scanning takes \(limit) results: \(rest) left out here; "
          + "the formats text, json and jsonl have them all.")
    ]
  }

  /// A `notification` (section 3.58).
  ///
  /// A subject with a line is a file. Without one it may be a file, a reference or a commit, which
  /// is a logical location.
  private func notification(_ notice: Notice, into writer: inout JSONWriter) {
    let subject = redaction.text(notice.subject)
    let text = redaction.text(notice.message)
    writer.object("message") {
      $0.member("text", MessageText.escaped(subject.isEmpty ? text : "\(subject): \(text)"))
    }
    writer.member("level", level(of: notice))
    guard !subject.isEmpty else { return }
    writer.array("locations", CollectionOfOne(subject)) { writer, subject in
      writer.object { writer in
        if let line = notice.line {
          writer.object("physicalLocation") { writer in
            SARIFPlaces(redaction: redaction)
              .artifact(RepositoryPath(notice.subject), into: &writer)
            writer.object("region") { $0.member("startLine", max(1, line)) }
          }
        } else {
          writer.array("logicalLocations", CollectionOfOne(subject)) { writer, subject in
            writer.object { $0.member("fullyQualifiedName", subject) }
          }
        }
      }
    }
  }

  private func level(of notice: Notice) -> String {
    switch notice.kind {
    case .incomplete: "error"
    case .warning: "warning"
    case .information: "note"
    }
  }
}
