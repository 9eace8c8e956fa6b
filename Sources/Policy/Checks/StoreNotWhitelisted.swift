import Findings
import Rules

/// ZT303: a store used from a namespace or an environment that it is not open to.
struct StoreNotWhitelisted: PolicyCheck {
  static let id = "ZT303"

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    let catalogue = StoreCatalogue(model)
    let names = EnvironmentNames(model.settings)
    for object in model.objects {
      for namespace in namespaces(of: object) {
        let environment = names.environment(of: object)?.name
        for reference in object.storeReferences {
          let stores = catalogue.objects(for: reference, from: object)
          let entries = catalogue.entries(for: reference)
          guard
            let fault = fault(entries, namespace, environment) ?? closed(stores, to: namespace)
          else { continue }
          breaches.append(
            breach(fault, reference, of: object, in: namespace, store: stores.first))
        }
      }
    }
  }

  private func breach(
    _ fault: String, _ reference: StoreReference, of object: KubernetesObject,
    in namespace: String, store: KubernetesObject?
  ) -> Breach {
    let name = reference.name.text
    let place = store.map { store in
      RelatedPlace(
        source: store.source,
        range: (store.node.node(at: "metadata.name") ?? store.kindNode).contentRange,
        message: "the store \(name)")
    }
    return Breach(
      object.source, reference.nameNode.contentRange,
      "the store \(place == nil ? name : "[\(name)](1)") is not open to \(fault)",
      identity: "\(object.identity)/\(name)/\(namespace)", related: place.map { [$0] } ?? [])
  }

  /// The namespaces that the object reads into, as far as they are known.
  private func namespaces(of object: KubernetesObject) -> [String] {
    guard object.isExternalSecrets else { return [] }
    if object.kind == "ClusterExternalSecret" {
      return object.node.nodes(at: "spec.namespaces[]").compactMap(\.text)
        .filter { !TemplateText.isFilled($0) }
    }
    guard let namespace = object.namespace, namespace.isExact else { return [] }
    return [namespace.text]
  }

  /// What no entry of `stores` is open to; nil where one of them is, or where there is none.
  private func fault(
    _ entries: [PolicySettings.Store], _ namespace: String, _ environment: String?
  ) -> String? {
    let faults = entries.map { entry -> String? in
      if !entry.namespaces.isEmpty,
        !entry.namespaces.contains(where: { Wildcard.matches($0, namespace) })
      {
        return "namespace \(namespace)"
      }
      guard let own = entry.environment, let environment, own != environment else { return nil }
      return "environment \(environment), it is \(own)'s"
    }
    return faults.contains(nil) ? nil : faults.first ?? nil
  }

  /// What the cluster stores' conditions keep out.
  private func closed(_ stores: [KubernetesObject], to namespace: String) -> String? {
    let isClosed = !stores.isEmpty && stores.allSatisfy { !isOpen($0, to: namespace) }
    return isClosed ? "namespace \(namespace)" : nil
  }

  private func isOpen(_ store: KubernetesObject, to namespace: String) -> Bool {
    guard store.kind == "ClusterSecretStore" else { return true }
    let conditions = store.node.nodes(at: "spec.conditions")
    let items = conditions.flatMap(\.items)
    guard !items.isEmpty, conditions.allSatisfy(\.isSequence) else { return true }
    return items.contains { fits($0, namespace) }
      || conditions.contains { store.mayHoldMore(in: $0) }
  }

  /// Whether a condition lets the namespace in, or may do so.
  private func fits(_ condition: YAMLNode, _ namespace: String) -> Bool {
    guard condition.isMapping, condition["namespaceSelector"] == nil else { return true }
    return condition.entries.contains { entry in
      if !entry.value.isSequence { return TemplateText.isFilled(entry.value.text ?? "") }
      let texts = entry.value.items.compactMap(\.text)
      switch entry.key.text {
      case "namespaces":
        return texts.contains { NamePattern($0).canEqual(NamePattern(namespace)) }
      case "namespaceRegexes":
        return texts.contains {
          TemplateText.isFilled($0) || SOPSPattern($0).matches(namespace)
        }
      default: return false
      }
    }
  }
}
