/// A ServiceAccount that a store logs in as, and what the cloud expects on it.
struct StoreLogin: Sendable {
  let nameNode: YAMLNode
  let name: NamePattern
  let namespace: NamePattern?
  let annotations: [CloudIdentity.Annotation]

  /// Whether it is this ServiceAccount: by name alone where one of the two has no namespace.
  func means(_ account: KubernetesObject) -> Bool {
    guard name.isExact, let other = account.name, other == name else { return false }
    guard let namespace, let place = account.namespace else { return true }
    return namespace.canEqual(place)
  }
}

extension KubernetesObject {
  /// The accounts through which a store's providers log in at their cloud.
  ///
  /// Source: external-secrets.io, API "AzureKVProvider", "AWSAuth", "GCPSMAuth".
  var storeLogins: [StoreLogin] {
    storeProviders.compactMap { provider in
      switch provider.name {
      case "azurekv":
        guard provider.node["authType"]?.text == "WorkloadIdentity",
          provider.node["authSecretRef"] == nil
        else { return nil }
        let hasTenant = provider.node["tenantId"] != nil
        return login(
          provider.node["serviceAccountRef"],
          hasTenant ? [.azureClient] : [.azureClient, .azureTenant])
      case "aws": return login(provider.node.node(at: "auth.jwt.serviceAccountRef"), [.awsRole])
      case "gcpsm":
        return login(
          provider.node.node(at: "auth.workloadIdentity.serviceAccountRef"), [.googleAccount])
      default: return nil
      }
    }
  }

  private func login(
    _ reference: YAMLNode?, _ annotations: [CloudIdentity.Annotation]
  ) -> StoreLogin? {
    guard let nameNode = reference?["name"], let name = nameNode.text else { return nil }
    let written = reference?["namespace"]?.text.map(NamePattern.init)
    return StoreLogin(
      nameNode: nameNode, name: NamePattern(name), namespace: written ?? namespace,
      annotations: annotations)
  }
}
