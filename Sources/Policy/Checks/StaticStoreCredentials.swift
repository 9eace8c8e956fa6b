import Findings

/// ZT401: a secret store that logs in with a stored credential.
struct StaticStoreCredentials: PolicyCheck {
  static let id = "ZT401"

  /// The keys of `auth` that bring a credential, by provider.
  ///
  /// Source: external-secrets.io, API "AWSAuth", "GCPSMAuth", "AlibabaAuth", "VaultAuth".
  private static let keys: [String: [String]] = [
    "aws": ["secretRef"], "gcpsm": ["secretRef"], "alibaba": ["secretRef"],
    "vault": ["tokenSecretRef", "appRole", "userPass", "ldap"],
  ]

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    for object in model.objects {
      for provider in object.storeProviders {
        guard let (node, message) = fault(provider, object) else { continue }
        breaches.append(
          Breach(
            object.source, node.contentRange, "\(object.identity) \(message)",
            identity: "\(object.identity)/\(provider.name)"))
      }
    }
  }

  private func fault(
    _ provider: StoreProvider, _ object: KubernetesObject
  ) -> (YAMLNode, String)? {
    if provider.name == "azurekv" { return azure(provider.node, object) }
    guard let keys = Self.keys[provider.name] else { return nil }
    let entries = provider.node.allEntries("auth").flatMap { $0.value.entries }
    guard let entry = entries.first(where: { keys.contains($0.key.text ?? "") }) else { return nil }
    return (entry.key, "logs in with a stored credential (\(entry.key.text ?? ""))")
  }

  private func azure(_ node: YAMLNode, _ object: KubernetesObject) -> (YAMLNode, String)? {
    guard node.isMapping else { return nil }
    let types = node.allEntries("authType").map(\.value)
    let principal = types.first { $0.text == "ServicePrincipal" }
    guard types.isEmpty || principal != nil else { return nil }
    if let entry = node.entry("authSecretRef") {
      return (entry.key, "logs in with a stored credential (authSecretRef)")
    }
    if let principal { return (principal, "logs in as a service principal") }
    guard !object.mayHoldMore(in: node) else { return nil }
    return (object.kindNode, "has no authType: the default is ServicePrincipal")
  }
}
