/// A form that a report can be written in.
public enum ReportFormat: String, Sendable, CaseIterable {
  /// For a person at a terminal.
  case text
  /// SARIF 2.1.0, for code scanning and viewers.
  case sarif
  /// One JSON object.
  case json
  /// A JSON object a line: each finding, then the summary.
  case jsonLines = "jsonl"

  /// The word used in options.
  public var name: String { rawValue }
}
