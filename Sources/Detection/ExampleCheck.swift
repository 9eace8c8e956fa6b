import Findings
public import Rules

/// Runs the examples of rules against all rules, each in several surroundings.
///
/// It is what the built-in rules' own tests do, and `shrike rules check` for a user's.
public struct ExampleCheck: Sendable {
  private let rules: DetectionRules

  public init(_ rules: DetectionRules) { self.rules = rules }

  /// An example that did not do what its rule says.
  public struct Failure: Sendable, Hashable, CustomStringConvertible {
    public var ruleID: String
    /// "match 2" or "pass 1": which list of the rule's examples, and which of it, from 1.
    public var example: String
    /// What the example was put into.
    public var surrounding: String
    public var message: String

    public var description: String { "\(ruleID): \(example), \(surrounding): \(message)" }
  }

  /// What an example is put into; its own lines stay whole.
  private struct Surrounding {
    let name: String
    var before = ""
    var after = ""
    var usesCRLF = false
  }

  private static let filler = String(repeating: "nothing to see on this line\n", count: 40)

  private static let surroundings = [
    Surrounding(name: "without a final newline"),
    Surrounding(name: "behind a multibyte line", before: "é😀 — ß\n", after: "\n"),
    Surrounding(name: "with CRLF", before: "\n", after: "\n\n", usesCRLF: true),
    Surrounding(name: "far from both ends", before: filler, after: "\n" + filler),
  ]

  /// What the rule of `entry` is slow on, if anything was found; see `PatternCost`.
  public static func slowness(of entry: RuleSet.Entry) -> Failure? {
    PatternCost(entry).slowText().map { text in
      Failure(
        ruleID: entry.rule.id, example: "cost", surrounding: text,
        message: "a match takes more than \(PatternCost.steps) steps: bound what is repeated, or"
          + " make it possessive")
    }
  }

  /// What is wrong with the examples of some of the rules, each given by its id and texts.
  public func failures(of entries: [(ruleID: String, texts: RuleTexts)]) -> [Failure] {
    // One scanner for all: it compiles a pattern once.
    var scanner = BlobScanner(
      rules, key: .standard,
      suppressions: SuppressionReader(
        knownRuleIDs: [], today: CalendarDate(secondsSince1970: 0)))
    var failures: [Failure] = []
    for entry in entries {
      failures += self.failures(of: entry.ruleID, texts: entry.texts, with: &scanner)
    }
    return failures
  }

  private func failures(
    of ruleID: String, texts: RuleTexts, with scanner: inout BlobScanner
  ) -> [Failure] {
    var failures: [Failure] = []
    for (name, examples) in [("match", texts.matching), ("pass", texts.passing)] {
      for (index, example) in examples.enumerated() {
        for surrounding in ExampleCheck.surroundings {
          guard
            let message = fault(of: example, ruleID: ruleID, in: surrounding, with: &scanner)
          else { continue }
          failures.append(
            Failure(
              ruleID: ruleID, example: "\(name) \(index + 1)", surrounding: surrounding.name,
              message: message))
        }
      }
    }
    return failures
  }

  private func fault(
    of example: RuleExample, ruleID: String, in surrounding: Surrounding,
    with scanner: inout BlobScanner
  ) -> String? {
    let (text, secrets) = ExampleCheck.placed(example, in: surrounding)
    let set = rules.ruleSet
    let isOwnGeneric = set.index(of: ruleID).map { set.rule(at: $0).precedence } == .generic
    let matches = scanner.scan(text.span, path: RepositoryPath(example.path)).matches
      .filter { match in
        // What is no token of the vendor's may still be a credential by the name it is given.
        !secrets.isEmpty || isOwnGeneric || set.rule(at: match.rule).precedence != .generic
      }
    let found = matches.map { set.id(at: $0.rule) }
    let expected = Array(repeating: ruleID, count: secrets.count)
    guard found == expected else {
      return "found \(listed(found)), expected \(listed(expected))"
    }
    let lines = LineTable(text.span)
    for (match, secret) in zip(matches, secrets) {
      let region = lines.region(of: secret, in: text.span)
      guard match.region != region else { continue }
      return "found at \(place(match.region)), marked at \(place(region))"
    }
    return nil
  }

  private func listed(_ ids: [String]) -> String {
    ids.isEmpty ? "nothing" : ids.joined(separator: ", ")
  }

  private func place(_ region: Region) -> String {
    "\(region.startLine):\(region.startColumn)-\(region.endLine):\(region.endColumn)"
  }

  /// The example's text in its surrounding, and where its secrets stand then.
  private static func placed(
    _ example: RuleExample, in surrounding: Surrounding
  ) -> (text: [UInt8], secrets: [Range<Int>]) {
    let plain = example.unmarked
    var text = Array(surrounding.before.utf8)
    var offsets: [Int] = []
    for byte in plain.text {
      if surrounding.usesCRLF, byte == 0x0A { text.append(0x0D) }
      offsets.append(text.count)
      text.append(byte)
    }
    offsets.append(text.count)
    text += Array(surrounding.after.utf8)
    return (text, plain.secrets.map { offsets[$0.lowerBound]..<(offsets[$0.upperBound - 1] + 1) })
  }
}
