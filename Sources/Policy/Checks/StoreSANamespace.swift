/// ZT413: a store whose service account is looked for in the wrong namespace.
struct StoreSANamespace: PolicyCheck {
  static let id = "ZT413"

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    for object in model.objects("SecretStore", "ClusterSecretStore")
    where object.isExternalSecrets {
      object.node.node(at: "spec.provider")?.walk { visit in
        guard visit.key?.text == "serviceAccountRef", visit.value.isMapping,
          case .key("serviceAccountRef")? = visit.path.components.last,
          let found = fault(of: visit.value, in: object)
        else { return }
        breaches.append(
          Breach(
            object.source, found.node.contentRange, found.message,
            identity: "\(object.identity)/\(visit.path)"))
      }
    }
  }

  private func fault(
    of reference: YAMLNode, in object: KubernetesObject
  ) -> (node: YAMLNode, message: String)? {
    let written = reference["namespace"]
    if object.kind == "ClusterSecretStore" {
      guard written == nil, let name = reference["name"], !object.mayHoldMore(in: reference) else {
        return nil
      }
      return (name, "the service account of \(object.identity) is looked for in every namespace")
    }
    guard let written, let text = written.text, !text.isEmpty, let own = object.namespace,
      !own.canEqual(NamePattern(text))
    else { return nil }
    return (
      written, "\(object.identity) in \(own) uses a service account of another namespace, \(text)"
    )
  }
}
