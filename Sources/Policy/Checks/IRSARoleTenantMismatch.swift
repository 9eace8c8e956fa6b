import Findings
import Rules

/// ZT404: a ServiceAccount of a tenant with the cloud role of another.
struct IRSARoleTenantMismatch: PolicyCheck {
  static let id = "ZT404"

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    let places = TenantPlaces(model.settings)
    for identity in model.cloudIdentities {
      guard let tenant = places.tenant(of: identity),
        let message = fault(identity, tenant, places)
      else { continue }
      breaches.append(
        Breach(
          identity.source, identity.node.contentRange, message, identity: identity.identity))
    }
  }

  private func fault(
    _ identity: CloudIdentity, _ tenant: PolicySettings.Tenant, _ places: TenantPlaces
  ) -> String? {
    if identity.annotation == .awsRole, !identity.text.isEmpty, let arn = tenant.roleArn {
      return identity.text == arn ? nil : "the role is not the one of tenant \(tenant.id)"
    }
    guard let name = identity.roleName ?? identity.accountName, !places.names(name, tenant) else {
      return nil
    }
    if let other = places.tenant(namedIn: name), other.id != tenant.id {
      return "an account of tenant \(tenant.id) takes on a role of tenant \(other.id)"
    }
    return "an account of tenant \(tenant.id) takes on a role that is not the tenant's"
  }
}
