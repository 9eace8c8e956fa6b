import Findings

/// Which values file lies below another one.
enum ValuesLayer {
  private static let overlays: Set<String> = ["env", "envs", "environments", "overlays"]
  private static let shared: Set<String> = ["_shared", "shared", "base", "common"]

  /// The paths of the files that may lie below `path`.
  ///
  /// `values-<e>.yaml` lies over `values.yaml` of its folder; `env/<e>/<rest>` over
  /// `_shared/<rest>` beside `env`, or beside `<e>`.
  static func below(_ path: RepositoryPath) -> [RepositoryPath] {
    let parts = path.display.split(separator: "/").map(String.init)
    guard let name = parts.last else { return [] }
    var found: [[String]] = []
    let lowered = name.lowercased()
    if lowered.hasPrefix("values-") || lowered.hasPrefix("values.") || lowered.hasPrefix("values_"),
      lowered != "values.yaml", lowered != "values.yml"
    {
      found.append(parts.dropLast() + ["values.yaml"])
      found.append(parts.dropLast() + ["values.yml"])
    }
    for (index, part) in parts.enumerated() where overlays.contains(part) {
      guard index + 2 < parts.count else { continue }
      for folder in shared.sorted() {
        found.append(parts[..<index] + [folder] + parts[(index + 2)...])
        found.append(parts[...index] + [folder] + parts[(index + 2)...])
      }
    }
    return found.map { RepositoryPath($0.joined(separator: "/")) }
  }
}
