import Findings

/// Which of a chart's charts wrote a rendered file, and under which keys its values stand.
struct RenderedScope {
  private let request: RenderRequest
  /// The charts on the way, by the names that their parents call them.
  private let names: [String]
  /// The path below the innermost of them.
  private let rest: [String]

  /// - Parameter path: as helm names it: `charts/NAME` for each chart in another.
  init(_ path: RepositoryPath, of request: RenderRequest) {
    self.request = request
    let folder = request.chart.display.split(separator: "/").count
    var parts = path.display.split(separator: "/").dropFirst(folder).map(String.init)
    var names: [String] = []
    while parts.count > 2, parts[0] == "charts" {
      names.append(parts[1])
      parts.removeFirst(2)
    }
    self.names = names
    rest = parts
  }

  /// The path in the repository, where a chart lies under its own name and not under its alias.
  ///
  /// - Parameter chart: the root of the outermost chart's `Chart.yaml`.
  func folders(naming chart: YAMLNode?) -> RepositoryPath {
    var folders = names
    let dependencies = chart?["dependencies"]?.items ?? []
    if let alias = names.first,
      let name = dependencies.first(where: { $0["alias"]?.text == alias })?["name"]?.text
    {
      folders[0] = name
    }
    let parts =
      request.chart.display.split(separator: "/").map(String.init)
      + folders.flatMap { ["charts", $0] } + rest
    return RepositoryPath(parts.joined(separator: "/"))
  }

  /// A values file, and the keys below which it holds what a chart sees as its values.
  struct Layer {
    let path: RepositoryPath
    let prefix: [String]

    /// Where a values path stands in the file; `global` is every chart's.
    func place(of path: ValuesPath) -> ValuesPath {
      if path.components.first == .key("global") { return path }
      return ValuesPath(prefix.map(ValuesPath.Component.key) + path.components)
    }
  }

  /// The layers that a chart's values are made of, the highest first.
  ///
  /// - Parameter own: the chart's own `values.yaml`.
  func layers(with own: RepositoryPath) -> [Layer] {
    let folder = request.chart.bytes + (request.chart.bytes.isEmpty ? [] : [UInt8(ascii: "/")])
    let outer = RepositoryPath(bytes: folder + Array("values.yaml".utf8))
    let above = (request.values.reversed() + [outer]).map { Layer(path: $0, prefix: names) }
    return names.isEmpty ? above : above + [Layer(path: own, prefix: [])]
  }
}
