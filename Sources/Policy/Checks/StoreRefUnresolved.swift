import Findings
import Rules

/// ZT302: a reference to a store that is declared nowhere.
struct StoreRefUnresolved: PolicyCheck {
  static let id = "ZT302"

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    let catalogue = StoreCatalogue(model)
    guard !catalogue.isEmpty else { return }
    for object in model.objects {
      for reference in object.storeReferences
      where catalogue.objects(for: reference, from: object).isEmpty
        && catalogue.entries(for: reference).isEmpty
      {
        breaches.append(breach(reference, of: object, catalogue))
      }
    }
  }

  private func breach(
    _ reference: StoreReference, of object: KubernetesObject, _ catalogue: StoreCatalogue
  ) -> Breach {
    let kind = reference.kind ?? "store"
    var message = "there is no \(kind) \(reference.name)"
    if kind == "SecretStore", let namespace = object.namespace {
      message += " in namespace \(namespace)"
    }
    let near = catalogue.nearMisses(of: reference).first
    let other = catalogue.entries.first { $0.name == reference.name.text }
    if let near {
      let place = near.namespace.map { " in \($0)" } ?? ""
      message += ", only a [\(near.kind)\(near.kind == "SecretStore" ? place : "")](1)"
    } else if let kind = other?.kind {
      message += ", only a \(kind) of that name"
    }
    return Breach(
      object.source, reference.nameNode.contentRange, message,
      identity: "\(object.identity)/\(reference.name)",
      related: near.map { store in
        let node = store.node.node(at: "metadata.name") ?? store.kindNode
        return [
          RelatedPlace(
            source: store.source, range: node.contentRange, message: "the store of that name")
        ]
      } ?? [])
  }
}
