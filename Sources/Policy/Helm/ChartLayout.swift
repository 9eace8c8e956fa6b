public import Findings

/// Which files of a tree make a Helm chart (helm.sh/docs/topics/charts).
public struct ChartLayout: Sendable, Hashable {
  /// The chart's folder; empty where it is the tree's own.
  public let folder: RepositoryPath
  /// `Chart.yaml`.
  public let chartFile: RepositoryPath
  /// Templates that write manifests: YAML and JSON below `templates`, but for names with `_`.
  public internal(set) var manifests: [RepositoryPath] = []
  /// Other templates: `_helpers.tpl`, `NOTES.txt`.
  public internal(set) var partials: [RepositoryPath] = []
  /// Below `crds`: plain YAML.
  public internal(set) var crds: [RepositoryPath] = []
  /// `values.yaml` first, then every `values*.yaml`, also those in `values` and `ci`, by path. A
  /// `.helmignore` keeps them out of a package, not out of an installation.
  public internal(set) var values: [RepositoryPath] = []
  /// The index of the chart whose `charts` folder holds this one; nil for a chart of its own.
  public internal(set) var parent: Int?

  /// Finds the charts in a tree, by folder, and the files that helm would read in each.
  ///
  /// - Parameters:
  ///   - paths: the tree's files, in any order.
  ///   - read: a file's bytes, for `.helmignore`; nil where there is none.
  public static func find(
    in paths: [RepositoryPath], read: (RepositoryPath) -> [UInt8]?
  ) -> [ChartLayout] {
    var charts = paths.filter { $0.name.elementsEqual("Chart.yaml".utf8) }.sorted()
      .map { ChartLayout(folder: folder(of: $0), chartFile: $0) }
      .sorted { $0.folder < $1.folder }
    let folders = Dictionary(
      charts.enumerated().map { ($0.element.folder.bytes, $0.offset) }, uniquingKeysWith: { $1 })
    let ignored = charts.map { chart in
      HelmIgnore(read(chart.path(to: ".helmignore")) ?? [])
    }
    for index in charts.indices { charts[index].parent = charts[index].owner(folders) }
    for path in paths.sorted() {
      guard let index = chart(of: path, folders) else { continue }
      let inside = RepositoryPath(
        bytes: Array(path.bytes.dropFirst(charts[index].path(to: "").bytes.count)))
      charts[index].add(path, inside, isIgnored: ignored[index].ignores(inside))
    }
    for index in charts.indices { charts[index].sortValues() }
    return charts
  }

  private mutating func add(_ path: RepositoryPath, _ inside: RepositoryPath, isIgnored: Bool) {
    let parts = inside.bytes.split(separator: slash)
    guard let name = parts.last, let first = parts.first else { return }
    let isYAML = name.ends(with: ".yaml") || name.ends(with: ".yml")
    if first.elementsEqual("templates".utf8), parts.count > 1 {
      let isManifest = (isYAML || name.ends(with: ".json")) && name.first != UInt8(ascii: "_")
      let isPartial = name.ends(with: ".tpl") || name.ends(with: ".txt") || isYAML
      guard !isIgnored else { return }
      if isManifest { manifests.append(path) } else if isPartial { partials.append(path) }
    } else if first.elementsEqual("crds".utf8), isYAML {
      if !isIgnored { crds.append(path) }
    } else if isYAML {
      let isNamed =
        name.starts(with: "values".utf8)
        || String(decoding: name, as: UTF8.self)
          .split(whereSeparator: { "-._".contains($0) }).contains("values")
      let isBeside = ["values", "ci"].contains { first.elementsEqual($0.utf8) } && parts.count > 1
      if isNamed && parts.count == 1 || isBeside { values.append(path) }
    }
  }

  private mutating func sortValues() {
    let main = path(to: "values.yaml")
    values = values.filter { $0 == main } + values.filter { $0 != main }
  }

  /// A path inside the chart's folder.
  public func path(to name: String) -> RepositoryPath {
    RepositoryPath(bytes: folder.bytes + (folder.bytes.isEmpty ? [] : [slash]) + Array(name.utf8))
  }

  private static func folder(of path: RepositoryPath) -> RepositoryPath {
    RepositoryPath(bytes: Array(path.bytes.dropLast(path.name.count).dropLast()))
  }

  /// The innermost chart that a path lies in.
  private static func chart(of path: RepositoryPath, _ folders: [[UInt8]: Int]) -> Int? {
    var bytes = path.bytes[...]
    while let end = bytes.lastIndex(of: slash) {
      bytes = bytes[..<end]
      if let index = folders[Array(bytes)] { return index }
    }
    return folders[[]]
  }

  /// The chart in whose `charts` folder this one lies.
  private func owner(_ folders: [[UInt8]: Int]) -> Int? {
    var bytes = folder.bytes[...]
    while let name = bytes.lastIndex(of: slash) {
      bytes = bytes[..<name]
      let start = bytes.lastIndex(of: slash).map { $0 + 1 } ?? bytes.startIndex
      guard bytes[start...].elementsEqual("charts".utf8) else { continue }
      return folders[Array(bytes[..<max(start - 1, bytes.startIndex)])]
    }
    return folder.bytes.elementsEqual("charts".utf8) ? folders[[]] : nil
  }
}

extension ArraySlice<UInt8> {
  fileprivate func ends(with suffix: String) -> Bool {
    count > suffix.utf8.count && self.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
  }
}

private let slash = UInt8(ascii: "/")
