import Findings

/// ZT704: a configuration that SOPS does not find, or a rule of it that encrypts for nobody.
struct SOPSConfigurationUnused: PolicyCheck {
  static let id = "ZT704"

  /// Names that people take for `.sops.yaml`, the only one that SOPS looks for (config/config.go,
  /// `FindConfigFile`).
  private static let wrongNames: Set<String> = ["sops.yaml", "sops.yml", ".sops.yml"]
  /// What gives a creation rule its recipients (config/config.go, `creationRule`).
  private static let recipients: Set<String> = [
    "age", "pgp", "kms", "gcp_kms", "azure_keyvault", "hc_vault_transit_uri", "hckms",
    "key_groups",
  ]

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    for file in model.files {
      let name = String(decoding: file.path.name, as: UTF8.self).lowercased()
      let isFound = file.role == .sopsConfiguration
      guard isFound || Self.wrongNames.contains(name), let yaml = file.yaml else { continue }
      for entry in yaml.roots.compactMap({ $0.entry("creation_rules") }) {
        if !isFound {
          breaches.append(
            Breach(
              file.source, entry.key.range,
              "SOPS looks for .sops.yaml alone and never reads \(name)",
              identity: "name"))
        }
        for (index, rule) in entry.value.items.enumerated() where encryptsForNobody(rule) {
          breaches.append(
            Breach(
              file.source, (rule["path_regex"] ?? rule).contentRange,
              "files of this rule have no recipient: SOPS refuses to encrypt them",
              identity: "rule/\(index)"))
        }
      }
    }
  }

  private func encryptsForNobody(_ rule: YAMLNode) -> Bool {
    rule.isMapping
      && !rule.entries.contains {
        Self.recipients.contains($0.key.text ?? "") || $0.key.text == "<<"
      }
  }
}
