#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// What a path of the file system is.
public enum FileKind: Sendable, Hashable {
  case file, folder, symbolicLink
  /// A pipe, socket or device: to open it may block or do something.
  case special

  /// What stands at `path`; a symbolic link is not followed.
  ///
  /// - Throws: where nothing does, or a folder on the way may not be searched.
  public init(path: [UInt8]) throws(FileError) {
    var status = stat()
    guard unsafe lstat(OpenFile.terminated(path), &status) == 0 else {
      throw FileError(code: errno)
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: self = .file
    case S_IFDIR: self = .folder
    case S_IFLNK: self = .symbolicLink
    default: self = .special
    }
  }
}

extension Folder {
  /// The absolute path of `path`, without symbolic links, `.` and `..` (realpath(3)); a relative
  /// path starts at the current directory.
  ///
  /// - Throws: where it does not exist.
  public static func resolved(_ path: [UInt8]) throws(FileError) -> [UInt8] {
    guard let text = unsafe realpath(OpenFile.terminated(path), nil) else {
      throw FileError(code: errno)
    }
    defer { unsafe free(text) }
    return unsafe Array(UnsafeRawBufferPointer(start: text, count: strlen(text)))
  }
}
