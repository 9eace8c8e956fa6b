public import Foundation

/// The helm that `make tools` puts beside the other tools of the tests.
public enum HelmTool {
  /// The folder to put on PATH.
  public static var folder: URL {
    let tools = ProcessInfo.processInfo.environment["SHRIKE_TOOLS"]
    return (tools.map { URL(fileURLWithPath: $0) } ?? PackageFolder.file(".build/tools"))
      .appending(path: "helm")
  }

  /// Whether it is there; it is on machines that `Tests/Tools/fetch_helm.py` finds one for.
  public static var isInstalled: Bool {
    FileManager.default.isExecutableFile(atPath: folder.appending(path: "helm").path)
  }

  /// What a test says that needs it where it is not.
  public static let absence = "helm is not in .build/tools: 'make tools' fetches it from PyPI"
}
