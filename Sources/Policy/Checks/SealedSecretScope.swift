/// ZT709: a SealedSecret that can be opened elsewhere, or that does not open at all.
struct SealedSecretScope: PolicyCheck {
  static let id = "ZT709"

  private static let prefix = "sealedsecrets.bitnami.com/"

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    let names = CredentialNames(model.settings)
    for object in model.objects("SealedSecret") where object.group == "bitnami.com" {
      func add(_ node: YAMLNode, _ message: String, secret: String? = nil) {
        breaches.append(
          Breach(
            object.source, node.contentRange, "\(object.identity) \(message)",
            identity: "\(object.identity)/\(message)", secret: secret.map { Array($0.utf8) }))
      }
      let scope = Self.scope(of: object)
      if let scope { add(scope.node, "can be opened \(scope.place)") }
      if scope == nil, let node = Self.mismatch(in: object) {
        add(node, "is sealed for another name than its Secret's: it never opens")
      }
      for entry in object.node.nodes(at: "spec.encryptedData").flatMap(\.entries) {
        guard let text = entry.value.text, !text.isEmpty, !TemplateText.isFilled(text),
          Base64Text.decode(text) == nil
        else { continue }
        add(entry.value, "has an entry that is not sealed: \(entry.key.text ?? "")", secret: text)
      }
      for entry in object.node.nodes(at: "spec.template.data").flatMap(\.entries) {
        guard let key = entry.key.text, let text = entry.value.text,
          names.isCredential(key, value: text)
        else { continue }
        add(entry.value, "has \(key) in the clear beside what is sealed", secret: text)
      }
    }
  }

  /// The annotation that widens the scope (bitnami-labs/sealed-secrets, "Scopes").
  private static func scope(of object: KubernetesObject) -> (node: YAMLNode, place: String)? {
    let annotations = object.node.nodes(at: "metadata.annotations").flatMap(\.entries)
    for (name, place) in [
      ("cluster-wide", "in every namespace"), ("namespace-wide", "under any name"),
    ] {
      let entry = annotations.last { $0.key.text == prefix + name }
      if let value = entry?.value, value.text == "true" { return (value, place) }
    }
    return nil
  }

  /// The name or namespace of the Secret to be, where it is not the SealedSecret's own: by default
  /// both are part of what is sealed.
  private static func mismatch(in object: KubernetesObject) -> YAMLNode? {
    for field in ["name", "namespace"] {
      let own = object.node.node(at: YAMLQuery("metadata." + field))?.text
      guard let node = object.node.node(at: YAMLQuery("spec.template.metadata." + field)),
        let text = node.text, let own, !NamePattern(own).canEqual(NamePattern(text))
      else { continue }
      return node
    }
    return nil
  }
}
