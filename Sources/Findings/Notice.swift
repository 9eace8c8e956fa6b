/// Something the user must know about the scan itself: it travels to the report and to the exit
/// status, and is never dropped.
public struct Notice: Sendable, Hashable, Comparable {
  public var kind: Kind
  /// What it concerns: a path, a reference, a commit id. Empty for the scan as a whole.
  public var subject: String
  /// 1-based line in `subject`, where there is one.
  public var line: Int?
  /// What happened and what to do, in one sentence, without scanned text.
  public var message: String

  /// How far a notice goes.
  public enum Kind: Int, Sendable, Hashable, Comparable {
    /// Worth knowing; changes nothing.
    case information
    /// The configuration, a suppression or the baseline needs a look.
    case warning
    /// Something that should have been scanned was not: the scan is incomplete.
    case incomplete

    public static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }
  }

  public init(_ kind: Kind, subject: String = "", line: Int? = nil, message: String) {
    self.kind = kind
    self.subject = subject
    self.line = line
    self.message = message
  }

  /// The worst first, then by subject, line and message.
  public static func < (left: Notice, right: Notice) -> Bool {
    if left.kind != right.kind { return left.kind > right.kind }
    return (left.subject, left.line ?? 0, left.message)
      < (right.subject, right.line ?? 0, right.message)
  }
}
