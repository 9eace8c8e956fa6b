import Findings

/// ZT601: a dotenv file with real values under version control.
struct TrackedEnvFile: PolicyCheck {
  static let id = "ZT601"

  private static let templates: Set<String> = [
    "example", "sample", "template", "dist", "defaults", "schema",
  ]

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    for file in model.files where file.role == .dotenv && file.isTracked {
      guard Self.isEnvFile(file.path), let dotenv = file.dotenv,
        SOPSTree(dotenv, source: file.source).metadata == nil
      else { continue }
      let name = String(decoding: file.path.name, as: UTF8.self)
      breaches.append(
        Breach(
          file.source, file.source.firstLine, "\(name) is under version control",
          identity: "tracked"))
    }
  }

  private static func isEnvFile(_ path: RepositoryPath) -> Bool {
    let parts = String(decoding: path.name, as: UTF8.self).lowercased()
      .split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count > 1, parts[0].isEmpty, parts[1] == "env" else { return false }
    return !templates.contains(String(parts.last ?? ""))
  }
}
