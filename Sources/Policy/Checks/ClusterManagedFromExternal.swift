import Findings
import Rules

/// ZT315: a Secret that the cluster makes itself, delivered from outside.
struct ClusterManagedFromExternal: PolicyCheck {
  static let id = "ZT315"

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    let managed = Managed(model.settings.clusterManaged)
    for object in model.objects { check(object, managed, &breaches) }
    for file in model.files {
      let sites = model.valuesKeySites(in: file) + model.terraformKeySites(in: file)
      for site in sites {
        guard let authority = managed.authority(of: site.name) else { continue }
        breaches.append(
          Breach(
            site.source, site.range, message(site.name, authority), identity: site.identity))
      }
      for (name, range) in variables(of: file) {
        let sanitised = String(name.lowercased().map { "_.".contains($0) ? "-" : $0 })
        guard let authority = managed.authority(of: sanitised) else { continue }
        breaches.append(
          Breach(file.source, range, message(sanitised, authority), identity: "variable/\(name)"))
      }
    }
  }

  /// One finding an ExternalSecret: its target, else each of its keys.
  private func check(_ object: KubernetesObject, _ managed: Managed, _ breaches: inout [Breach]) {
    guard let spec = object.externalSecretSpec else { return }
    let target = spec.node(at: "target.name") ?? object.node.node(at: "metadata.name")
    if let target, let text = target.text,
      let authority = managed.authority(of: TemplateText.pattern(of: text))
    {
      breaches.append(
        Breach(
          object.source, target.contentRange, message(NamePattern(text).text, authority),
          identity: object.identity))
      return
    }
    for key in object.remoteKeys {
      let name = key.pattern.text
      guard let authority = managed.authority(of: name) else { continue }
      breaches.append(
        Breach(
          object.source, key.node.contentRange, message(name, authority),
          identity: "\(object.identity)/\(name)"))
    }
  }

  private func message(_ name: String, _ authority: String) -> String {
    "\(name) is made by \(authority): do not deliver it from outside"
  }

  /// The variables of a dotenv file, and the keys of a Terraform variables file.
  private func variables(of file: ModelFile) -> [(String, Range<Int>)] {
    let entries = file.dotenv?.entries.map { ($0.key, $0.keyRange) } ?? []
    let path = file.path.display
    guard path.hasSuffix(".tfvars") || path.hasSuffix(".tfvars.json"),
      let terraform = file.terraform
    else { return entries }
    var names: [(String, Range<Int>)] = []
    terraform.forEachSite { site in
      if let key = site.keys.last { names.append((key, site.nameRange)) }
    }
    return entries + names
  }

  /// What `clusterManaged` says.
  private struct Managed {
    let entries: [PolicySettings.ClusterManaged]

    init(_ entries: [PolicySettings.ClusterManaged]) { self.entries = entries }

    /// What makes the Secret called `name`; a `*` in the name is text that is not known.
    func authority(of name: String) -> String? {
      guard name.contains(where: { $0 != "*" }) else { return nil }
      return entries.first { Wildcard.matches($0.pattern, name) }
        .map { $0.authority ?? "the cluster" }
    }
  }
}
