import Findings

/// ZT702: a file that must be encrypted and is not.
struct SOPSFilePlaintext: PolicyCheck {
  static let id = "ZT702"

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    let names = CredentialNames(model.settings)
    let configurations = model.files.filter { SOPSName.isConfiguration($0.path) }
    let rules = configurations.compactMap { file in
      file.yaml.map { SOPSConfiguration(path: file.path, leaves: SOPSTree.leaves(of: $0)) }
    }
    for file in model.files where Self.isRead(file) {
      let rule = SOPSConfiguration.nearest(to: file.path, among: rules)
      let isRuled = rule?.expectsEncryption(of: file.path) ?? false
      let isNamed = SOPSName.promisesEncryption(file.path)
      guard isRuled || isNamed || Self.isInSecretsFolder(file.path), let tree = SOPSTree(file),
        tree.metadata == nil, tree.leaves.contains(where: { $0.kind != .comment })
      else { continue }
      guard isRuled || isNamed || Self.holdsSecret(file, model, names) else { continue }
      let pattern = isRuled ? Self.pattern(for: file, rule, configurations) : nil
      let reason =
        pattern != nil
        ? "[a creation rule](1) encrypts this file"
        : isNamed ? "the name promises an encrypted file" : "a secret in a folder of secrets"
      breaches.append(
        Breach(
          file.source, file.source.firstLine, reason + ", and nothing of it is encrypted",
          identity: "plaintext", related: pattern.map { [$0] } ?? []))
    }
  }

  private static func isRead(_ file: ModelFile) -> Bool {
    switch file.role {
    case .yaml, .values, .dotenv: true
    case .other: file.path.name.suffix(4).elementsEqual(".ini".utf8)
    default: false
    }
  }

  private static func isInSecretsFolder(_ path: RepositoryPath) -> Bool {
    let parts = path.display.split(separator: "/").map(String.init)
    guard let name = parts.last, name.hasSuffix(".yaml") || name.hasSuffix(".yml") else {
      return false
    }
    return parts.dropLast().last == "secrets" && !parts.contains("templates")
  }

  /// Whether the file holds a Secret with data, or a literal under a credential's key.
  private static func holdsSecret(
    _ file: ModelFile, _ model: RepositoryModel, _ names: CredentialNames
  ) -> Bool {
    let objects = model.objects.filter { $0.source === file.source }
    guard objects.isEmpty else {
      return objects.contains { object in
        object.kind == "Secret" && object.group.isEmpty
          && SecretEntry.all(of: object.node, encoded: "data", plain: "stringData")
            .contains { SecretManifestInGit.isSecret($0, names) }
      }
    }
    var isFound = false
    for root in file.yaml?.roots ?? [] where root["kind"] == nil || root["apiVersion"] == nil {
      root.walkScalars { visit in
        guard let key = visit.path.lastKey, let text = visit.value.text else { return }
        isFound = isFound || names.isCredential(key, value: text)
      }
    }
    return isFound
  }

  /// The `path_regex` that matches the file.
  private static func pattern(
    for file: ModelFile, _ configuration: SOPSConfiguration?, _ files: [ModelFile]
  ) -> RelatedPlace? {
    guard let configuration, let text = configuration.rule(for: file.path)?.pathPattern?.text,
      let own = files.first(where: { $0.path == configuration.path })
    else { return nil }
    let nodes = (own.yaml?.roots ?? []).flatMap { $0.nodes(at: "creation_rules[].path_regex") }
    return nodes.first { $0.text == text }.map {
      RelatedPlace(source: own.source, range: $0.contentRange, message: "the creation rule")
    }
  }
}
