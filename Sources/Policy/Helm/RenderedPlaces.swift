import Findings

/// Leads from what helm wrote back to the line of the template that wrote it, and to the values key
/// behind it.
struct RenderedPlaces {
  private let model: RepositoryModel
  private let charts: [RepositoryPath: Chart]
  private var origins: [RepositoryPath: TemplateOrigins] = [:]

  /// - Parameter model: the repository as it is written, templates and all.
  init(model: RepositoryModel) {
    self.model = model
    charts = Dictionary(model.charts.map { ($0.layout.folder, $0) }) { first, _ in first }
  }

  struct Place {
    let source: SourceText
    let range: Range<Int>
    /// The values key that the text comes from, where one is known.
    var values: RelatedPlace?
  }

  /// Where the text at `offset` of a rendered file comes from; nil where the chart that wrote it is
  /// not in the repository.
  mutating func place(of offset: Int, in file: ModelFile, for request: RenderRequest) -> Place? {
    let scope = RenderedScope(file.path, of: request)
    let path = scope.folders(naming: charts[request.chart]?.file.roots.first)
    guard let written = model.file(at: path), let template = written.template else {
      return dependency(file.path, of: request)
    }
    guard let yaml = file.yaml, let way = RenderedWay(to: offset, in: yaml),
      let trail = trail(of: way, in: template)
    else { return Place(source: written.source, range: 0..<0) }
    let rest = way.rest(behind: trail.count - 1)
    guard !rest.steps.isEmpty else { return exact(trail, way, in: written, template, scope) }
    let found = placeholders(behind: trail, in: template)
      .map { (action: $0, values: valuesKey(of: $0, rest, in: written, template, scope)) }
    let best =
      found.first { $0.values?.isSame == true }
      ?? found.first { brings(template.actions[$0.action]) } ?? found.first
    guard let best else { return exact(trail, way, in: written, template, scope) }
    return Place(
      source: written.source, range: template.actions[best.action].range,
      values: best.values?.place)
  }

  /// The longest way through the documents of the template that may be the object.
  private func trail(of way: RenderedWay, in template: TemplateFile) -> [RenderedWay.Stop]? {
    let roots = template.yaml.roots.filter { root in
      guard let kind = root["kind"]?.text, NamePattern(kind).canEqual(NamePattern(way.kind)) else {
        return false
      }
      guard let name = way.name, let own = root.node(at: "metadata.name")?.text else { return true }
      return NamePattern(own).canEqual(name)
    }
    return roots.map { root in
      RenderedWay.follow(way.steps[...], from: [RenderedWay.Stop(key: nil, value: root)])
    }.max { $0.count < $1.count }
  }

  /// The place of the last node on the trail: all of the way, or the nearest that is written.
  private mutating func exact(
    _ trail: [RenderedWay.Stop], _ way: RenderedWay, in file: ModelFile, _ template: TemplateFile,
    _ scope: RenderedScope
  ) -> Place? {
    guard let last = trail.last else { return nil }
    let isWhole = trail.count == way.steps.count + 1
    guard isWhole, !way.endsAtKey else {
      return Place(source: file.source, range: (last.key ?? last.value).contentRange)
    }
    let output = template.actions(in: last.value.range)
      .first { template.actions[$0].kind == .output }
    let rest = way.rest(behind: way.steps.count)
    let values = output.flatMap { valuesKey(of: $0, rest, in: file, template, scope)?.place }
    return Place(source: file.source, range: last.value.contentRange, values: values)
  }

  // MARK: Placeholders

  /// The actions that may write what the template does not show below the end of the trail: behind a
  /// key, or on lines of their own, of the innermost block that has some.
  private func placeholders(
    behind trail: [RenderedWay.Stop], in template: TemplateFile
  ) -> [Int] {
    for stop in trail.reversed() {
      let start = (stop.key ?? stop.value).range.lowerBound
      let end = blockEnd(of: stop, from: start, in: template)
      let found = template.actions(in: start..<end).filter { index in
        template.actions[index].kind == .output && standsAlone(index, behind: stop, in: template)
      }
      if !found.isEmpty { return found }
    }
    return []
  }

  private func brings(_ action: TemplateAction) -> Bool {
    !Set(["toYaml", "include", "template", "tpl"]).isDisjoint(with: action.functions)
  }

  /// Whether an action begins its line, or stands directly behind the key.
  private func standsAlone(
    _ index: Int, behind stop: RenderedWay.Stop, in template: TemplateFile
  ) -> Bool {
    let offset = template.actions[index].range.lowerBound
    var start = offset
    while start > 0, template.bytes[start - 1].isBlank { start -= 1 }
    if start == 0 || template.bytes[start - 1] == 0x0A { return true }
    guard let key = stop.key, start > key.range.upperBound else { return false }
    return template.bytes[key.range.upperBound..<start].allSatisfy { $0 == 0x3A || $0.isBlank }
  }

  /// Behind the last line that is deeper than the stop's key, actions not counted.
  private func blockEnd(
    of stop: RenderedWay.Stop, from start: Int, in template: TemplateFile
  ) -> Int {
    let bytes = template.bytes
    let column = start - template.lines.start(of: template.lines.line(of: start))
    var end = max(stop.value.range.upperBound, start)
    end = bytes.lineBreak(from: min(end, bytes.count), limit: bytes.count)
    while end < bytes.count {
      let next = bytes.lineBreak(from: end + 1, limit: bytes.count)
      let line = bytes[(end + 1)..<next]
      let text = line.drop { $0.isBlank }
      let depth = text.startIndex - line.startIndex
      let isItem = text.first == UInt8(ascii: "-") && !text.starts(with: "---".utf8)
      guard
        text.isEmpty || text.starts(with: "{{".utf8) || depth > column
          || depth == column && isItem && stop.key != nil
      else { break }
      end = next
    }
    return end
  }

  // MARK: Values

  /// The key, in the highest layer that has it, from which an action takes what it writes, and
  /// whether what stands there is what was written.
  private mutating func valuesKey(
    of action: Int, _ rest: RenderedWay.Rest, in file: ModelFile, _ template: TemplateFile,
    _ scope: RenderedScope
  ) -> (place: RelatedPlace, isSame: Bool)? {
    guard let chart = chart(of: file.path).flatMap({ charts[$0] }) else { return nil }
    var known = origins[chart.layout.folder] ?? TemplateOrigins(chart.library)
    let paths = known.values(of: template)[action].paths.filter { !$0.components.isEmpty }
    origins[chart.layout.folder] = known
    for layer in scope.layers(with: chart.layout.path(to: "values.yaml")) {
      guard let values = model.file(at: layer.path), let yaml = values.yaml else { continue }
      let trails = yaml.roots.flatMap { root in
        paths.flatMap { path in
          layer.place(of: path).entries(in: root).map { entry in
            RenderedWay.follow(rest.steps, from: [.init(key: entry.key, value: entry.value)])
          }
        }
      }
      guard let best = trails.max(by: { $0.count < $1.count }), let last = best.last else {
        continue
      }
      let place = RelatedPlace(
        source: values.source, range: last.key?.contentRange ?? last.value.range,
        message: "the values key that it comes from")
      let first = best.dropFirst().first?.value
      return (place, first.map { first in rest.node.map(first.says) ?? false } ?? false)
    }
    return nil
  }

  /// The innermost chart around a path.
  private func chart(of path: RepositoryPath) -> RepositoryPath? {
    var bytes = path.bytes[...]
    while let end = bytes.lastIndex(of: UInt8(ascii: "/")) {
      bytes = bytes[..<end]
      let folder = RepositoryPath(bytes: Array(bytes))
      if charts[folder] != nil { return folder }
    }
    let root = RepositoryPath(bytes: [])
    return charts[root] == nil ? nil : root
  }

  /// Of a packaged dependency: where the chart names it.
  private func dependency(_ path: RepositoryPath, of request: RenderRequest) -> Place? {
    guard let chart = charts[request.chart], let file = model.file(at: chart.layout.chartFile)
    else { return nil }
    let parts = path.display.split(separator: "/").map(String.init)
    let names =
      chart.file.roots.flatMap { $0.nodes(at: "dependencies[].name") }
      + chart.file.roots.flatMap { $0.nodes(at: "dependencies[].alias") }
    let named = names.first { $0.text.map(parts.contains) ?? false }
    return Place(source: file.source, range: named?.contentRange ?? 0..<0)
  }
}

extension YAMLNode {
  /// Whether two nodes hold the same scalars under the same keys.
  fileprivate func says(_ other: YAMLNode) -> Bool {
    if isScalar { return text == other.text }
    if isSequence {
      return items.count == other.items.count && zip(items, other.items).allSatisfy { $0.says($1) }
    }
    return entries.count == other.entries.count
      && entries.allSatisfy { entry in
        other[entry.key.text ?? ""].map(entry.value.says) ?? false
      }
  }
}
