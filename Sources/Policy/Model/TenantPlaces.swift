import Findings
import Rules

/// Whose an object or a values file is, and whom a name means.
struct TenantPlaces: Sendable {
  private let map: TenantMap
  private let tenants: [PolicySettings.Tenant]

  init(_ settings: PolicySettings) {
    map = TenantMap(settings)
    tenants = settings.tenants
  }

  /// The tenant of the object's namespace; nil for the platform's and for one that is not known.
  func tenant(of object: KubernetesObject) -> PolicySettings.Tenant? {
    guard let namespace = object.namespace, namespace.isExact else { return nil }
    return map.tenant(ofNamespace: namespace.text)
  }

  /// The tenant of the namespace that a values file writes, else of the innermost folder that is a
  /// tenant's namespace or id.
  func tenant(of file: ModelFile) -> PolicySettings.Tenant? {
    if let namespace = file.valuesNamespace {
      return namespace.isExact ? map.tenant(ofNamespace: namespace.text) : nil
    }
    let folders = file.path.display.split(separator: "/").dropLast().map(String.init)
    for folder in folders.reversed() {
      if let tenant = map.tenant(ofNamespace: folder) ?? tenants.first(where: { $0.id == folder }) {
        return tenant
      }
    }
    return nil
  }

  /// The tenant that `name` means: the one with the longest id in it.
  func tenant(namedIn name: String) -> PolicySettings.Tenant? { map.tenant(namedIn: name) }

  /// Whether `name` holds the tenant's id as whole words that are not part of a longer id.
  func names(_ name: String, _ tenant: PolicySettings.Tenant) -> Bool {
    TenantMap.holds(name, tenant.id)
      && !tenants.contains { other in
        other.id.utf8.count > tenant.id.utf8.count && TenantMap.holds(other.id, tenant.id)
          && TenantMap.holds(name, other.id)
      }
  }
}

extension TenantPlaces {
  /// The tenant whose ServiceAccount has the identity.
  func tenant(of identity: CloudIdentity) -> PolicySettings.Tenant? {
    switch identity.owner {
    case .account(let object): tenant(of: object)
    case .values(let file, _): tenant(of: file)
    }
  }
}
