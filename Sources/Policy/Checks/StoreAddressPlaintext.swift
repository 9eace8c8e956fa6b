import Findings
import Rules

/// ZT113: a secret store that is spoken to without TLS, or without looking at its certificate.
struct StoreAddressPlaintext: PolicyCheck {
  static let id = "ZT113"

  /// Keys beside which, or below which, `vault` makes an address the store's.
  private static let addressKeys: Set<String> = [
    "address", "addr", "server", "url", "endpoint", "vaultaddr", "vaultaddress", "vaulturl",
    "vault_addr",
  ]

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    for object in model.objects { check(object, &breaches) }
    for file in model.files {
      for root in file.valuesRoots where file.role == .values { check(root, in: file, &breaches) }
      for script in file.allScripts { check(script, &breaches) }
    }
  }

  private func check(_ object: KubernetesObject, _ breaches: inout [Breach]) {
    func add(_ node: YAMLNode, _ message: String) {
      breaches.append(
        Breach(
          object.source, node.contentRange, message, identity: object.identity,
          environment: object.environment?.name))
    }
    if object.isExternalSecrets, ["SecretStore", "ClusterSecretStore"].contains(object.kind) {
      for node in object.node.nodes(at: "spec.provider.vault.server")
      where Self.isPlain(node.text ?? "") {
        add(node, "\(object.identity) sends its token to the store without TLS")
      }
    }
    for variable in object.containers.flatMap(EnvironmentVariable.all) {
      guard let value = variable.value, let text = value.text else { continue }
      if variable.name == "VAULT_ADDR", Self.isPlain(text) {
        add(value, "\(object.identity) speaks to Vault without TLS")
      }
      if variable.name == "VAULT_SKIP_VERIFY", Self.isOn(text) {
        add(value, "\(object.identity) takes any certificate for Vault's")
      }
    }
  }

  private func check(_ root: YAMLNode, in file: ModelFile, _ breaches: inout [Breach]) {
    root.walkScalars { visit in
      let key = visit.path.lastKey?.lowercased() ?? ""
      guard Self.addressKeys.contains(key), let text = visit.value.text, Self.isPlain(text),
        visit.path.description.lowercased().contains("vault")
      else { return }
      breaches.append(
        Breach(
          file.source, visit.value.contentRange, "the store is spoken to without TLS",
          identity: visit.path.description))
    }
  }

  private func check(_ script: ShellScript, _ breaches: inout [Breach]) {
    for assignment in script.commands.flatMap(\.assignments) {
      guard let text = assignment.value.literal else { continue }
      let isAddress = assignment.name == "VAULT_ADDR" && Self.isPlain(text)
      guard isAddress || assignment.name == "VAULT_SKIP_VERIFY" && Self.isOn(text) else { continue }
      breaches.append(
        Breach(
          script.text.source, script.text.range(of: assignment.value.content),
          isAddress
            ? "the store is spoken to without TLS" : "any certificate is taken for the store's",
          identity: assignment.name))
    }
  }

  /// Whether a URL has no TLS and leaves the machine.
  private static func isPlain(_ text: String) -> Bool {
    guard text.lowercased().hasPrefix("http://") else { return false }
    let host = text.dropFirst(7).prefix { !"/:?#".contains($0) || $0 == ":" && text.contains("[") }
    return !host.isEmpty && !TemplateText.isFilled(text)
      && !["localhost", "127.0.0.1", "[::1]"].contains { host.hasPrefix($0) }
  }

  private static func isOn(_ text: String) -> Bool {
    ["1", "true", "yes"].contains(text.lowercased())
  }
}
