import Findings
package import Rules

/// Lists the candidates of the generic rule in a text, scored or not: what the score is trained on.
///
/// It reads as a scan does, with the same code; only the decision is left out.
package struct CredentialObserver {
  private let filter: LiteralFilter
  private let lengths: [Int]
  private let score: CredentialScore

  /// - Parameters:
  ///   - rule: the rule whose literals are looked for.
  ///   - model: gives the costs of letters.
  package init(rule: SecretRule, model: ScoreModel) {
    var literals = LiteralTable()
    for literal in rule.literals { literals.insert(literal) }
    filter = LiteralFilter(literals)
    lengths = literals.entries.map { Int($0.count) }
    score = CredentialScore(model)
  }

  /// Every candidate of `bytes`, in the order of the text, and its probability.
  package func candidates(
    in bytes: Span<UInt8>, path: String
  ) -> [(candidate: CredentialCandidate, probability: Double)] {
    let file = FileTraits(path: Array(path.utf8))
    var hits: [LiteralFilter.Hit] = []
    filter.appendHits(in: bytes, to: &hits)
    var found: [(candidate: CredentialCandidate, probability: Double)] = []
    var keyEnd = 0
    for hit in hits where hit.offset >= keyEnd {
      let keyword = bytes.name(of: hit.offset..<(hit.offset + lengths[hit.literal]))
      guard
        AssignmentGlance.mayFind(
          keyword, in: bytes, style: file.style(at: keyword.lowerBound, in: bytes)),
        let candidate = CredentialCandidate(
          around: keyword, in: bytes, file: file, letters: score.letters, keyEnd: &keyEnd)
      else { continue }
      found.append((candidate, score.probability(of: candidate.features)))
    }
    return found
  }
}
