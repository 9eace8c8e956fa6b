/// ZT607: a literal secret in Terraform.
struct TerraformInlineSecret: PolicyCheck {
  static let id = "ZT607"

  private static let blocks: Set<String> = [
    "resource", "provider", "module", "locals", "variable", "data", "terraform", "ephemeral",
  ]
  /// Attributes of any block whose whole text is a secret.
  private static let payloads: Set<String> = ["secret_string", "secret_data", "plaintext_value"]
  /// Resources whose `value` is a secret.
  private static let valueResources: Set<String> = [
    "azurerm_key_vault_secret", "doppler_secret", "vault_generic_secret", "vault_kv_secret",
    "vault_kv_secret_v2",
  ]
  /// Resources of which each entry under `data` or `string_data` is a secret.
  private static let mapResources: Set<String> = ["kubernetes_secret", "kubernetes_secret_v1"]

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    let names = CredentialNames(model.settings)
    for file in model.files(.terraform) {
      file.terraform?.forEachSite { site in
        guard let text = site.expression.literal, !text.isEmpty, isSecret(site, text, names) else {
          return
        }
        breaches.append(
          Breach(
            file.source, site.expression.contentRange, "\(site.path) is a literal secret",
            identity: site.path, secret: Array(text.utf8)))
      }
    }
  }

  private func isSecret(_ site: TerraformSite, _ text: String, _ names: CredentialNames) -> Bool {
    guard let key = site.keys.last else { return false }
    if names.isCredential(key, value: text) {
      return site.blocks.first.map { isRead($0, site, names) } ?? true
    }
    guard let block = site.blocks.first, names.isLiteral(text), !names.isListedPlaceholder(text),
      !PlainValue.isPlain(text)
    else { return false }
    if block.type == "variable" {
      return site.keys == ["default"] && names.isCredential(block.labels.first ?? "", value: text)
    }
    guard block.type == "resource", let type = block.labels.first else { return false }
    if site.keys.count == 1 {
      return Self.payloads.contains(key) || key == "value" && Self.valueResources.contains(type)
    }
    return Self.mapResources.contains(type) && ["data", "string_data"].contains(site.keys[0])
      && !names.isPublicEntry(key)
  }

  private func isRead(
    _ block: TerraformSite.Header, _ site: TerraformSite, _ names: CredentialNames
  ) -> Bool {
    guard block.type == "variable" else { return Self.blocks.contains(block.type) }
    return site.keys.first == "default"
  }
}
