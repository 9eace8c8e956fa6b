import Findings
import Rules

/// A repository as the policies see it, read once and never changed.
struct RepositoryModel: Sendable {
  let settings: PolicySettings
  /// By path in ascending order.
  let files: [ModelFile]
  let charts: [Chart]
  /// The values files and how they lie over each other.
  let values: ValuesLayers
  /// Every Kubernetes object of manifests and templates, in the order of the files.
  let objects: [KubernetesObject]
  /// What could not be read.
  let notices: [Notice]
  private let sources: [ObjectIdentifier: SourceText]

  init(files input: [PolicyFile], settings: PolicySettings) {
    let environments = EnvironmentMatcher(settings.environments)
    let interest = FileInterest(
      environments: environments, wired: PathGlobs(settings.wiring.flatMap(\.files)))
    var files: [ModelFile] = []
    var notices: [Notice] = []
    var sources: [ObjectIdentifier: SourceText] = [:]
    for file in input.sorted(by: { $0.path < $1.path }) {
      var file = file
      if let notice = file.dropOversize() { notices.append(notice) }
      let reading = FileReading(
        file,
        environment: environments.environment(called: file.rendering?.environment)
          ?? environments.environment(of: file.path),
        isOfInterest: interest.covers(file, role: file.role))
      notices += reading.notices
      if let yaml = reading.file.yaml { sources[ObjectIdentifier(yaml)] = reading.file.source }
      files.append(reading.file)
    }
    self.settings = settings
    self.files = files
    self.notices = notices
    self.sources = sources
    charts = RepositoryModel.charts(of: files)
    values = ValuesLayers(files, settings: settings)
    let namespaces = NamespaceResolver(files: files, settings: settings)
    objects = files.flatMap { KubernetesObject.objects(in: $0, namespaces: namespaces) }
  }

  private static func charts(of files: [ModelFile]) -> [Chart] {
    let byPath = Dictionary(files.map { ($0.path, $0) }) { first, _ in first }
    return Chart.all(
      in: files.map(\.path), read: { byPath[$0]?.source.bytes }, tree: { byPath[$0]?.yaml },
      template: { path, isManifest in
        guard let file = byPath[path] else { return nil }
        return file.template ?? TemplateFile(file.source.bytes, isManifest: isManifest)
      })
  }

  /// The file at `path`, nil where the model has none.
  func file(at path: RepositoryPath) -> ModelFile? {
    var low = 0
    var high = files.count
    while low < high {
      let middle = (low + high) / 2
      if files[middle].path < path { low = middle + 1 } else { high = middle }
    }
    return low < files.count && files[low].path == path ? files[low] : nil
  }

  /// The file that `node` stands in.
  func source(of node: YAMLNode) -> SourceText {
    guard let source = sources[ObjectIdentifier(node.file)] else {
      preconditionFailure("a node of the model stands in one of its files")
    }
    return source
  }

  /// The files of a role.
  func files(_ role: FileRole) -> [ModelFile] { files.filter { $0.role == role } }

  /// The objects of a kind, whatever their API version.
  func objects(_ kinds: String...) -> [KubernetesObject] {
    objects.filter { kinds.contains($0.kind) }
  }
}

/// Which environment a path belongs to: the first one whose globs match it.
struct EnvironmentMatcher: Sendable {
  private let environments: [(PolicySettings.Environment, PathGlobs)]

  init(_ environments: [PolicySettings.Environment]) {
    self.environments = environments.map { ($0, PathGlobs($0.match)) }
  }

  func environment(of path: RepositoryPath) -> PolicySettings.Environment? {
    environments.first { $0.1.matches(path) }?.0
  }

  func environment(called name: String?) -> PolicySettings.Environment? {
    environments.first { $0.0.name == name }?.0
  }
}
