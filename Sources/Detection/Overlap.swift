import Rules

/// One span, one finding: where candidates overlap, the most telling one speaks.
enum Overlap {
  /// The candidates that are left, in the order of the text.
  static func resolved(_ candidates: [Candidate], rules: [SecretRule]) -> [Candidate] {
    let ranked = candidates.sorted { isBefore($0, $1, rules) }
    var chosen: [Candidate] = []
    for candidate in ranked where !chosen.contains(where: { $0.span.overlaps(candidate.span) }) {
      chosen.append(candidate)
    }
    return chosen.sorted { $0.span.lowerBound < $1.span.lowerBound }
  }

  /// By precedence, then confidence, then the longer span, then the rule's id.
  private static func isBefore(
    _ left: Candidate, _ right: Candidate, _ rules: [SecretRule]
  ) -> Bool {
    let (first, second) = (rules[left.rule], rules[right.rule])
    if first.precedence != second.precedence {
      return first.precedence.rawValue > second.precedence.rawValue
    }
    if left.confidence != right.confidence { return left.confidence > right.confidence }
    if left.span.count != right.span.count { return left.span.count > right.span.count }
    if left.span != right.span { return left.span.lowerBound < right.span.lowerBound }
    return first.id < second.id
  }
}
