import Rules

/// What one policy has to say of a repository.
struct PolicyBreaches {
  let rule: PolicyRule
  var breaches: [Breach]
}

extension [PolicyBreaches] {
  /// The policies that say of a text that it is a credential in the clear, the most telling first:
  /// what a layer of values undoes, then what each form of file holds, then a URI anywhere.
  ///
  /// A placeholder (ZT109), a second source (ZT103) or a missing guard (ZT107) at the same place is
  /// another fault, and is told beside it.
  private static var tellers: [String] {
    [
      ValuesLayerReintroducesSecret.id, InlineSecretInValues.id, EnvLiteralSecret.id,
      SecretManifestInGit.id, ConfigMapHoldsSecret.id, ComposeInlineSecret.id,
      ESTemplateLiteral.id, TerraformInlineSecret.id, CLIInlineSecret.id, Base64OfLiteral.id,
      TemplateDefaultLiteral.id, ExampleEnvRealValue.id, HardcodedConnectionURI.id,
    ]
  }

  /// One finding, not two: where several of the tellers speak of the same text, the most telling one
  /// does so for all. It names the others, and is as severe as the severest of them.
  func withoutRepeats() -> [PolicyBreaches] {
    if allSatisfy({ $0.breaches.isEmpty }) { return self }
    let ranks = Dictionary(uniqueKeysWithValues: zip(Self.tellers, 0...))
    var claims: [ObjectIdentifier: [Claim]] = [:]
    for (index, found) in enumerated() {
      guard let rank = ranks[found.rule.id] else { continue }
      for (number, breach) in found.breaches.enumerated() where breach.secret != nil {
        claims[ObjectIdentifier(breach.source), default: []].append(
          Claim(rank: rank, policy: index, breach: number, range: breach.range))
      }
    }
    var told = self
    var dropped = map { _ in Set<Int>() }
    for claims in claims.values where claims.count > 1 {
      for (loser, winner) in Claim.repeats(among: claims) {
        dropped[loser.policy].insert(loser.breach)
        told[winner.policy].breaches[winner.breach].repeats.append(
          PolicyBreaches(
            rule: self[loser.policy].rule, breaches: [self[loser.policy].breaches[loser.breach]]))
      }
    }
    for (index, numbers) in dropped.enumerated() where !numbers.isEmpty {
      told[index].breaches = told[index].breaches.enumerated()
        .filter { !numbers.contains($0.offset) }.map(\.element)
    }
    return told
  }
}

/// A breach that says of its text that it is a credential.
private struct Claim {
  /// Its policy's place among the tellers.
  let rank: Int
  /// The indices of the policy and of its breach.
  let policy: Int
  let breach: Int
  let range: Range<Int>

  /// The claims of one file that repeat another one, each with the claim that tells for it.
  static func repeats(among claims: [Claim]) -> [(loser: Claim, winner: Claim)] {
    var found: [(Claim, Claim)] = []
    for group in groups(of: claims) where group.count > 1 {
      var kept: [Claim] = []
      for claim in group.sorted(by: { ($0.rank, $0.breach) < ($1.rank, $1.breach) }) {
        if let winner = kept.first(where: {
          $0.rank < claim.rank && $0.range.overlaps(claim.range)
        }) {
          found.append((claim, winner))
        } else {
          kept.append(claim)
        }
      }
    }
    return found
  }

  /// The claims in groups that touch no other one's text.
  private static func groups(of claims: [Claim]) -> [[Claim]] {
    var groups: [[Claim]] = []
    var end = 0
    for claim in claims.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      if groups.isEmpty || claim.range.lowerBound >= end { groups.append([]) }
      groups[groups.count - 1].append(claim)
      end = max(end, claim.range.upperBound)
    }
    return groups
  }
}
