/// ZT509: Vault's Kubernetes auth with a reviewer token that expires.
struct TokenReviewerJWTPinned: PolicyCheck {
  static let id = "ZT509"

  private static let option = "token_reviewer_jwt"
  private static let keys: Set<String> = ["tokenReviewerJwt", "token_reviewer_jwt"]
  private static let message = "a pinned reviewer token expires, and with it every login"

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    for file in model.files {
      for script in file.allScripts { check(script, &breaches) }
      if let terraform = file.terraform { check(terraform, file.source, &breaches) }
      if file.role == .values, let yaml = file.yaml { check(yaml, file.source, &breaches) }
    }
  }

  private func check(_ script: ShellScript, _ breaches: inout [Breach]) {
    for command in script.commands {
      let isWrite = command.words.contains { $0.literal == "write" }
      let target = command.words.first {
        let text = $0.text
        return text.hasPrefix("auth/") && text.hasSuffix("/config")
      }
      guard isWrite, let target else { continue }
      for word in command.words {
        guard let (head, value) = word.split(at: "="), head.text == Self.option,
          value.form != .literal || !value.text.isEmpty
        else { continue }
        let start = head.content.lowerBound
        breaches.append(
          Breach(
            script.text.source, script.text.range(of: start..<(start + Self.option.utf8.count)),
            Self.message, identity: target.text))
      }
    }
  }

  private func check(
    _ file: TerraformFile, _ source: SourceText, _ breaches: inout [Breach]
  ) {
    for block in file.body.blocks where block.type == "resource" {
      guard block.labels.first?.text == "vault_kubernetes_auth_backend_config",
        let attribute = block.attribute(Self.option)
      else { continue }
      if case .null = attribute.expression.kind { continue }
      if attribute.expression.literal == "" { continue }
      breaches.append(
        Breach(
          source, attribute.nameRange, Self.message,
          identity: block.labels.map(\.text).joined(separator: ".")))
    }
  }

  private func check(_ file: YAMLFile, _ source: SourceText, _ breaches: inout [Breach]) {
    for root in file.roots {
      root.walkScalars { visit in
        guard let key = visit.key, Self.keys.contains(key.text ?? ""),
          let text = visit.value.text, !text.isEmpty, visit.value.kind != .null
        else { return }
        breaches.append(
          Breach(source, key.contentRange, Self.message, identity: visit.path.description))
      }
    }
  }
}
