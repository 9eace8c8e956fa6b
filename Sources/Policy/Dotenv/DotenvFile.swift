/// A dotenv file: its variables, and its comments, in their order.
///
/// There is no standard; this reads what motdotla/dotenv ("Rules"), Docker Compose ("Use .env file")
/// and a shell that sources the file agree on, and takes each key that any of them takes.
public struct DotenvFile: Sendable {
  public var entries: [DotenvEntry]
  public var comments: [DotenvComment]
  public var faults: [SourceFault]
}

/// One `KEY=value`. Ranges are byte offsets in the file.
public struct DotenvEntry: Sendable, Hashable {
  public var key: String
  public var keyRange: Range<Int>
  /// The value with escapes of double quotes resolved, and references left as they stand.
  public var value: String
  /// The value without its quotes.
  public var valueRange: Range<Int>
  public var quote: Quote
  /// Whether `export` stands before the key.
  public var isExported: Bool
  /// `$NAME` and `${NAME…}` in the value, in order; none in single quotes.
  public var references: [DotenvReference]
  /// 1-based, of the key.
  public var line: Int

  /// What stands around a value.
  public enum Quote: Sendable, Hashable {
    case none, single, double, backtick
  }

  /// Whether the value is text that stands in the file itself: not empty, and not one reference.
  public var isLiteral: Bool {
    !value.isEmpty && !(references.count == 1 && references[0].range == valueRange)
  }
}

/// A comment, from `#` to the line's end.
public struct DotenvComment: Sendable, Hashable {
  public var range: Range<Int>
  /// The assignment that was commented out, where the comment is one.
  public var entry: DotenvEntry?
}
