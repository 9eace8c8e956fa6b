internal import CGit2

extension Repository {
  /// Whether `.gitignore` files and `info/exclude` leave `path` out, by itself or with a folder
  /// above it.
  ///
  /// - Parameter path: bytes from the work tree's root, with a `/` at the end of a folder's.
  /// - Throws: where an ignore file cannot be read.
  public func isIgnored(_ path: [UInt8]) throws(GitError) -> Bool {
    var ignored: Int32 = 0
    let code = unsafe (path + [0]).withUnsafeBytes { buffer in
      unsafe git_ignore_path_is_ignored(
        &ignored, handle, buffer.baseAddress?.assumingMemoryBound(to: CChar.self))
    }
    guard code == 0 else {
      throw GitError.last(
        code, subject: String(decoding: path, as: UTF8.self), action: "read the ignore files")
    }
    return ignored == 1
  }
}
