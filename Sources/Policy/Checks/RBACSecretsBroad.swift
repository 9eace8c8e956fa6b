/// ZT213: a role that reads every Secret of its namespace, or of the cluster.
struct RBACSecretsBroad: PolicyCheck {
  static let id = "ZT213"

  /// Verbs that show every Secret, whatever `resourceNames` says (Kubernetes, "Using RBAC
  /// Authorization", "Referring to resources").
  private static let wide: Set<String> = ["list", "watch", "*"]
  /// Verbs that `resourceNames` can bind to names.
  private static let bindable: Set<String> = ["get", "update", "patch", "delete"]

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    for object in model.objects("Role", "ClusterRole")
    where object.group == "rbac.authorization.k8s.io" {
      for rule in object.node.nodes(at: "rules[]") {
        guard let found = fault(of: rule, in: object) else { continue }
        breaches.append(
          Breach(
            object.source, found.node.contentRange, "\(object.identity) \(found.message)",
            identity: "\(object.identity)/\(found.node.text ?? "")"))
      }
    }
  }

  private func fault(
    of rule: YAMLNode, in object: KubernetesObject
  ) -> (node: YAMLNode, message: String)? {
    guard holds(rule["apiGroups"], ["", "*"]) != nil,
      let resource = holds(rule["resources"], ["secrets", "*"])
    else { return nil }
    if let verb = holds(rule["verbs"], Self.wide) {
      return (verb, "may \(verb.text == "*" ? "do anything with" : "list") all Secrets")
    }
    guard rule["resourceNames"] == nil, holds(rule["verbs"], Self.bindable) != nil,
      !object.mayHoldMore(in: rule)
    else { return nil }
    return (resource, "may read all Secrets: it names none")
  }

  private func holds(_ list: YAMLNode?, _ texts: Set<String>) -> YAMLNode? {
    list?.items.first { $0.text.map(texts.contains) ?? false }
  }
}
