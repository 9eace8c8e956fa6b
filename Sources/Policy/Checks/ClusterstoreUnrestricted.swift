import Findings
import Rules

/// ZT304: a ClusterSecretStore that any namespace may read through.
struct ClusterstoreUnrestricted: PolicyCheck {
  static let id = "ZT304"

  /// Namespaces that have nothing in common: an expression that fits them all fits any.
  private static let probes = ["a", "z9", "kube-system", "0-q-7", "default", "x-y-z-1"]

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    let tenants = namespaces(of: model.settings)
    for object in model.objects
    where object.isExternalSecrets && object.kind == "ClusterSecretStore" {
      guard let spec = object.node["spec"], spec.isMapping else { continue }
      let conditions = spec.allEntries("conditions").map(\.value)
      if conditions.isEmpty {
        guard spec["provider"] != nil, !object.mayHoldMore(in: spec) else { continue }
        breaches.append(
          breach(object, object.kindNode, "has no conditions: every namespace may use it"))
      }
      for node in conditions {
        for opening in openings(of: node, tenants) where !object.mayHoldMore(in: node) {
          breaches.append(breach(object, opening.node, opening.message))
        }
      }
    }
  }

  private func breach(_ object: KubernetesObject, _ node: YAMLNode, _ message: String) -> Breach {
    Breach(
      object.source, node.contentRange,
      "the ClusterSecretStore \(object.name?.text ?? "") \(message)",
      identity: "\(object.identity)/\(node.text ?? "")")
  }

  /// What opens the store to all, by condition.
  private func openings(
    of conditions: YAMLNode, _ tenants: [[String]]
  ) -> [(node: YAMLNode, message: String)] {
    if conditions.kind == .null || conditions.isSequence && conditions.items.isEmpty {
      return [(conditions, "has no conditions: every namespace may use it")]
    }
    return conditions.items.flatMap { condition -> [(node: YAMLNode, message: String)] in
      var found: [(node: YAMLNode, message: String)] = []
      if let open = condition["namespaceSelector"]?.openSelector {
        found.append((open, "selects every namespace"))
      }
      for regex in condition["namespaceRegexes"]?.items ?? [] {
        guard let text = regex.text, !TemplateText.isFilled(text) else { continue }
        let pattern = SOPSPattern(text)
        if Self.probes.allSatisfy(pattern.matches) {
          found.append((regex, "is open to every namespace"))
        } else if tenants.count > 1, tenants.allSatisfy({ $0.contains(where: pattern.matches) }) {
          found.append((regex, "is open to the namespaces of every tenant"))
        }
      }
      return found
    }
  }

  /// The namespaces of each tenant that has any.
  private func namespaces(of settings: PolicySettings) -> [[String]] {
    settings.tenants.map { tenant in
      let made = settings.namespacePattern.map { $0.replacing("{tenant}", with: tenant.id) }
      return (tenant.namespaces + [made].compactMap { $0 })
        .map { $0.replacing("*", with: "x") }
    }
    .filter { !$0.isEmpty }
  }
}
