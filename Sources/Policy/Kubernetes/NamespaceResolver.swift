import Findings
import Rules

/// The namespace of objects that do not name their own.
///
/// kustomize's `namespace` holds for the folder of its file and the ones below it, the nearest file
/// first; else a folder whose name is a tenant's namespace says it.
struct NamespaceResolver: Sendable {
  private let kustomizations: [(folder: [String], namespace: String)]
  private let known: Set<String>

  init(files: [ModelFile], settings: PolicySettings) {
    var found: [(folder: [String], namespace: String)] = []
    for file in files where file.role == .kustomization {
      guard let namespace = file.yaml?.roots.first?["namespace"]?.text else { continue }
      found.append((NamespaceResolver.folders(of: file.path), namespace))
    }
    kustomizations = found.sorted { $0.folder.count > $1.folder.count }
    var known = Set(settings.tenants.flatMap(\.namespaces))
    if let pattern = settings.namespacePattern {
      known.formUnion(
        settings.tenants.map { pattern.replacing("{tenant}", with: $0.id) })
    }
    self.known = known
  }

  func namespace(of path: RepositoryPath) -> NamePattern? {
    let folders = NamespaceResolver.folders(of: path)
    if let match = kustomizations.first(where: { folders.starts(with: $0.folder) }) {
      return NamePattern(match.namespace)
    }
    return folders.last { known.contains($0) }.map(NamePattern.init)
  }

  private static func folders(of path: RepositoryPath) -> [String] {
    path.display.split(separator: "/").dropLast().map(String.init)
  }
}
