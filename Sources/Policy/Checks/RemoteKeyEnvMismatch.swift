import Findings
import Rules

/// ZT311: a key of one environment that is read in another.
struct RemoteKeyEnvMismatch: PolicyCheck {
  static let id = "ZT311"

  /// The environment in which a key is used, and the endpoint that says so.
  private struct Use {
    var environment: PolicySettings.Environment
    var endpoint: RelatedPlace?
  }

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    let names = EnvironmentNames(model.settings)
    let catalogue = StoreCatalogue(model)
    let sites = model.objectKeySites + model.files.flatMap(model.valuesKeySites)
    for site in sites {
      let own = names.environments(ofKey: site.name)
      guard let first = own.first, let use = use(of: site, names, catalogue, model) else {
        continue
      }
      guard !own.contains(where: { $0.name == use.environment.name }) else { continue }
      let used = use.environment.name
      breaches.append(
        Breach(
          site.source, site.range,
          "\(site.text) is a key of \(first.name), used in "
            + (use.endpoint == nil ? used : "[\(used)](1)"),
          identity: site.identity, related: use.endpoint.map { [$0] } ?? [],
          environment: used))
    }
  }

  private func use(
    of site: RemoteKeySite, _ names: EnvironmentNames, _ catalogue: StoreCatalogue,
    _ model: RepositoryModel
  ) -> Use? {
    switch site.origin {
    case .externalSecret(let object, let item):
      let written = item.node(at: "sourceRef.storeRef").flatMap(StoreReference.init)
      let reference =
        written ?? object.externalSecretSpec?["secretStoreRef"].flatMap(StoreReference.init)
      return use(of: object, [reference].compactMap { $0 }, names, catalogue)
    case .pushSecret(let object): return use(of: object, object.storeReferences, names, catalogue)
    case .values(let file): return file.environment.map { Use(environment: $0) }
    case .terraform, .shell: return nil
    }
  }

  private func use(
    of object: KubernetesObject, _ references: [StoreReference], _ names: EnvironmentNames,
    _ catalogue: StoreCatalogue
  ) -> Use? {
    if let environment = names.environment(of: object) { return Use(environment: environment) }
    guard references.count == 1, let reference = references.first else { return nil }
    let listed = Set(catalogue.entries(for: reference).compactMap(\.environment))
    if listed.count == 1, let name = listed.first {
      return names.environment(called: name).map { Use(environment: $0) }
    }
    for store in catalogue.objects(for: reference, from: object) {
      for endpoint in store.storeEndpoints {
        let named = names.environments(ofEndpoint: endpoint.text ?? "")
        guard named.count == 1 else { continue }
        return Use(
          environment: named[0],
          endpoint: RelatedPlace(
            source: store.source, range: endpoint.contentRange, message: "the store's endpoint"))
      }
    }
    return nil
  }
}
