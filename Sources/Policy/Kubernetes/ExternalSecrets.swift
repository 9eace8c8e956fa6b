import Rules

/// What the External Secrets Operator's objects say, whatever their version.
///
/// Source: external-secrets.io, API "ExternalSecret", "ClusterSecretStore", "PushSecret".
extension KubernetesObject {
  static let externalSecretsGroup = "external-secrets.io"

  /// Whether the object is one of the operator's.
  var isExternalSecrets: Bool { group == KubernetesObject.externalSecretsGroup }

  /// The spec of an ExternalSecret, also the one that a ClusterExternalSecret carries.
  var externalSecretSpec: YAMLNode? {
    guard isExternalSecrets else { return nil }
    switch kind {
    case "ExternalSecret": return node["spec"]
    case "ClusterExternalSecret": return node.node(at: "spec.externalSecretSpec")
    default: return nil
    }
  }

  /// Every reference to a store in the object.
  var storeReferences: [StoreReference] {
    if isExternalSecrets, kind == "PushSecret" {
      return (node.node(at: "spec.secretStoreRefs")?.items ?? []).compactMap(StoreReference.init)
    }
    guard let spec = externalSecretSpec else { return [] }
    let sources = ["data[].sourceRef.storeRef", "dataFrom[].sourceRef.storeRef"]
    let nodes =
      [spec["secretStoreRef"]].compactMap { $0 }
      + sources.flatMap { spec.nodes(at: YAMLQuery($0)) }
    return nodes.compactMap(StoreReference.init)
  }

  /// The remote keys that an ExternalSecret reads: `remoteRef.key` and `extract.key`.
  var remoteKeys: [RemoteKey] {
    guard let spec = externalSecretSpec else { return [] }
    let data = spec.allEntries("data").flatMap(\.value.items).compactMap { item in
      item.node(at: "remoteRef.key").map { RemoteKey(node: $0, item: item) }
    }
    let extracted = spec.allEntries("dataFrom").flatMap(\.value.items).compactMap { item in
      item.node(at: "extract.key").map { RemoteKey(node: $0, item: item) }
    }
    return data + extracted
  }
}

/// A `secretStoreRef`.
struct StoreReference: Sendable {
  let nameNode: YAMLNode
  let name: NamePattern
  /// `SecretStore` where it is left out; nil where a template chooses it.
  let kind: String?

  init?(_ node: YAMLNode) {
    guard let nameNode = node["name"], let name = nameNode.text else { return nil }
    self.nameNode = nameNode
    self.name = NamePattern(name)
    let written = node["kind"]?.text ?? "SecretStore"
    kind = TemplateText.isFilled(written) ? nil : written
  }
}

/// A key in a secret store that an ExternalSecret reads.
struct RemoteKey: Sendable {
  /// The key itself.
  let node: YAMLNode
  /// The item of `data` or `dataFrom` that it stands in.
  let item: YAMLNode

  var text: String { node.text ?? "" }
  var pattern: NamePattern { NamePattern(text) }
}
