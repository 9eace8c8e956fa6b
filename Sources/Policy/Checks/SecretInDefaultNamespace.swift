/// ZT210: a secret, or a store of secrets, in the namespace that everything without one lands in.
struct SecretInDefaultNamespace: PolicyCheck {
  static let id = "ZT210"

  private static let kinds: Set<String> = [
    "Secret", "SealedSecret", "ExternalSecret", "SecretStore", "PushSecret",
  ]

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    for object in model.objects where Self.kinds.contains(object.kind) {
      for node in object.node.nodes(at: "metadata.namespace") where node.text == "default" {
        breaches.append(
          Breach(
            object.source, node.contentRange,
            "\(object.identity) is in the namespace default, which whatever names none shares",
            identity: object.identity))
      }
    }
  }
}
