import Rules

/// What one policy has to say of a repository.
struct PolicyBreaches {
  let rule: PolicyRule
  var breaches: [Breach]
}

extension [PolicyBreaches] {
  /// One finding, not two: a password in a URI that a Secret or a ConfigMap holds is told by the
  /// policy of that object.
  func withoutRepeats() -> [PolicyBreaches] {
    let owners: Set<String> = [SecretManifestInGit.id, ConfigMapHoldsSecret.id]
    let owned = filter { owners.contains($0.rule.id) }.flatMap(\.breaches)
    guard !owned.isEmpty else { return self }
    return map { found in
      guard found.rule.id == HardcodedConnectionURI.id else { return found }
      let kept = found.breaches.filter { breach in
        !owned.contains { $0.source === breach.source && $0.range.overlaps(breach.range) }
      }
      return PolicyBreaches(rule: found.rule, breaches: kept)
    }
  }
}
