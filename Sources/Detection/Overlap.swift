import Rules

/// One span, one finding: where candidates overlap, the most telling one speaks.
enum Overlap {
  /// The candidates that are left, in the order of the text.
  static func resolved(_ candidates: [Candidate], rules set: RuleSet) -> [Candidate] {
    let rules = Dictionary(
      uniqueKeysWithValues: Set(candidates.map(\.rule)).map { ($0, set.rule(at: $0)) })
    let ranked = candidates.sorted { isBefore($0, $1, rules) }
    var chosen: [Candidate] = []
    for candidate in ranked {
      // `chosen` is in the order of the text, and nothing in it overlaps but what has the same span:
      // only the neighbours can.
      let place = chosen.partitioningIndex { $0.span.lowerBound >= candidate.span.lowerBound }
      let neighbours = chosen[max(0, place - 1)..<min(place + 1, chosen.count)]
      let isFree = neighbours.allSatisfy { !$0.span.overlaps(candidate.span) }
      if isFree || isBeside(candidate, chosen[place...]) { chosen.insert(candidate, at: place) }
    }
    return chosen
  }

  /// Whether `candidate` is another secret of the encoded text that the first of `chosen` are of.
  private static func isBeside(_ candidate: Candidate, _ chosen: ArraySlice<Candidate>) -> Bool {
    guard candidate.sharesSpan else { return false }
    let siblings = chosen.prefix { $0.span == candidate.span }
    return !siblings.isEmpty
      && siblings.allSatisfy { $0.sharesSpan && $0.secret != candidate.secret }
  }

  /// By precedence, then confidence, then the nearer name, then the longer span, then the rule's id.
  private static func isBefore(
    _ left: Candidate, _ right: Candidate, _ rules: [Int: SecretRule]
  ) -> Bool {
    guard let first = rules[left.rule], let second = rules[right.rule] else { return false }
    if first.precedence != second.precedence {
      return first.precedence.rawValue > second.precedence.rawValue
    }
    if left.confidence != right.confidence { return left.confidence > right.confidence }
    if left.distance != right.distance { return left.distance < right.distance }
    if left.span.count != right.span.count { return left.span.count > right.span.count }
    if left.span != right.span { return left.span.lowerBound < right.span.lowerBound }
    // What stands there in the clear is not told as encoded.
    if (left.encoding == nil) != (right.encoding == nil) { return left.encoding == nil }
    return first.id < second.id
  }
}

extension Array {
  /// The first index whose element satisfies `predicate`, where all behind it do; `count` for none.
  fileprivate func partitioningIndex(where predicate: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if predicate(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
