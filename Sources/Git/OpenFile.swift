#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// A file open for reading.
///
/// Paths are bytes, because a file's name need not be UTF-8.
public struct OpenFile: ~Copyable {
  private let descriptor: Int32
  /// Size in bytes when it was opened; 0 for what has none, such as a pipe.
  public let size: Int
  /// Whether it is a plain file: neither a folder, nor a pipe or device.
  public let isRegular: Bool

  /// Opens the file at `path`; a symbolic link is followed.
  ///
  /// - Throws: where it does not exist or may not be read.
  public init(path: [UInt8]) throws(FileError) {
    // Without O_NONBLOCK opening a pipe waits for somebody to write to it.
    let descriptor = unsafe open(
      OpenFile.terminated(path), O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw FileError(code: errno) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      let code = errno
      close(descriptor)
      throw FileError(code: code)
    }
    self.descriptor = descriptor
    isRegular = status.st_mode & S_IFMT == S_IFREG
    size = isRegular ? Int(status.st_size) : 0
  }

  deinit { close(descriptor) }

  /// The file's bytes from where it was last read, at most `limit`.
  ///
  /// - Throws: where reading fails.
  public func bytes(limit: Int) throws(FileError) -> [UInt8] {
    var code: Int32 = 0
    var bytes: [UInt8] = []
    // A file may grow while it is read, and those under /proc have no size.
    while bytes.count < limit {
      let room = min(limit - bytes.count, max(size - bytes.count + 1, 1 << 16))
      let chunk = unsafe [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
        var got = -1
        repeat {
          got = unsafe read(descriptor, buffer.baseAddress, room)
        } while got < 0
          && errno == EINTR
        if got < 0 { code = errno }
        count = max(got, 0)
      }
      guard code == 0 else { throw FileError(code: code) }
      if chunk.isEmpty { break }
      if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
    }
    return bytes
  }

  static func terminated(_ path: [UInt8]) -> [CChar] {
    path.map { CChar(bitPattern: $0) } + [0]
  }
}

/// The names in a folder.
public enum Folder {
  /// The names in the folder at `path` but `.` and `..`, in ascending order of bytes.
  ///
  /// - Throws: where it does not exist or may not be read.
  public static func names(at path: [UInt8]) throws(FileError) -> [[UInt8]] {
    guard let folder = unsafe opendir(OpenFile.terminated(path)) else {
      throw FileError(code: errno)
    }
    defer { unsafe closedir(folder) }
    var names: [[UInt8]] = []
    while let entry = unsafe readdir(folder) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { buffer in
        unsafe Array(buffer.prefix { $0 != 0 })
      }
      if name != Array(".".utf8), name != Array("..".utf8) { names.append(name) }
    }
    return names.sorted { $0.lexicographicallyPrecedes($1) }
  }
}

/// What the system said when a file could not be read.
public struct FileError: Error, Sendable, Hashable, CustomStringConvertible {
  /// `errno(3)`.
  public let code: Int32

  /// The file is larger than the reader wants.
  public static let tooLarge = FileError(code: EFBIG)

  /// Whether there is nothing at that path.
  public var isMissing: Bool { code == ENOENT || code == ENOTDIR }

  /// The system's words ("Permission denied").
  public var description: String {
    guard let text = unsafe strerror(code) else { return "error \(code)" }
    return unsafe String(cString: text)
  }
}
