public import Foundation

/// A folder of a test's own, removed with the value.
public final class ScratchFolder: Sendable {
  public let url: URL

  public init() throws {
    url = FileManager.default.temporaryDirectory
      .appending(path: "shrike-tests-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    // A test may have taken away the permission to enter or to write.
    try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: url.path)
    try? FileManager.default.removeItem(at: url)
  }

  /// Writes a file below the folder, folders above it included, and returns where it is.
  @discardableResult
  public func write(_ path: String, _ bytes: [UInt8]) throws -> URL {
    try TestSupport.write(bytes, to: url.appending(path: path, directoryHint: .notDirectory))
  }
}

/// Writes a file, and makes the folders above it.
@discardableResult
func write(_ bytes: [UInt8], to file: URL) throws -> URL {
  try FileManager.default.createDirectory(
    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
  try Data(bytes).write(to: file)
  return file
}
