/// ZT301: an object of a version that the operator no longer serves.
struct ESOAPINotServed: PolicyCheck {
  static let id = "ZT301"

  private static let kinds: Set<String> = [
    "ExternalSecret", "SecretStore", "ClusterSecretStore", "ClusterExternalSecret",
  ]
  private static let retired: Set<String> = ["v1alpha1", "v1beta1"]

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    for object in model.objects where object.isExternalSecrets && Self.kinds.contains(object.kind) {
      guard Self.retired.contains(object.version), let node = object.node["apiVersion"] else {
        continue
      }
      breaches.append(
        Breach(
          object.source, node.contentRange,
          "\(object.kind) of \(object.apiVersion), which current releases do not serve",
          identity: object.identity,
          fix: PolicyFix(
            title: "Write external-secrets.io/v1", deleted: node.contentRange,
            inserted: "external-secrets.io/v1")))
    }
  }
}
