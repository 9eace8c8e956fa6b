import Findings
import Rules

/// ZT407: an object in a tenant's namespace that names another tenant.
struct TenantLabelMismatch: PolicyCheck {
  static let id = "ZT407"

  private static let labels: Set<String> = ["tenant", "tenant-id", "tenantId"]
  private static let variables: Set<String> = ["TENANT", "TENANT_ID", "TENANT_NAME"]

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    let places = TenantPlaces(model.settings)
    for object in model.objects where object.kind != "Namespace" {
      guard let tenant = places.tenant(of: object), let namespace = object.namespace?.text else {
        continue
      }
      if let node = object.node.node(at: "metadata.name"), let name = node.text,
        !TemplateText.isFilled(name), let other = places.tenant(namedIn: name),
        other.id != tenant.id
      {
        breaches.append(
          breach(object, node, "is named after tenant \(other.id)", tenant))
      }
      for node in claims(of: object) {
        guard let text = node.text, isName(text), text != tenant.id, text != namespace else {
          continue
        }
        breaches.append(breach(object, node, "says that it is of tenant \(text)", tenant))
      }
    }
  }

  private func breach(
    _ object: KubernetesObject, _ node: YAMLNode, _ fault: String, _ tenant: PolicySettings.Tenant
  ) -> Breach {
    Breach(
      object.source, node.contentRange,
      "\(object.identity) \(fault), in a namespace of tenant \(tenant.id)",
      identity: "\(object.identity)/\(node.text ?? "")")
  }

  /// Whether `text` may name a tenant: no reference, and no id of an Azure directory.
  private func isName(_ text: String) -> Bool {
    !text.isEmpty && !TemplateText.isFilled(text) && !text.contains("$")
      && !CloudIdentity.isGUID(text)
  }

  /// The values that say whose the object is.
  private func claims(of object: KubernetesObject) -> [YAMLNode] {
    let places: [YAMLQuery] = [
      "metadata", "spec.template.metadata", "spec.jobTemplate.spec.template.metadata",
    ]
    let maps = places.flatMap { object.node.nodes(at: $0) }.flatMap { metadata in
      ["labels", "annotations"].flatMap { metadata.allEntries($0).map(\.value) }
    }
    let labels = maps.flatMap(\.entries).filter { isTenantLabel($0.key.text ?? "") }
    let data = object.kind == "ConfigMap" ? object.node.allEntries("data").map(\.value) : []
    let entries = data.flatMap(\.entries).filter { Self.variables.contains($0.key.text ?? "") }
    let environment = object.containers.flatMap { $0.nodes(at: "env[]") }.compactMap { item in
      Self.variables.contains(item["name"]?.text ?? "") ? item["value"] : nil
    }
    return labels.map(\.value) + entries.map(\.value) + environment
  }

  /// A tenant's label, with or without a prefix; Azure's tenant is another thing.
  private func isTenantLabel(_ key: String) -> Bool {
    guard !key.hasPrefix("azure.workload.identity/") else { return false }
    return Self.labels.contains(String(key.split(separator: "/").last ?? ""))
  }
}
