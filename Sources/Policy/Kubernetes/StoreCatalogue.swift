import Findings
import Rules

/// The secret stores that are declared: as objects of the repository, and under `stores`.
struct StoreCatalogue: Sendable {
  let objects: [KubernetesObject]
  let entries: [PolicySettings.Store]

  init(_ model: RepositoryModel) {
    objects = model.objects.filter(\.isSecretStore)
    entries = model.settings.stores
  }

  var isEmpty: Bool { objects.isEmpty && entries.isEmpty }

  /// The store objects that `reference` may mean when it stands in `object`.
  func objects(for reference: StoreReference, from object: KubernetesObject) -> [KubernetesObject] {
    objects.filter { store in
      guard named(reference, store), reference.kind == nil || reference.kind == store.kind else {
        return false
      }
      return store.kind == "ClusterSecretStore" || shareNamespace(store, object)
    }
  }

  /// The entries of `stores` that `reference` may mean.
  func entries(for reference: StoreReference) -> [PolicySettings.Store] {
    entries.filter { entry in
      reference.name.canEqual(NamePattern(entry.name))
        && (entry.kind == nil || reference.kind == nil || entry.kind == reference.kind)
    }
  }

  /// Store objects of the reference's name that it does not mean: another kind or namespace.
  func nearMisses(of reference: StoreReference) -> [KubernetesObject] {
    objects.filter { $0.name == reference.name }
  }

  /// The providers ("azurekv") of the stores that `reference` may mean; empty where none is known.
  func providers(for reference: StoreReference, from object: KubernetesObject) -> Set<String> {
    let written = objects(for: reference, from: object).flatMap { $0.storeProviders.map(\.name) }
    return Set(written + entries(for: reference).compactMap(\.provider))
  }

  private func named(_ reference: StoreReference, _ store: KubernetesObject) -> Bool {
    store.name.map { reference.name.canEqual($0) } ?? false
  }

  /// Whether both may land in one namespace: where one of them does not say, those of one folder
  /// tree are taken to, and a template, which a release may put anywhere.
  private func shareNamespace(_ store: KubernetesObject, _ object: KubernetesObject) -> Bool {
    if let first = store.namespace, let second = object.namespace {
      return first.canEqual(second)
    }
    if object.isTemplate && object.namespace == nil { return true }
    return StoreCatalogue.tree(of: store) == StoreCatalogue.tree(of: object)
  }

  /// The chart of a template, else the first folder.
  private static func tree(of object: KubernetesObject) -> [Substring] {
    let folders = object.source.path.display.split(separator: "/").dropLast()
    if object.isTemplate, let templates = folders.firstIndex(of: "templates") {
      return Array(folders[..<templates])
    }
    return Array(folders.prefix(1))
  }
}

extension KubernetesObject {
  /// Whether it is a SecretStore or ClusterSecretStore.
  var isSecretStore: Bool {
    isExternalSecrets && (kind == "SecretStore" || kind == "ClusterSecretStore")
  }

  /// The providers of a store with their settings; a template may write several.
  var storeProviders: [StoreProvider] {
    guard isSecretStore, let spec = node["spec"] else { return [] }
    return spec.allEntries("provider").flatMap { $0.value.entries }.compactMap { entry in
      entry.key.text.map { StoreProvider(name: $0, node: entry.value) }
    }
  }
}

/// `spec.provider.<name>` of a store.
struct StoreProvider: Sendable {
  let name: String
  let node: YAMLNode
}
