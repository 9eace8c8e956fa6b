import Findings
import Rules

/// A place that names a Secret, and maybe one of its entries.
struct SecretReference {
  let source: SourceText
  let nameNode: YAMLNode
  let name: NamePattern
  /// The entry that is asked for.
  let keyNode: YAMLNode?
  let namespace: NamePattern?
  let environment: String?
  /// What refers to it ("Deployment/api").
  let owner: String

  /// Every reference of the model: of pods, service accounts and values files.
  static func all(in model: RepositoryModel) -> [SecretReference] {
    model.objects.flatMap(references) + model.files.flatMap(references)
  }

  // MARK: Objects

  private static func references(of object: KubernetesObject) -> [SecretReference] {
    func make(_ name: YAMLNode?, _ key: YAMLNode?) -> SecretReference? {
      guard let name, let text = name.text, !text.isEmpty else { return nil }
      return SecretReference(
        source: object.source, nameNode: name, name: NamePattern(text), keyNode: key,
        namespace: object.namespace, environment: object.environment?.name, owner: object.identity)
    }
    func isOptional(_ node: YAMLNode) -> Bool { node["optional"]?.text == "true" }
    var found: [SecretReference?] = []
    for container in object.containers {
      for reference in container.nodes(at: "env[].valueFrom.secretKeyRef")
      where !isOptional(reference) {
        found.append(make(reference["name"], reference["key"]))
      }
      for reference in container.nodes(at: "envFrom[].secretRef") where !isOptional(reference) {
        found.append(make(reference["name"], nil))
      }
    }
    if let spec = object.podSpec {
      for secret in spec.nodes(at: "volumes[].secret") where !isOptional(secret) {
        found += items(of: secret, name: secret["secretName"], make)
      }
      for secret in spec.nodes(at: "volumes[].projected.sources[].secret")
      where !isOptional(secret) {
        found += items(of: secret, name: secret["name"], make)
      }
      for pull in spec.nodes(at: "imagePullSecrets[].name") { found.append(make(pull, nil)) }
    }
    if object.kind == "ServiceAccount" {
      for pull in object.node.nodes(at: "imagePullSecrets[].name") { found.append(make(pull, nil)) }
    }
    return found.compactMap { $0 }
  }

  private static func items(
    of secret: YAMLNode, name: YAMLNode?, _ make: (YAMLNode?, YAMLNode?) -> SecretReference?
  ) -> [SecretReference?] {
    let keys = secret.nodes(at: "items[].key")
    return keys.isEmpty ? [make(name, nil)] : keys.map { make(name, $0) }
  }

  // MARK: Values

  /// `existingSecret` with the names of its entries beside it (`passwordKey`, `secretKeys`).
  private static func references(of file: ModelFile) -> [SecretReference] {
    guard file.role == .values, let yaml = file.yaml else { return [] }
    var found: [SecretReference] = []
    for root in yaml.roots {
      root.walk { visit in
        guard visit.value.isMapping, let name = visit.value["existingSecret"],
          let text = name.text, !text.isEmpty
        else { return }
        func add(_ key: YAMLNode?) {
          found.append(
            SecretReference(
              source: file.source, nameNode: name, name: NamePattern(text), keyNode: key,
              namespace: nil, environment: file.environment?.name, owner: visit.path.description))
        }
        let keys = keyNames(beside: visit.value)
        if keys.isEmpty { add(nil) } else { keys.forEach(add) }
      }
    }
    return found
  }

  private static func keyNames(beside node: YAMLNode) -> [YAMLNode] {
    var keys = node.nodes(at: "secretKeys.*")
    for entry in node.entries {
      let words = KeyWords.words(of: entry.key.text ?? "")
      let isNamed = words.last == "key" && KeyWords.keyOwners.contains(words.dropLast().last ?? "")
      if isNamed || entry.key.text == "existingSecretKey" { keys.append(entry.value) }
    }
    return keys.filter { $0.text.map { !$0.isEmpty } ?? false }
  }
}
