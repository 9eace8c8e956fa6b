public import Findings

/// A chart with its templates and values files read.
public struct Chart: Sendable {
  public let layout: ChartLayout
  /// What `Chart.yaml` says, else its folder's name.
  public let name: String
  /// `Chart.yaml`.
  public let file: YAMLFile
  /// By path, in order: `layout.manifests`.
  public let manifests: [Source<TemplateFile>]
  /// `layout.partials`.
  public let partials: [Source<TemplateFile>]
  /// `layout.values`.
  public let values: [Source<YAMLFile>]
  /// The named templates of the chart, of its subcharts and of the charts that it is a part of.
  public internal(set) var library = TemplateLibrary([])

  /// A file and what was read from it.
  public struct Source<Content: Sendable>: Sendable {
    public let path: RepositoryPath
    public let content: Content
  }

  /// - Parameters:
  ///   - tree: what a YAML file holds; nil for one that there is not.
  ///   - template: what a template holds, and whether it writes a manifest.
  public init(
    _ layout: ChartLayout, tree: (RepositoryPath) -> YAMLFile?,
    template: (RepositoryPath, Bool) -> TemplateFile?
  ) {
    self.layout = layout
    file = tree(layout.chartFile) ?? YAMLFile([])
    let folder = String(decoding: layout.folder.name, as: UTF8.self)
    name = file.roots.first?["name"]?.text ?? folder
    manifests = layout.manifests.compactMap { path in
      template(path, true).map { Source(path: path, content: $0) }
    }
    partials = layout.partials.compactMap { path in
      template(path, false).map { Source(path: path, content: $0) }
    }
    values = layout.values.compactMap { path in
      tree(path).map { Source(path: path, content: $0) }
    }
  }

  /// All its templates: helm looks for `define` in every one.
  public var templates: [Source<TemplateFile>] { manifests + partials }

  /// Reads every chart of a tree, by folder; charts and their subcharts share named templates.
  ///
  /// - Parameters:
  ///   - paths: the tree's files.
  ///   - read: a file's bytes; nil where it cannot be read.
  public static func all(
    in paths: [RepositoryPath], limits: YAMLLimits = YAMLLimits(),
    read: (RepositoryPath) -> [UInt8]?
  ) -> [Chart] {
    all(
      in: paths, read: read, tree: { path in read(path).map { YAMLFile($0, limits: limits) } },
      template: { path, isManifest in
        read(path).map { TemplateFile($0, isManifest: isManifest, limits: limits) }
      })
  }

  /// The same of files that are read already; `read` is asked for `.helmignore` alone.
  static func all(
    in paths: [RepositoryPath], read: (RepositoryPath) -> [UInt8]?,
    tree: (RepositoryPath) -> YAMLFile?, template: (RepositoryPath, Bool) -> TemplateFile?
  ) -> [Chart] {
    let layouts = ChartLayout.find(in: paths, read: read)
    var charts = layouts.map { Chart($0, tree: tree, template: template) }
    var families: [Int: [Int]] = [:]
    for index in charts.indices {
      let root = sequence(first: index) { layouts[$0].parent }.reduce(index) { $1 }
      families[root, default: []].append(index)
    }
    for family in families.values {
      // A chart's own definitions win over those of its subcharts: they come last.
      let files = family.reversed().flatMap { charts[$0].templates.map(\.content) }
      let library = TemplateLibrary(files)
      for index in family { charts[index].library = library }
    }
    return charts
  }
}
