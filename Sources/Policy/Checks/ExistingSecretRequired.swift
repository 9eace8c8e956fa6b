import Findings

/// ZT102: a datastore's login that names no Secret.
struct ExistingSecretRequired: PolicyCheck {
  static let id = "ZT102"

  private static let datastores: Set<String> = [
    "database", "db", "externaldatabase", "postgres", "postgresql", "mysql", "mariadb", "mongo",
    "mongodb", "redis", "externalredis", "rabbitmq", "kafka", "clickhouse", "cassandra",
    "elasticsearch", "opensearch",
  ]

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    let layers = model.values
    for values in layers.files {
      let lower = layers.layers(below: values)
      for root in values.roots {
        root.walk { visit in
          let key = visit.path.lastKey ?? ""
          guard visit.value.isMapping, Self.datastores.contains(key.lowercased()),
            let login = login(in: visit.value)
          else { return }
          let path = visit.path.description
          guard !lower.contains(where: { $0.namesSecret(inBlock: path) }) else { return }
          breaches.append(
            Breach(
              values.file.source, login.contentRange,
              "\(path) gives a login and names no Secret for it", identity: path))
        }
      }
    }
  }

  /// The first part of a login that `block` gives without a Secret; nil where it needs none.
  private func login(in block: YAMLNode) -> YAMLNode? {
    let parts = [block, block["auth"]].compactMap { $0 }
    let namesSecret = parts.contains { part in
      part.entries.contains { CredentialNames.namesSecret($0.key.text ?? "") }
        || ["existingSecret", "secretName"].contains { part[$0] != nil }
    }
    guard !namesSecret, !parts.contains(where: isWithoutLogin) else { return nil }
    return ["username", "user", "host"].lazy.compactMap { block[$0] }.first { node in
      guard let text = node.text, node.kind != .null else { return false }
      return !text.isEmpty && !TemplateText.isFilled(text) && !text.contains("${")
    }
  }

  private func isWithoutLogin(_ part: YAMLNode) -> Bool {
    func isSet(_ key: String, _ value: String) -> Bool { part[key]?.text?.lowercased() == value }
    return isSet("enabled", "false") || isSet("usePassword", "false")
      || isSet("allowEmptyPassword", "true") || isSet("allowEmptyPassword", "yes")
  }
}
