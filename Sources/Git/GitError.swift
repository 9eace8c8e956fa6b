internal import CGit2

/// Why something could not be read from a repository, and what to do.
public struct GitError: Error, Sendable, Hashable, CustomStringConvertible {
  public var kind: Kind
  /// What it concerns: a path, a reference, an object id.
  public var subject: String
  /// What happened and what to do, in one sentence. Never scanned text.
  public var message: String

  public enum Kind: Sendable, Hashable {
    /// The path is in no repository.
    case notRepository
    /// The repository uses a format that is not supported (SHA-256, reftable).
    case unsupported
    /// A revision or reference that does not exist.
    case unknownRevision
    /// An object that the repository refers to and does not have.
    case missing
    /// An object or file whose content makes no sense.
    case corrupt
    /// Everything else: file system, memory.
    case failure
  }

  public init(_ kind: Kind, subject: String, message: String) {
    self.kind = kind
    self.subject = subject
    self.message = message
  }

  public var description: String { subject.isEmpty ? message : "\(subject): \(message)" }

  /// libgit2's own words for the last error of this thread ("the index is locked").
  static var lastDetail: String {
    guard let error = unsafe git_error_last(), let text = unsafe error.pointee.message else {
      return "unknown error"
    }
    return unsafe String(cString: text)
  }

  /// The error for a call that returned `code` (negative) while it did `action` ("read the index").
  static func last(_ code: Int32, subject: String, action: String) -> GitError {
    GitError(
      code == GIT_ENOTFOUND.rawValue ? .missing : .failure, subject: subject,
      message: "could not \(action) (\(lastDetail)); `git fsck` says more")
  }

  /// The error for an object that could not be read.
  static func object(_ id: ObjectID, code: Int32) -> GitError {
    if code == GIT_ENOTFOUND.rawValue {
      return GitError(
        .missing, subject: id.hex,
        message: "the object is not in the repository; restore it with `git fetch --refetch` or"
          + " from another clone")
    }
    return .corrupt(id, detail: lastDetail)
  }

  /// The error for an object whose bytes make no sense.
  static func corrupt(_ id: ObjectID, detail: String) -> GitError {
    GitError(
      .corrupt, subject: id.hex,
      message: "the object is damaged (\(detail)); see `git fsck`, and restore it from another"
        + " clone")
  }
}
