public import Findings
public import Rules

/// The rules of a run, arranged for matching: immutable, shared by every thread.
public final class DetectionRules: Sendable {
  /// Every rule, in the order in which matches refer to them.
  public let ruleSet: RuleSet
  let rules: [SecretRule]
  let filter: LiteralFilter
  /// For each literal of the filter, the rules that need it.
  let rulesOfLiteral: [[Int]]
  /// The length of each literal in bytes.
  let literalLengths: [Int]
  /// The literal that opens an inline suppression; those of other scanners' stand behind it.
  let suppressionLiteral: Int
  /// Rules that read every file of a certain name, whatever it holds.
  let fileRules: [Int]
  /// For each rule, the paths it is for; nil for every path.
  let globs: [PathGlobs?]
  /// The rules that are not for every path.
  let pathRules: [Int]
  /// For each rule, what is done where one of its literals stands.
  let kinds: [RuleKind]
  /// For each rule, its context words.
  let contexts: [[[UInt8]]]
  /// The filter for text found inside an encoding or a binary file: literals that start a match of
  /// high confidence.
  let strictFilter: LiteralFilter
  let rulesOfStrictLiteral: [[Int]]
  let allowances: AllowanceFilter

  /// - Parameters:
  ///   - markers: the comments of other scanners that are looked for.
  ///   - allowances: what another scanner's configuration allows.
  public init(
    _ ruleSet: RuleSet, markers: [ForeignMarker] = [], allowances: [Allowance] = []
  ) {
    self.ruleSet = ruleSet
    let rules = ruleSet.rules
    self.rules = rules
    let all = DetectionRules.literals(of: rules) { _ in true }
    suppressionLiteral = all.literals.count
    let comments = [Suppression.marker] + markers.map(\.rawValue)
    filter = LiteralFilter(all.literals + comments)
    rulesOfLiteral = all.rules + comments.map { _ in [] }
    literalLengths = (all.literals + comments).map(\.utf8.count)
    let strict = DetectionRules.literals(of: rules) { rule in
      rule.anchor == .start && rule.confidence == .high && rule.paths.isEmpty && rule.hasPattern
    }
    strictFilter = LiteralFilter(strict.literals)
    rulesOfStrictLiteral = strict.rules
    fileRules = rules.indices.filter { rules[$0].anchor == .file && rules[$0].literals.isEmpty }
    self.allowances = AllowanceFilter(allowances)
    globs = rules.map { $0.paths.isEmpty ? nil : PathGlobs($0.paths) }
    pathRules = rules.indices.filter { !rules[$0].paths.isEmpty }
    kinds = rules.map(RuleKind.init)
    contexts = rules.map { $0.context.map { Array($0.utf8) } }
  }

  /// The distinct literals of the rules that `isWanted` picks, and the rules of each.
  private static func literals(
    of rules: [SecretRule], where isWanted: (SecretRule) -> Bool
  ) -> (literals: [String], rules: [[Int]]) {
    var indices: [String: Int] = [:]
    var literals: [String] = []
    var owners: [[Int]] = []
    for (number, rule) in rules.enumerated() where isWanted(rule) {
      for literal in rule.literals.map({ $0.lowercased() }) {
        let index = indices[literal] ?? literals.count
        if index == literals.count {
          indices[literal] = index
          literals.append(literal)
          owners.append([])
        }
        owners[index].append(number)
      }
    }
    return (literals, owners)
  }
}

/// What is done where a literal of a rule stands: the rule's matcher and anchor, without their
/// texts, so that looking at it costs nothing.
enum RuleKind: Sendable {
  case credential
  case namedCredential
  case kubernetesSecret
  /// The literal starts the match.
  case start
  case window(before: Int, after: Int)
  case line
  /// Anywhere in the file; looked for once, where there are literals at the first of them.
  case file

  init(_ rule: SecretRule) {
    switch (rule.matcher, rule.anchor) {
    case (.genericCredential, _): self = .credential
    case (.namedCredential, _): self = .namedCredential
    case (.kubernetesSecret, _): self = .kubernetesSecret
    case (.pattern, .start): self = .start
    case (.pattern, .window(let before, let after)): self = .window(before: before, after: after)
    case (.pattern, .line): self = .line
    case (.pattern, .file): self = .file
    }
  }
}
