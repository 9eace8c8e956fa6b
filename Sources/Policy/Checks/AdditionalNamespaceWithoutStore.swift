import Rules

/// ZT505: a pull secret for a namespace in which no store stands.
struct AdditionalNamespaceWithoutStore: PolicyCheck {
  static let id = "ZT505"

  private static let path = "registry.additionalNamespaces"

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    let stores = model.objects("SecretStore").filter(\.isExternalSecrets)
    for group in WiringGroup.all(in: model) {
      let listed = group.values(at: group.wiring.consumerPath)
      let own = stores.filter { store in
        store.environment.map { $0.name == group.environment } ?? true
      }.compactMap(\.namespace?.text)
      let known = Set(listed.map(\.text) + own)
      for use in group.values(at: Self.path) where !known.contains(use.text) {
        breaches.append(
          Breach(
            use.file.source, use.node.contentRange,
            "\(use.text) gets a pull secret in \(group.environment) but has no store"
              + (listed.isEmpty ? "" : " among [those of the environment](1)"),
            identity: "\(Self.path)/\(use.text)",
            related: listed.prefix(1).map {
              RelatedPlace(
                source: $0.file.source, range: $0.node.contentRange, message: "the stores")
            }, environment: group.environment))
      }
    }
  }
}
