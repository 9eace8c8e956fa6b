import Findings
import Rules

/// ZT310: a tenant that reads the key of another tenant, or one of the platform's.
struct CrossTenantRemoteKey: PolicyCheck {
  static let id = "ZT310"

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    let places = TenantPlaces(model.settings)
    let shared = model.settings.sharedKeys
    let sites = model.objectKeySites + model.files.flatMap(model.valuesKeySites)
    for site in sites {
      guard let tenant = tenant(of: site, places) else { continue }
      let isShared = [site.text, site.name].contains { name in
        shared.contains { Wildcard.matches($0, name) }
      }
      guard !isShared, let message = fault(site, tenant, places) else { continue }
      breaches.append(Breach(site.source, site.range, message, identity: site.identity))
    }
  }

  private func tenant(
    of site: RemoteKeySite, _ places: TenantPlaces
  ) -> PolicySettings.Tenant? {
    switch site.origin {
    case .externalSecret(let object, _), .pushSecret(let object): places.tenant(of: object)
    case .values(let file): places.tenant(of: file)
    case .terraform, .shell: nil
    }
  }

  private func fault(
    _ site: RemoteKeySite, _ tenant: PolicySettings.Tenant, _ places: TenantPlaces
  ) -> String? {
    let verb = if case .pushSecret = site.origin { "writes" } else { "reads" }
    guard let owner = places.tenant(namedIn: site.text) else {
      return "tenant \(tenant.id) \(verb) \(site.text), which is no tenant's and not shared"
    }
    guard owner.id != tenant.id else { return nil }
    return "tenant \(tenant.id) \(verb) \(site.text), a key of tenant \(owner.id)"
  }
}
