import Findings

/// ZT804: an inline suppression that is not obeyed, or that suppresses nothing.
///
/// It is decided last, once every other policy has said what it found.
struct SuppressionHygiene {
  static let id = "ZT804"

  let usage: SuppressionUsage
  /// The policies that ran.
  let rulesThatRan: Set<String>

  /// What is wrong with the suppressions of `source`.
  func breaches(
    in source: SourceText, _ suppressions: PlaceMaker.Suppressions, reader: SuppressionReader
  ) -> [Breach] {
    guard !suppressions.obeyed.isEmpty || !suppressions.faults.isEmpty else { return [] }
    let places = directives(in: source, suppressions.markers, reader: reader)
    var breaches = suppressions.faults.compactMap { fault in
      places[fault.line].map { breach(source, $0, fault.message, line: fault.line) }
    }
    for suppression in suppressions.obeyed where isIdle(suppression, in: source.path) {
      guard let range = places[suppression.line] else { continue }
      let names = suppression.ruleIDs.joined(separator: ", ")
      breaches.append(
        breach(
          source, range, "this suppression of \(names) matches no finding",
          line: suppression.line))
    }
    return breaches
  }

  private func breach(
    _ source: SourceText, _ range: Range<Int>, _ message: String, line: Int
  ) -> Breach {
    Breach(source, range, message, identity: source.text(of: range))
  }

  /// Whether every rule that it names ran, and none found anything there.
  private func isIdle(_ suppression: Suppression, in path: RepositoryPath) -> Bool {
    suppression.ruleIDs.allSatisfy { ruleID in
      rulesThatRan.contains(ruleID)
        && !usage.isUsed(ruleID: ruleID, line: suppression.line, in: path)
    }
  }

  /// The directive on each line: from its marker to its end.
  private func directives(
    in source: SourceText, _ markers: [Int], reader: SuppressionReader
  ) -> [Int: Range<Int>] {
    let bytes = source.bytes
    var places: [Int: Range<Int>] = [:]
    for marker in markers {
      guard let range = reader.directive(in: bytes.span, marker: marker) else { continue }
      let line = source.line(of: marker)
      places[line] = places[line] ?? range
    }
    return places
  }
}
