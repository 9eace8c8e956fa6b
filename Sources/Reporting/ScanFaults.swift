public import Findings

/// What went wrong with a scan, for standard error: whoever reads no report must still be told.
public struct ScanFaults: Sendable {
  /// Faults that are written out; a repository with nothing readable has thousands.
  private static let limit = 20

  private let faults: [Notice]
  private let redaction: Redaction

  /// - Parameter secrets: what no line may show.
  public init(notices: [Notice], hiding secrets: [Secret]) {
    faults = Set(notices).filter { $0.kind == .incomplete }.sorted()
    redaction = Redaction(secrets: secrets)
  }

  /// A line for each notice that makes the scan incomplete, without secrets.
  public var lines: [String] {
    var lines = faults.prefix(ScanFaults.limit).map { notice in
      let place = [notice.subject, notice.line.map(String.init) ?? ""].filter { !$0.isEmpty }
      return (["shrike"] + [place.joined(separator: ":"), notice.message].filter { !$0.isEmpty })
        .map { TerminalText.neutralized(redaction.text($0)) }.joined(separator: ": ")
    }
    if faults.count > ScanFaults.limit {
      lines.append("shrike: and \(faults.count - ScanFaults.limit) more faults: see the report")
    }
    return lines
  }
}
