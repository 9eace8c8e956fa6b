import Findings
import Rules

/// ZT314: a search that takes keys of others.
struct DatafromFindTooWide: PolicyCheck {
  static let id = "ZT314"

  private static let shortest = 3

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    let places = TenantPlaces(model.settings)
    for object in model.objects {
      guard let spec = object.externalSecretSpec else { continue }
      let tenant = places.tenant(of: object)
      for find in spec.nodes(at: "dataFrom[].find") {
        guard let (node, message) = fault(find, tenant, places) else { continue }
        breaches.append(
          Breach(
            object.source, node.contentRange, message,
            identity: "\(object.identity)/find/\(node.text ?? "")"))
      }
    }
  }

  private func fault(
    _ find: YAMLNode, _ tenant: PolicySettings.Tenant?, _ places: TenantPlaces
  ) -> (YAMLNode, String)? {
    if let name = find["name"] {
      guard let regexp = name["regexp"], let text = regexp.text, !TemplateText.isFilled(text),
        let message = fault(expression: text, tenant, places)
      else { return nil }
      return (regexp, message)
    }
    if let path = find["path"], let text = path.text {
      guard !TemplateText.isFilled(text) else { return nil }
      let segments = text.split(separator: "/").map(String.init)
      if segments.isEmpty { return (path, "the search takes every key of the store") }
      guard let tenant, !segments.contains(where: { places.names($0, tenant) }) else { return nil }
      return (path, "the search takes keys outside of tenant \(tenant.id)")
    }
    guard let tags = find.entry("tags") else { return nil }
    return (tags.key, "the search takes whatever key carries these tags")
  }

  private func fault(
    expression: String, _ tenant: PolicySettings.Tenant?, _ places: TenantPlaces
  ) -> String? {
    let starts = AnchoredExpression.starts(of: expression)
    if starts.contains(where: { $0.count < Self.shortest }) {
      return "the search is not anchored to a prefix: it takes keys of others"
    }
    guard let tenant else { return nil }
    let isOwn = starts.allSatisfy { start in
      let heads = ["-", "_", ".", "/"].map { tenant.id + $0 }
      return heads.contains { start.hasPrefix($0) || start.contains("/" + $0) }
        && places.tenant(namedIn: start)?.id == tenant.id
    }
    return isOwn ? nil : "the search takes more than the keys of tenant \(tenant.id)"
  }
}
