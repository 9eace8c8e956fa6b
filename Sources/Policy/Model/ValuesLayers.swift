import Findings
import Rules

/// The values files of a repository, and which are laid over which.
///
/// `values-prod.yaml` lies over the `values.yaml` beside it (helm.sh/docs/chart_template_guide/
/// values_files), and `env/prod/a.yaml` over `_shared/a.yaml` in the folder above, as GitOps
/// repositories have it.
struct ValuesLayers: Sendable {
  /// By path, in order.
  let files: [ValuesFile]
  private let byPath: [RepositoryPath: Int]

  static let sharedFolders = ["_shared", "shared", "base", "common"]

  init(_ all: [ModelFile], settings: PolicySettings) {
    let wired = PathGlobs(settings.wiring.flatMap(\.files))
    let trees = Dictionary(
      all.filter { $0.role == .values || $0.role == .yaml }.map { ($0.path, $0) }
    ) { first, _ in first }
    var read: [RepositoryPath: ValuesFile] = [:]
    for file in all where ValuesLayers.isValues(file, wired) {
      guard let values = ValuesFile(file) else { continue }
      read[file.path] = values
      // A shared layer is one by what lies over it.
      for path in ValuesLayers.lowerPaths(of: file.path, environment: file.environment)
      where read[path] == nil {
        read[path] = trees[path].flatMap(ValuesFile.init)
      }
    }
    let files = read.values.sorted { $0.path < $1.path }
    self.files = files
    byPath = Dictionary(files.indices.map { (files[$0].path, $0) }) { $1 }
  }

  /// The layers below a file, the nearest first; none for a lowest one.
  func layers(below file: ValuesFile) -> [ValuesFile] {
    let paths = ValuesLayers.lowerPaths(of: file.path, environment: file.file.environment)
    return paths.compactMap { byPath[$0].map { files[$0] } }
  }

  private static func isValues(_ file: ModelFile, _ wired: PathGlobs) -> Bool {
    if file.role == .values { return true }
    let name = file.path.display.lowercased()
    guard file.role == .yaml, name.hasSuffix(".yaml") || name.hasSuffix(".yml") else {
      return false
    }
    return file.environment != nil || folders(of: file.path).contains("values")
      || wired.matches(file.path)
  }

  /// Where a file's name and folders, and the environment that the configuration gives it to, say
  /// that a lower layer may be.
  static func lowerPaths(
    of file: RepositoryPath, environment: PolicySettings.Environment?
  ) -> [RepositoryPath] {
    let folders = folders(of: file)
    let name = String(decoding: file.name, as: UTF8.self)
    var paths = ValuesLayer.below(file)
    for (index, folder) in folders.enumerated() where folder == environment?.name {
      for shared in sharedFolders {
        let parts = folders[..<index] + [shared] + folders[(index + 1)...] + [name]
        let path = RepositoryPath(parts.joined(separator: "/"))
        if !paths.contains(path) { paths.append(path) }
      }
    }
    return paths.filter { $0 != file }
  }

  private static func folders(of path: RepositoryPath) -> [String] {
    path.display.split(separator: "/").dropLast().map(String.init)
  }
}
