import Findings
import Rules

/// Makes one finding of the halves of a credential: a key id beside its secret is a related location
/// of the secret's finding.
struct CompanionFolding {
  private let companions: [String: Set<String>]

  init(rules: [SecretRule]) {
    companions = Dictionary(
      rules.lazy.filter { !$0.companions.isEmpty }.map { ($0.id, Set($0.companions)) }
    ) { first, _ in first }
  }

  /// `findings` without those whose every place is beside one of their other half.
  func folded(_ findings: [Finding]) -> [Finding] {
    var folded = findings
    var gone: Set<Int> = []
    for index in folded.indices {
      guard let wanted = companions[folded[index].ruleID] else { continue }
      for (other, half) in findings.enumerated()
      where other != index && wanted.contains(half.ruleID) && isBeside(half, findings[index]) {
        gone.insert(other)
        folded[index].add(half)
      }
    }
    return folded.enumerated().filter { !gone.contains($0.offset) }.map(\.element)
  }

  /// Whether each place of `half` is near one of `finding`.
  private func isBeside(_ half: Finding, _ finding: Finding) -> Bool {
    half.occurrences.allSatisfy { place in
      finding.occurrences.contains {
        $0.path == place.path && $0.kind == place.kind
          && abs($0.region.startLine - place.region.startLine) <= SecretRule.companionReach
      }
    }
  }
}

extension Finding {
  /// Names `half` as the other half of the credential.
  fileprivate mutating func add(_ half: Finding) {
    related.append(
      RelatedLocation(
        path: half.primary.path, region: half.primary.region,
        message: half.proof.map { "\(half.message): \($0.text)" } ?? half.message))
    message += related.count == 1 ? ", with [its id](1)" : ", [and here](\(related.count))"
  }
}
