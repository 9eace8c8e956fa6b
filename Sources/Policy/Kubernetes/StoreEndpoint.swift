import Findings

extension KubernetesObject {
  /// Where a store's providers look: a server, a vault, a project, a role; as they are written.
  ///
  /// Source: external-secrets.io, API "VaultProvider", "AzureKVProvider", "GCPSMProvider",
  /// "AWSProvider".
  var storeEndpoints: [YAMLNode] {
    storeProviders.flatMap { provider -> [YAMLNode] in
      let queries: [YAMLQuery] =
        switch provider.name {
        case "vault": ["server"]
        case "azurekv": ["vaultUrl"]
        case "gcpsm": ["projectID", "auth.workloadIdentity.clusterName"]
        case "aws": ["role"]
        default: []
        }
      return queries.flatMap { provider.node.nodes(at: $0) }
    }
    .filter { node in node.text.map { !TemplateText.isFilled($0) } ?? false }
  }
}

extension ModelFile {
  /// The keys under which values files keep a store's endpoint.
  private static let endpointKeys: Set<String> = [
    "server", "address", "vaultUrl", "projectID", "uri",
  ]
  /// Keys of blocks that configure a store.
  private static let storeKeys: Set<String> = [
    "vault", "azure", "azurekv", "keyvault", "gcp", "gcpsm", "aws", "secretstore", "secretstores",
    "clustersecretstore", "externalsecrets",
  ]

  /// The endpoints of stores that a values file configures: in a store's block, or in a file that is
  /// named after one.
  var storeEndpoints: [YAMLNode] {
    var found: [YAMLNode] = []
    let name = path.display.split(separator: "/").last?.lowercased().replacing("-", with: "") ?? ""
    let isOfStore = ["vault", "secretstore", "externalsecret"].contains { name.contains($0) }
    for root in valuesRoots {
      root.walkScalars { visit in
        guard case .key(let key)? = visit.path.components.last,
          ModelFile.endpointKeys.contains(key), let text = visit.value.text,
          !TemplateText.isFilled(text)
        else { return }
        let isInStore = visit.path.components.dropLast().contains { component in
          if case .key(let name) = component {
            return ModelFile.storeKeys.contains(name.lowercased())
          }
          return false
        }
        if isInStore || isOfStore { found.append(visit.value) }
      }
    }
    return found
  }
}
