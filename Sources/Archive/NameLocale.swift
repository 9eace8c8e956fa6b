#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// The locale under which libarchive makes text of entries' names.
///
/// Shrike runs in the C locale, whatever the user's is, so that its output never depends on it.
/// There libarchive gives no name at all where one is not ASCII: it converts what ZIP and 7z store
/// into the locale's charset. So the thread has a UTF-8 locale while an archive is open.
enum NameLocale {
  /// "C.UTF-8" comes with glibc 2.35 and with every Debian; nil where there is none.
  private static var made: locale_t? {
    unsafe newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)
      ?? newlocale(LC_CTYPE_MASK, "en_US.UTF-8", nil)
  }

  static func using<R>(
    _ body: () throws(ArchiveError) -> R
  ) throws(ArchiveError) -> R {
    guard let locale = unsafe made else { return try body() }
    let previous = unsafe uselocale(locale)
    defer {
      unsafe uselocale(previous)
      unsafe freelocale(locale)
    }
    return try body()
  }
}
