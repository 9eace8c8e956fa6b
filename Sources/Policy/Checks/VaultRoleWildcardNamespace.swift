/// ZT513: a role of Vault's Kubernetes auth that any namespace may log in to.
struct VaultRoleWildcardNamespace: PolicyCheck {
  static let id = "ZT513"

  private static let option = "bound_service_account_namespaces"
  private static let message = "a service account of any namespace may take this role"

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    for file in model.files {
      for script in file.allScripts { check(script, &breaches) }
      for block in file.terraform?.body.blocks ?? []
      where block.type == "resource"
        && block.labels.first?.text == "vault_kubernetes_auth_backend_role"
      {
        check(block, in: file, &breaches)
      }
    }
  }

  private func check(_ script: ShellScript, _ breaches: inout [Breach]) {
    for command in script.commands where command.words.contains(where: { $0.literal == "write" }) {
      for word in command.words {
        guard let (head, value) = word.split(at: "="), head.text == Self.option,
          value.text.split(separator: ",").contains("*")
        else { continue }
        breaches.append(
          Breach(
            script.text.source, script.text.range(of: value.content), Self.message,
            identity: command.words.first { $0.text.hasPrefix("auth/") }?.text ?? Self.option))
      }
    }
  }

  private func check(
    _ block: TerraformBlock, in file: ModelFile, _ breaches: inout [Breach]
  ) {
    guard let expression = block.attribute(Self.option)?.expression,
      case .list(let items) = expression.kind
    else { return }
    for item in items where item.literal == "*" {
      breaches.append(
        Breach(
          file.source, item.range, Self.message,
          identity: block.labels.map(\.text).joined(separator: ".")))
    }
  }
}
