/// A stretch of text inside one file.
///
/// Lines are 1-based; columns are 1-based UTF-16 units, as SARIF counts them; `endColumn` is the
/// column after the last unit.
public struct Region: Sendable, Hashable, Comparable {
  public var startLine: Int
  public var startColumn: Int
  public var endLine: Int
  public var endColumn: Int

  public init(startLine: Int, startColumn: Int, endLine: Int, endColumn: Int) {
    self.startLine = startLine
    self.startColumn = startColumn
    self.endLine = endLine
    self.endColumn = endColumn
  }

  /// The lines that the region touches.
  public var lines: ClosedRange<Int> { startLine...max(startLine, endLine) }

  public static func < (left: Region, right: Region) -> Bool {
    (left.startLine, left.startColumn, left.endLine, left.endColumn)
      < (right.startLine, right.startColumn, right.endLine, right.endColumn)
  }
}

/// The source line around a finding, with every secret on it already replaced.
public struct Snippet: Sendable, Hashable {
  /// The line, or the part of a long line around the finding, without its line break.
  public var text: String
  /// Where the finding stands in `text`, in characters.
  public var highlight: Range<Int>

  public init(text: String, highlight: Range<Int>) {
    self.text = text
    self.highlight = highlight
  }
}

/// The lines that a change adds, 1-based and in ascending order.
public struct AddedLines: Sendable, Hashable {
  public var ranges: [ClosedRange<Int>]

  public init(ranges: [ClosedRange<Int>]) { self.ranges = ranges }

  /// Whether any of `lines` was added.
  public func touches(_ lines: ClosedRange<Int>) -> Bool {
    ranges.contains { $0.overlaps(lines) }
  }
}
