import Findings
import Rules

/// One span, one finding: where candidates overlap, the most telling one speaks.
enum Overlap {
  /// The candidates that are left, in the order of the text.
  static func resolved(_ candidates: [Candidate], rules set: RuleSet) -> [Candidate] {
    let ranks = ranks(of: candidates, in: set)
    let ordered = candidates.sorted { $0.span.lowerBound < $1.span.lowerBound }
    var chosen: [Candidate] = []
    var start = 0
    while start < ordered.count {
      // Those that hang together by overlaps; what stands apart has nothing to say about them.
      var end = start + 1
      var reach = ordered[start].span.upperBound
      while end < ordered.count, ordered[end].span.lowerBound < reach {
        reach = max(reach, ordered[end].span.upperBound)
        end += 1
      }
      chosen += winners(among: ordered[start..<end], ranks)
      start = end
    }
    return chosen
  }

  private static func winners(
    among candidates: ArraySlice<Candidate>, _ ranks: [Int: Rank]
  ) -> [Candidate] {
    guard candidates.count > 1 else { return Array(candidates) }
    var chosen: [Candidate] = []
    for candidate in candidates.sorted(by: { isBefore($0, $1, ranks) }) {
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

  /// What is compared of a rule.
  private struct Rank {
    var precedence: Int
    /// The place of its id among those of the other rules.
    var idOrder: Int
  }

  private static func ranks(of candidates: [Candidate], in set: RuleSet) -> [Int: Rank] {
    let rules = Set(candidates.map(\.rule)).map { (index: $0, rule: set.rule(at: $0)) }
      .sorted { $0.rule.id < $1.rule.id }
    return Dictionary(
      uniqueKeysWithValues: rules.enumerated().map { order, entry in
        (entry.index, Rank(precedence: entry.rule.precedence.rawValue, idOrder: order))
      })
  }

  /// By precedence, then confidence, then the nearer name, then the longer span, then the rule's id.
  private static func isBefore(
    _ left: Candidate, _ right: Candidate, _ ranks: [Int: Rank]
  ) -> Bool {
    guard let first = ranks[left.rule], let second = ranks[right.rule] else { return false }
    if first.precedence != second.precedence { return first.precedence > second.precedence }
    if left.confidence != right.confidence { return left.confidence > right.confidence }
    if left.distance != right.distance { return left.distance < right.distance }
    if left.span.count != right.span.count { return left.span.count > right.span.count }
    if left.span != right.span { return left.span.lowerBound < right.span.lowerBound }
    // What stands there in the clear is not told as encoded.
    if (left.encoding == nil) != (right.encoding == nil) { return left.encoding == nil }
    return first.idOrder < second.idOrder
  }
}
