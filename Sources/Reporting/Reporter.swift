public import Findings

/// Writes a report in one format.
///
/// The same report gives the same bytes: nothing is read from the clock, the machine or the
/// terminal. No secret of six bytes or more stands in the output unless `showsSecrets`.
public struct Reporter: Sendable {
  public var format: ReportFormat
  /// Whether secrets are written out; only ever because the user asked for it.
  public var showsSecrets: Bool
  /// Whether the text has ANSI colours; other formats have none.
  public var usesColor: Bool
  /// How much the text says; other formats say everything.
  public var verbosity: Verbosity

  /// How much the text says.
  public enum Verbosity: Sendable {
    /// Findings, what went wrong and the last line.
    case quiet
    case normal
    /// Every occurrence and reference too.
    case verbose
  }

  public init(
    format: ReportFormat, showsSecrets: Bool = false, usesColor: Bool = false,
    verbosity: Verbosity = .normal
  ) {
    self.format = format
    self.showsSecrets = showsSecrets
    self.usesColor = usesColor
    self.verbosity = verbosity
  }

  /// The bytes of `report`, a line break at their end.
  public func write(_ report: Report) -> [UInt8] {
    let redaction = showsSecrets ? Redaction.none : Redaction(of: report)
    switch format {
    case .text:
      return TextReport(
        report: report, redaction: redaction, style: TextStyle(usesColor: usesColor),
        verbosity: verbosity, showsSecrets: showsSecrets
      ).bytes()
    case .sarif:
      return SARIFReport(report: report, redaction: redaction, showsSecrets: showsSecrets).bytes()
    case .json:
      return JSONReport(report: report, redaction: redaction, showsSecrets: showsSecrets).bytes()
    case .jsonLines:
      return JSONLinesReport(report: report, redaction: redaction, showsSecrets: showsSecrets)
        .bytes()
    }
  }
}
