import Findings
import Rules

/// ZT321: a store of one environment whose endpoint is another's.
struct StoreEndpointEnvMismatch: PolicyCheck {
  static let id = "ZT321"

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    let names = EnvironmentNames(model.settings)
    let listed = model.settings.stores
    for object in model.objects where object.isSecretStore {
      let entries = listed.filter { entry in
        entry.name == object.name?.text && (entry.kind ?? object.kind) == object.kind
      }
      guard !entries.contains(where: \.isExternal),
        let own = environment(of: object, entries, names)
      else { continue }
      for endpoint in object.storeEndpoints {
        report(endpoint, object.source, own, object.identity, names, &breaches)
      }
    }
    for file in model.files {
      guard let own = file.environment else { continue }
      for endpoint in file.storeEndpoints {
        report(endpoint, file.source, own, "values", names, &breaches)
      }
    }
  }

  private func report(
    _ endpoint: YAMLNode, _ source: SourceText, _ own: PolicySettings.Environment,
    _ owner: String, _ names: EnvironmentNames, _ breaches: inout [Breach]
  ) {
    let text = endpoint.text ?? ""
    let named = names.environments(ofEndpoint: text)
    guard let other = named.first, !named.contains(where: { $0.name == own.name }) else { return }
    breaches.append(
      Breach(
        source, endpoint.contentRange,
        "the store stands in \(own.name), its endpoint is \(other.name)'s",
        identity: "\(owner)/\(text)", environment: own.name))
  }

  private func environment(
    of object: KubernetesObject, _ entries: [PolicySettings.Store], _ names: EnvironmentNames
  ) -> PolicySettings.Environment? {
    if let environment = object.environment { return environment }
    if let namespace = object.namespace, namespace.isExact,
      let environment = names.environment(namedInNamespace: namespace.text)
    {
      return environment
    }
    let listed = Set(entries.compactMap(\.environment))
    return listed.count == 1 ? listed.first.flatMap(names.environment(called:)) : nil
  }
}
