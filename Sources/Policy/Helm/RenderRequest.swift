public import Findings
public import Rules

/// One `helm template` to run: a chart with the values of an environment.
public struct RenderRequest: Sendable, Hashable {
  /// The chart's folder; empty for the root.
  public let chart: RepositoryPath
  /// The environment whose values are laid over the chart's own; nil where none has any for it.
  public let environment: String?
  /// What is laid over the chart's `values.yaml`, in that order.
  public let values: [RepositoryPath]

  /// The requests of a repository: each chart that is no part of another and no library, once for
  /// each environment that has values for it.
  ///
  /// - Parameter plainToo: whether a chart without such values is rendered with its own.
  public static func all(
    for files: [PolicyFile], settings: PolicySettings, plainToo: Bool
  ) -> [RenderRequest] {
    let byPath = Dictionary(files.map { ($0.path, $0) }) { first, _ in first }
    let layouts = ChartLayout.find(in: files.map(\.path)) { byPath[$0]?.bytes }
    return layouts.filter { layout in
      guard layout.parent == nil, let file = byPath[layout.chartFile] else { return false }
      return YAMLFile(file.bytes).roots.first?["type"]?.text != "library"
    }.flatMap { layout in
      let named = settings.environments.compactMap { environment in
        let values = RenderRequest.values(of: environment, layout).filter { byPath[$0] != nil }
        return values.isEmpty
          ? nil
          : RenderRequest(chart: layout.folder, environment: environment.name, values: values)
      }
      guard named.isEmpty, plainToo else { return named }
      return [RenderRequest(chart: layout.folder, environment: nil, values: [])]
    }
  }

  /// A bare name lies in the chart's folder, a path counts from the root; `{chart}` is the name of
  /// the chart's folder.
  private static func values(
    of environment: PolicySettings.Environment, _ layout: ChartLayout
  ) -> [RepositoryPath] {
    environment.values.map { pattern in
      let folder = String(decoding: layout.folder.name, as: UTF8.self)
      let path = pattern.replacing("{chart}", with: folder)
      return path.contains("/") ? RepositoryPath(path) : layout.path(to: path)
    }
  }
}
