import Findings
import Rules

/// ZT307: a Secret that its ExternalSecret does not own.
struct CreationDeletionPolicy: PolicyCheck {
  static let id = "ZT307"

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    let written = model.settings.creationPolicy
    let allowed = written.isEmpty ? ["Owner"] : written
    for object in model.objects {
      guard let spec = object.externalSecretSpec, spec.isMapping else { continue }
      let policies = spec.nodes(at: "target.creationPolicy")
      for node in policies {
        guard let text = node.text, !TemplateText.isFilled(text), !allowed.contains(text) else {
          continue
        }
        breaches.append(
          Breach(
            object.source, node.contentRange,
            "creationPolicy \(text) of \(object.identity) is not \(list(allowed))",
            identity: object.identity + "/creationPolicy"))
      }
      if policies.isEmpty, isWhole(spec), !mayBeElsewhere(spec, object) {
        breaches.append(
          Breach(
            object.source, object.kindNode.contentRange,
            "\(object.identity) does not say its creationPolicy: the default is Owner",
            identity: object.identity + "/creationPolicy", severity: .info))
      }
      for node in spec.nodes(at: "target.deletionPolicy") where node.text == "Merge" {
        breaches.append(
          Breach(
            object.source, node.contentRange,
            "deletionPolicy Merge of \(object.identity) leaves the Secret behind",
            identity: object.identity + "/deletionPolicy"))
      }
    }
  }

  /// Whether it says what it fetches: a kustomize patch may hold a part alone.
  private func isWhole(_ spec: YAMLNode) -> Bool { spec["data"] != nil || spec["dataFrom"] != nil }

  private func mayBeElsewhere(_ spec: YAMLNode, _ object: KubernetesObject) -> Bool {
    spec["target"].map(object.mayHoldMore) ?? object.mayHoldMore(in: spec)
  }

  private func list(_ names: [String]) -> String {
    names.count == 1 ? names[0] : "one of " + names.joined(separator: ", ")
  }
}
