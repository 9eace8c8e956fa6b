/// ZT320: a ClusterExternalSecret that puts its Secret into every namespace.
struct ClusterExternalSecretWide: PolicyCheck {
  static let id = "ZT320"

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    for object in model.objects("ClusterExternalSecret") where object.isExternalSecrets {
      let selectors =
        object.node.nodes(at: "spec.namespaceSelector")
        + object.node.nodes(at: "spec.namespaceSelectors[]")
      for selector in selectors {
        guard let open = selector.openSelector, !object.mayHoldMore(in: selector) else { continue }
        breaches.append(
          Breach(
            object.source, open.contentRange,
            "\(object.identity) makes its Secret in every namespace", identity: object.identity))
      }
    }
  }
}
