import Findings
import Rules

/// ZT405: one cloud identity for two tenants, or for two environments.
struct IdentitySharedAcrossTenants: PolicyCheck {
  static let id = "ZT405"

  /// An identity with whose it is.
  private struct Use {
    let identity: CloudIdentity
    let tenant: String?
    let environment: String?
  }

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    let places = TenantPlaces(model.settings)
    let names = EnvironmentNames(model.settings)
    var known: [String: [Use]] = [:]
    for identity in model.cloudIdentities
    where identity.annotation != .azureTenant && !identity.text.isEmpty {
      let use = Use(
        identity: identity, tenant: places.tenant(of: identity)?.id,
        environment: environment(of: identity, names))
      let earlier = known[identity.text] ?? []
      known[identity.text, default: []].append(use)
      guard let (first, message) = conflict(use, with: earlier) else { continue }
      breaches.append(
        Breach(
          identity.source, identity.node.contentRange, message,
          identity: "\(identity.identity)/\(use.tenant ?? "")/\(use.environment ?? "")",
          related: [
            RelatedPlace(
              source: first.identity.source, range: first.identity.node.contentRange,
              message: "the first account")
          ]))
    }
  }

  /// The first of the earlier uses that has a tenant, and the first that has an environment, each
  /// compared with the use's own.
  private func conflict(_ use: Use, with earlier: [Use]) -> (Use, String)? {
    if let tenant = use.tenant, let first = earlier.first(where: { $0.tenant != nil }),
      let other = first.tenant, other != tenant
    {
      return (first, "the identity of tenant \(tenant) is also [tenant \(other)'s](1)")
    }
    if let environment = use.environment,
      let first = earlier.first(where: { $0.environment != nil }),
      let other = first.environment, other != environment
    {
      return (first, "the identity in \(environment) is also used in [\(other)](1)")
    }
    return nil
  }

  private func environment(of identity: CloudIdentity, _ names: EnvironmentNames) -> String? {
    switch identity.owner {
    case .account(let object): names.environment(of: object)?.name
    case .values(let file, _): file.environment?.name
    }
  }
}
