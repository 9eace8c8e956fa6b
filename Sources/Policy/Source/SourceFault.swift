/// Something that a reader could not make sense of, and where; reading went on behind it.
///
/// The message says what was expected and never quotes the text.
public struct SourceFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// Byte offset in the file.
  public let offset: Int
  /// 1-based.
  public let line: Int
  public let message: String

  public init(offset: Int, line: Int, message: String) {
    self.offset = offset
    self.line = line
    self.message = message
  }

  public var description: String { "line \(line): \(message)" }

  /// How many faults of one file are kept: the first ones tell what is wrong.
  static let limit = 50
}
