import CArchive

/// Why an archive, or an entry of one, could not be read.
public struct ArchiveError: Error, Sendable, Hashable {
  public var reason: Reason
  /// Whether nothing behind it can be read either.
  public var endsArchive: Bool

  public enum Reason: Sendable, Hashable {
    /// It takes a password.
    case encrypted
    /// Cut off, damaged, or written by a method that libarchive does not know, in its words.
    case unreadable(String)
  }

  public init(_ reason: Reason, endsArchive: Bool) {
    self.reason = reason
    self.endsArchive = endsArchive
  }

  /// What libarchive says of its last call on `handle`.
  init(_ handle: OpaquePointer, status: Int32) {
    let isEncrypted = unsafe archive_read_has_encrypted_entries(handle) > 0
    reason = unsafe isEncrypted ? .encrypted : .unreadable(ArchiveError.text(handle))
    endsArchive = status == ARCHIVE_FATAL
  }

  /// What libarchive says of a `handle` that did not open.
  ///
  /// Nobody may ask it about encryption then: it has left its list of formats behind the end
  /// (libarchive 3.6.2, archive_read.c, `choose_format`).
  init(unopened handle: OpaquePointer) {
    reason = unsafe .unreadable(ArchiveError.text(handle))
    endsArchive = true
  }

  private static func text(_ handle: OpaquePointer) -> String {
    unsafe archive_error_string(handle).map { unsafe String(cString: $0) } ?? "no reason given"
  }
}
