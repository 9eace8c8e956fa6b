import Findings

/// ZT105: a template that writes a credential which only the values can give.
struct TemplateEmitsValueSecret: PolicyCheck {
  static let id = "ZT105"

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    let names = CredentialNames(model.settings)
    let objects = Dictionary(grouping: model.objects.filter(\.isTemplate)) { $0.source.path }
    for folder in ChartFolder.all(in: model) {
      var tracer = CredentialTracer(folder: folder, names: names)
      for file in folder.templates {
        for object in objects[file.path] ?? [] { tracer.trace(object, in: file) }
      }
      breaches += tracer.breaches
    }
  }
}

/// Follows what a chart's objects hold back to the values.
private struct CredentialTracer {
  private(set) var breaches: [Breach] = []
  private let folder: ChartFolder
  private let names: CredentialNames
  private let sources: [ObjectIdentifier: SourceText]
  private var origins: TemplateOrigins
  private var seen: Set<Place> = []

  private struct Place: Hashable {
    let file: ObjectIdentifier
    let offset: Int
  }

  /// A text of an object that may hold a credential.
  private struct Site {
    /// The variable's name, or the entry's key.
    let name: String
    let node: YAMLNode
    /// Whether the object is there for credentials, or for anything.
    let isSecret: Bool
    /// Whether only a name that promises a credential makes it one.
    let needsName: Bool
  }

  private static let generators: Set<String> = [
    "randAlphaNum", "randAlpha", "randNumeric", "randAscii", "randBytes", "sha256sum",
  ]

  init(folder: ChartFolder, names: CredentialNames) {
    self.folder = folder
    self.names = names
    origins = TemplateOrigins(folder.library)
    sources = Dictionary(
      folder.templates.compactMap { file in
        file.template.map { (ObjectIdentifier($0), file.source) }
      }
    ) { first, _ in first }
  }

  mutating func trace(_ object: KubernetesObject, in file: ModelFile) {
    guard let template = file.template else { return }
    for site in sites(of: object, template) {
      for index in template.actions(in: site.node.range) {
        let action = template.actions[index]
        guard action.kind == .output, Self.generators.isDisjoint(with: action.functions) else {
          continue
        }
        let values = origins.values(of: template)
        guard !values[index].isKept, !isOptional(site, in: template),
          !isDescription(action, site, in: template),
          let path = values[index].paths.first(where: { feeds($0, site) })
        else { continue }
        let place = origins.place(of: path, action: index, in: template)
        report(site, path, place, in: file)
      }
    }
  }

  private func sites(of object: KubernetesObject, _ template: TemplateFile) -> [Site] {
    var sites: [Site] = []
    for item in object.containers.flatMap({ $0["env"]?.items ?? [] }) {
      guard let name = item["name"]?.text else { continue }
      sites += item.allEntries("value").map {
        Site(name: name, node: $0.value, isSecret: false, needsName: true)
      }
    }
    let isSecret = object.kind == "Secret"
    guard isSecret || object.kind == "ConfigMap", object.group.isEmpty,
      !isSecret || !TemplateGuard.isReplaceable(object.kindNode.range.lowerBound, in: template)
    else { return sites }
    for field in ["data", "stringData"] {
      for entry in object.node.allEntries(field).flatMap(\.value.entries)
      where entry.value.isScalar {
        sites.append(
          Site(
            name: entry.key.text ?? "", node: entry.value, isSecret: isSecret, needsName: false))
      }
    }
    return sites
  }

  /// Whether an existing Secret can take the place of one entry of a Secret.
  private func isOptional(_ site: Site, in template: TemplateFile) -> Bool {
    site.isSecret && TemplateGuard.isReplaceable(site.node.range.lowerBound, in: template)
  }

  /// Whether an action in a text of several lines writes to a key that tells where a credential is:
  /// `smtp_auth_password_file: /etc/mail/{{ … }}`.
  private func isDescription(
    _ action: TemplateAction, _ site: Site, in template: TemplateFile
  ) -> Bool {
    guard site.node.isBlockScalar else { return false }
    let bytes = template.bytes
    var start = action.range.lowerBound
    while start > site.node.range.lowerBound, bytes[start - 1] != 0x0A { start -= 1 }
    while start < action.range.lowerBound, bytes[start].isBlank || bytes[start] == ascii("-") {
      start += 1
    }
    var end = start
    while end < action.range.lowerBound, bytes[end].isIdentifier || bytes[end] == ascii("-") {
      end += 1
    }
    let key = bytes.text(start..<end)
    while bytes.byte(end).isBlank { end += 1 }
    let isKey = bytes.byte(end) == ascii(":") || bytes.byte(end) == ascii("=")
    return isKey && names.describesCredential(key)
  }

  /// Whether the values key at `path` is a credential where it is written to `site`.
  private func feeds(_ path: ValuesPath, _ site: Site) -> Bool {
    // The name of the release, by which a helper finds what it made before, is no credential.
    guard let key = path.lastKey, !names.describesCredential(key), !key.hasSuffix("Override")
    else { return false }
    let source = names.meaning(of: key)
    switch names.meaning(of: site.name) {
    case .credential: return true
    case .nameOrCredential: return source == .credential || site.isSecret
    case .other:
      if site.needsName { return false }
      return source == .credential || site.isSecret && source == .nameOrCredential
    }
  }

  private mutating func report(
    _ site: Site, _ path: ValuesPath, _ place: TemplateOrigins.Place, in file: ModelFile
  ) {
    let source = sources[ObjectIdentifier(place.file)] ?? file.source
    let key = Place(file: ObjectIdentifier(source), offset: place.range.lowerBound)
    guard seen.insert(key).inserted else { return }
    let feeding = folder.values.flatMap { values in
      values.yaml?.roots.lazy.flatMap { path.entries(in: $0) }.first.map { entry in
        RelatedPlace(
          source: values.source, range: entry.key.contentRange, message: "the key that feeds it")
      }
    }
    let name = TemplateText.isFilled(site.name) ? "a credential" : site.name
    let origin = feeding == nil ? path.description : "[\(path)](1)"
    breaches.append(
      Breach(
        source, place.range, "\(name) can only be given in the clear, by \(origin) of the values",
        identity: "\(name)/\(path)", related: feeding.map { [$0] } ?? []))
  }
}
