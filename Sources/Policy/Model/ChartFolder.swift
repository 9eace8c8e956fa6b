import Findings

/// The templates of one chart with the names that they share; a `Chart.yaml` need not be there.
struct ChartFolder: Sendable {
  /// From the repository's root; empty for the root itself.
  let folder: String
  let templates: [ModelFile]
  let library: TemplateLibrary
  /// The chart's own `values.yaml`.
  let values: ModelFile?

  /// Every folder with a `templates` folder in it, by path.
  static func all(in model: RepositoryModel) -> [ChartFolder] {
    var members: [String: [ModelFile]] = [:]
    for file in model.files where file.template != nil {
      members[folder(of: file.path), default: []].append(file)
    }
    let libraries = Dictionary(
      model.charts.map { ($0.layout.folder.display, $0.library) }
    ) { $1 }
    return members.sorted { $0.key < $1.key }.map { folder, templates in
      let path = folder.isEmpty ? "values.yaml" : folder + "/values.yaml"
      return ChartFolder(
        folder: folder, templates: templates,
        library: libraries[folder] ?? TemplateLibrary(templates.compactMap(\.template)),
        values: model.file(at: RepositoryPath(path)))
    }
  }

  private static func folder(of path: RepositoryPath) -> String {
    path.display.split(separator: "/").dropLast().prefix { $0 != "templates" }
      .joined(separator: "/")
  }
}
