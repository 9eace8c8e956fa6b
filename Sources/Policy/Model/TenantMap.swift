import Rules

/// Whose a namespace or a name is.
struct TenantMap: Sendable {
  private let tenants: [PolicySettings.Tenant]
  private let pattern: String?

  init(_ settings: PolicySettings) {
    tenants = settings.tenants
    pattern = settings.namespacePattern
  }

  /// The tenant that the namespace belongs to: one that lists it, else one that the pattern gives.
  func tenant(ofNamespace namespace: String) -> PolicySettings.Tenant? {
    let listed = tenants.filter { tenant in
      tenant.namespaces.contains { Wildcard.matches($0, namespace) }
    }
    if let exact = longest(listed) { return exact }
    guard let pattern else { return nil }
    return longest(
      tenants.filter { Wildcard.matches(pattern.replacing("{tenant}", with: $0.id), namespace) })
  }

  /// The tenant whose id stands in `name` as a whole part (`north-db`, `app/north/db`): the longest,
  /// since `north` also stands in `north-sea-db`.
  func tenant(namedIn name: String) -> PolicySettings.Tenant? {
    longest(tenants.filter { TenantMap.holds(name, $0.id) })
  }

  private func longest(_ candidates: [PolicySettings.Tenant]) -> PolicySettings.Tenant? {
    candidates.max { ($0.id.utf8.count, $1.id) < ($1.id.utf8.count, $0.id) }
  }

  /// Whether `part` stands in `name` between separators or its ends.
  static func holds(_ name: String, _ part: String) -> Bool {
    let text = Array(name.utf8)
    let word = Array(part.utf8)
    guard !word.isEmpty, text.count >= word.count else { return false }
    return (0...(text.count - word.count)).contains { start in
      let end = start + word.count
      return text[start..<end].elementsEqual(word)
        && (start == 0 || !text[start - 1].isIdentifierPart)
        && (end == text.count || !text[end].isIdentifierPart)
    }
  }
}

extension UInt8 {
  /// A letter or digit: what goes on a name without a separator.
  fileprivate var isIdentifierPart: Bool { isAlphanumeric }
}
