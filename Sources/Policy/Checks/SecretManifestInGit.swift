/// ZT204: a Secret with its data in the clear.
struct SecretManifestInGit: PolicyCheck {
  static let id = "ZT204"

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    let names = CredentialNames(model.settings)
    for object in model.objects("Secret") where object.group.isEmpty {
      if object.node["sops"] != nil { continue }
      if object.node["type"]?.text == "kubernetes.io/service-account-token" { continue }
      for entry in SecretEntry.all(of: object.node, encoded: "data", plain: "stringData") {
        guard Self.isSecret(entry, names) else { continue }
        breaches.append(
          Breach(
            object.source, entry.node.contentRange,
            "\(entry.key) of \(object.identity) stands in the repository",
            identity: "\(object.identity)/\(entry.key)", secret: entry.bytes))
      }
    }
  }

  static func isSecret(_ entry: SecretEntry, _ names: CredentialNames) -> Bool {
    if names.isPublicEntry(entry.key) || entry.key == "ca.crt" || entry.key == "tls.crt" {
      return false
    }
    // Bytes that are no text are a keystore or the like.
    guard let text = entry.plain else { return true }
    let value = text.trimmed
    if value.isEmpty || value.hasPrefix("ENC[") { return false }
    if EmbeddedPairs.isFileName(entry.key), !names.isCredential(entry.key) {
      return holdsSecret(value, names)
    }
    if value.contains("://"), !ConnectionURI.passwords(in: Array(value.utf8)).isEmpty {
      return true
    }
    return names.isLiteral(value) && !names.isListedPlaceholder(value)
      && !PlainValue.isPlain(value)
  }

  private static func holdsSecret(_ text: String, _ names: CredentialNames) -> Bool {
    if !ConnectionURI.passwords(in: Array(text.utf8)).isEmpty { return true }
    return EmbeddedPairs(text).pairs.contains { names.isCredential($0.key, value: $0.value) }
      || !KnownToken.all(in: Array(text.utf8)).isEmpty
  }
}

extension String {
  /// Without blanks and line breaks at both ends.
  var trimmed: String {
    let head = drop(while: \.isWhitespace)
    return String(head.reversed().drop(while: \.isWhitespace).reversed())
  }
}
