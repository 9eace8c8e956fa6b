import Findings
import Rules

/// ZT312: a key that Azure Key Vault does not take as it is written.
struct RemoteKeyNotSanitised: PolicyCheck {
  static let id = "ZT312"

  private static let longest = 127

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    let catalogue = StoreCatalogue(model)
    let isEverywhere = model.settings.sanitise == "azurekv"
    for site in model.remoteKeySites where isAzure(site, catalogue, isEverywhere) {
      guard !isSanitised(site.name) else { continue }
      let sanitised = String(site.text.lowercased().map { "_.".contains($0) ? "-" : $0 })
      let prefix = site.text.utf8.count - site.name.utf8.count
      let isCertain =
        isSanitised(String(sanitised.dropFirst(prefix)))
        && site.source.text(of: site.range) == site.text
      breaches.append(
        Breach(
          site.source, site.range, "\(site.text) is no name that Key Vault keeps as it is",
          identity: site.identity,
          fix: isCertain
            ? PolicyFix(
              title: "Write \(sanitised)", deleted: site.range, inserted: sanitised) : nil))
    }
  }

  private func isAzure(
    _ site: RemoteKeySite, _ catalogue: StoreCatalogue, _ isEverywhere: Bool
  ) -> Bool {
    switch site.origin {
    case .terraform(let type): return type == "azurerm_key_vault_secret"
    case .shell(let program): return program == "az"
    case .values: return isEverywhere
    case .externalSecret(let object, let item):
      let written = item.node(at: "sourceRef.storeRef").flatMap(StoreReference.init)
      let common = object.externalSecretSpec?["secretStoreRef"].flatMap(StoreReference.init)
      return isAzure([written ?? common].compactMap { $0 }, object, catalogue, isEverywhere)
    case .pushSecret(let object):
      return isAzure(object.storeReferences, object, catalogue, isEverywhere)
    }
  }

  private func isAzure(
    _ references: [StoreReference], _ object: KubernetesObject, _ catalogue: StoreCatalogue,
    _ isEverywhere: Bool
  ) -> Bool {
    let providers = references.reduce(into: Set<String>()) { providers, reference in
      providers.formUnion(catalogue.providers(for: reference, from: object))
    }
    return providers.isEmpty ? isEverywhere : providers == ["azurekv"]
  }

  /// Azure Key Vault, "Vault name and object name": 1 to 127 characters of letters, digits and
  /// hyphens, case ignored.
  private func isSanitised(_ name: String) -> Bool {
    (1...Self.longest).contains(name.utf8.count)
      && name.utf8.allSatisfy { $0.isDigit || (0x61...0x7A).contains($0) || $0 == ascii("-") }
  }
}
