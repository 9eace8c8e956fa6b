public import Foundation

/// Where things are in the checkout that the tests were built from.
public enum PackageFolder {
  /// The folder that holds Package.swift.
  public static let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// A file or folder below the package's folder.
  public static func file(_ path: String) -> URL { url.appending(path: path) }

  /// Every file below a folder of the package whose name ends in `suffix`, in order.
  public static func files(below folder: String, suffix: String) -> [URL] {
    let root = file(folder)
    let paths = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String }
    return (paths ?? []).filter { $0.hasSuffix(suffix) }.sorted().map { root.appending(path: $0) }
  }

  /// The program that `swift build` put beside the test bundle.
  public static func product(_ name: String) throws -> Program {
    if let other = ProcessInfo.processInfo.environment["SHRIKE_BINARY"] {
      return Program(path: other)
    }
    let test = Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }
    let beside = [Bundle.main.executableURL, test].compactMap { $0 }
    let candidates = beside.map { $0.deletingLastPathComponent().appending(path: name).path }
    guard let path = candidates.first(where: FileManager.default.isExecutableFile(atPath:)) else {
      throw SetUpError("\(name) is not beside the tests: run 'swift build' first")
    }
    return Program(path: path)
  }
}
