import Findings
import Rules

/// ZT503: a Key Vault whose secrets' prefix is not written, or fits none of them.
struct SecretPrefixNotExplicit: PolicyCheck {
  static let id = "ZT503"

  private static let marks = ["uri", "url", "name", "vaultName"]

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    let files = Dictionary(model.files.map { ($0.path, $0) }) { first, _ in first }
    for file in model.files where file.role == .values || file.role == .yaml {
      for vault in Self.vaults(in: file) {
        let lower = ValuesLayer.below(file.path).compactMap { files[$0] }
          .flatMap(Self.vaults).filter { $0.path == vault.path }
        check(vault, lower, in: file, model.settings, &breaches)
      }
    }
  }

  private struct Vault {
    let path: [String]
    let key: YAMLNode
    let node: YAMLNode
  }

  private func check(
    _ vault: Vault, _ lower: [Vault], in file: ModelFile, _ settings: PolicySettings,
    _ breaches: inout [Breach]
  ) {
    let identity = vault.path.joined(separator: ".")
    guard let entry = vault.node.entry("secretPrefix") else {
      if lower.contains(where: { Self.hasPrefix($0) }) { return }
      breaches.append(
        Breach(
          file.source, vault.key.contentRange,
          "\(identity) has no secretPrefix, so that the bootstrap takes its own",
          identity: identity))
      return
    }
    guard entry.value.kind != .null else {
      breaches.append(
        Breach(
          file.source, entry.key.contentRange,
          "the secretPrefix of \(identity) is null, which is as if it were not there",
          identity: identity))
      return
    }
    let prefix = entry.value.text ?? ""
    guard !prefix.isEmpty, !TemplateText.isFilled(prefix), !settings.requiredSecrets.isEmpty,
      !settings.requiredSecrets.contains(where: { $0.hasPrefix(prefix) })
    else { return }
    breaches.append(
      Breach(
        file.source, entry.value.contentRange,
        "none of the required secrets starts with the secretPrefix of \(identity)",
        identity: identity))
  }

  private static func hasPrefix(_ vault: Vault) -> Bool {
    vault.node["secretPrefix"].map { $0.kind != .null } ?? false
  }

  /// The mappings at a path that ends in `azure.keyVault` and names a vault.
  private static func vaults(in file: ModelFile) -> [Vault] {
    var found: [Vault] = []
    for root in file.yaml?.roots ?? [] where root["apiVersion"] == nil || root["kind"] == nil {
      root.walk { visit in
        let keys = visit.path.components.compactMap { component in
          if case .key(let key) = component { key } else { nil }
        }
        guard visit.value.isMapping, keys.suffix(2) == ["azure", "keyVault"],
          let key = visit.key, visit.value["enabled"]?.text != "false",
          visit.parent?["enabled"]?.text != "false"
        else { return }
        let isLayer = visit.value["secretPrefix"] != nil
        if isLayer || marks.contains(where: { visit.value[$0] != nil }) {
          found.append(Vault(path: keys, key: key, node: visit.value))
        }
      }
    }
    return found
  }
}
