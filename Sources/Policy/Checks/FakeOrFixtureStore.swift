import Rules

/// ZT319: a store, or a generator, that makes its secrets up outside of development.
struct FakeOrFixtureStore: PolicyCheck {
  static let id = "ZT319"

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    let environments = EnvironmentNames(model.settings)
    for object in model.objects {
      guard let node = fake(in: object) else { continue }
      let environment = environments.environment(of: object)
      if let environment, !environment.isProduction { continue }
      breaches.append(
        Breach(
          object.source, node.contentRange,
          "\(object.identity) serves values that are written in it",
          identity: object.identity, environment: environment?.name))
    }
  }

  private func fake(in object: KubernetesObject) -> YAMLNode? {
    if object.group == "generators.external-secrets.io" {
      return object.kind == "Fake" ? object.kindNode : nil
    }
    guard object.isExternalSecrets, ["SecretStore", "ClusterSecretStore"].contains(object.kind)
    else { return nil }
    return object.node.node(at: "spec.provider")?.entry("fake")?.key
  }
}
