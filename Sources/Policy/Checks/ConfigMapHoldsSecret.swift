/// ZT205: a credential in a ConfigMap.
struct ConfigMapHoldsSecret: PolicyCheck {
  static let id = "ZT205"

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    let names = CredentialNames(model.settings)
    for object in model.objects("ConfigMap") where object.group.isEmpty {
      for entry in entries(of: object.node) {
        add(
          entry.key, entry.node, in: object.source, of: object.identity, names,
          isEncoded: entry.isEncoded, &breaches)
      }
    }
    for file in model.files(.kustomization) {
      for root in file.yaml?.roots ?? [] { checkGenerators(root, in: file, names, &breaches) }
    }
  }

  /// Unlike a Secret's, a text that a template fills in part is looked into.
  private func entries(of node: YAMLNode) -> [SecretEntry] {
    [("data", false), ("binaryData", true)].flatMap { section, isEncoded in
      node.allEntries(section).flatMap(\.value.entries).compactMap { entry in
        guard let key = entry.key.text, let text = entry.value.text, !text.isEmpty else {
          return nil
        }
        return SecretEntry(
          key: key, keyNode: entry.key, node: entry.value, text: text, isEncoded: isEncoded)
      }
    }
  }

  /// `configMapGenerator[].literals`: `KEY=value` each (kustomize, "configMapGenerator").
  private func checkGenerators(
    _ root: YAMLNode, in file: ModelFile, _ names: CredentialNames, _ breaches: inout [Breach]
  ) {
    for literal in root.nodes(at: "configMapGenerator[].literals[]") {
      guard let text = literal.text, let equals = text.utf8.firstIndex(of: ascii("=")) else {
        continue
      }
      let key = String(text[..<equals])
      let value = String(text[text.utf8.index(after: equals)...])
      guard names.isCredential(key, value: value) else { continue }
      let offset = key.utf8.count + 1
      breaches.append(
        Breach(
          file.source,
          YAMLSourceMap(literal).range(ofText: offset..<(offset + value.utf8.count)),
          "\(key) of a generated ConfigMap is a credential", identity: "configMapGenerator/\(key)",
          secret: Array(value.utf8)))
    }
  }

  private func add(
    _ key: String, _ node: YAMLNode, in source: SourceText, of identity: String,
    _ names: CredentialNames, isEncoded: Bool, _ breaches: inout [Breach]
  ) {
    func append(_ range: Range<Int>, _ what: String, _ secret: [UInt8], _ part: String) {
      breaches.append(
        Breach(
          source, range, "\(part) of \(identity) is \(what)", identity: "\(identity)/\(part)",
          secret: secret))
    }
    let text = node.text ?? ""
    if isEncoded {
      guard let decoded = Base64Text.decode(text),
        !KnownToken.all(in: decoded).isEmpty || !ConnectionURI.passwords(in: decoded).isEmpty
      else { return }
      append(node.contentRange, "a credential in base64", decoded, key)
      return
    }
    if !EmbeddedPairs.isFileName(key), !text.contains("\n"), names.isCredential(key, value: text) {
      append(node.contentRange, "a credential", Array(text.utf8), key)
      return
    }
    let map = YAMLSourceMap(node)
    let bytes = Array(text.utf8)
    var taken: [Range<Int>] = []
    for range in ConnectionURI.passwords(in: bytes) {
      taken.append(range)
      append(map.range(ofText: range), "a URI with its password", Array(bytes[range]), key)
    }
    for pair in EmbeddedPairs(text).pairs where names.isCredential(pair.key, value: pair.value) {
      if taken.contains(where: { $0.overlaps(pair.range) }) { continue }
      taken.append(pair.range)
      append(
        map.range(ofText: pair.range), "a credential", Array(pair.value.utf8), "\(key)/\(pair.key)")
    }
    for range in KnownToken.all(in: bytes) where !taken.contains(where: { $0.overlaps(range) }) {
      append(map.range(ofText: range), "a token", Array(bytes[range]), key)
    }
  }
}
