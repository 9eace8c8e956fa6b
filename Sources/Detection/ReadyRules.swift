import Findings
import PCRE
import Rules

/// The rules of one thread, each decoded and compiled when it is first tried.
struct ReadyRules: ~Copyable {
  private let set: RuleSet
  private var kinds: [RuleKind]
  private var rules: [SecretRule?]
  /// For each rule, the paths it is for; nil for every path.
  private var globs: [PathGlobs?]
  /// For each rule, its context words.
  private var contexts: [[[UInt8]]]
  private var patterns: [Pattern?]
  private var path: RepositoryPath?
  private var readScore: CredentialScore?
  /// For each rule, whether it is for `path`, nil as long as nobody asked.
  private var isForPath: [Bool?]
  /// The rules whose `isForPath` speaks of `path` and of no other.
  private var asked: [Int] = []

  init(_ set: RuleSet) {
    self.set = set
    let count = set.count
    kinds = Array(repeating: .unread, count: count)
    rules = Array(repeating: nil, count: count)
    globs = Array(repeating: nil, count: count)
    contexts = Array(repeating: [], count: count)
    patterns = Array(repeating: nil, count: count)
    isForPath = Array(repeating: nil, count: count)
  }

  /// Takes the path of the next text.
  mutating func start(_ path: RepositoryPath) {
    self.path = path
    for rule in asked { isForPath[rule] = nil }
    asked.removeAll(keepingCapacity: true)
  }

  /// Whether the rule at `index` is for the path of the text.
  mutating func isForPath(_ index: Int) -> Bool {
    if let isFor = isForPath[index] { return isFor }
    prepare(index)
    guard let globs = globs[index] else {
      isForPath[index] = true
      return true
    }
    let isFor = path.map(globs.matches) ?? true
    isForPath[index] = isFor
    asked.append(index)
    return isFor
  }

  /// What is done where a literal of the rule at `index` stands.
  mutating func kind(_ index: Int) -> RuleKind {
    prepare(index)
    return kinds[index]
  }

  mutating func rule(_ index: Int) -> SecretRule {
    prepare(index)
    return rules[index] ?? set.rule(at: index)
  }

  /// The context words of the rule at `index`; empty where it needs none.
  mutating func context(_ index: Int) -> [[UInt8]] {
    prepare(index)
    return contexts[index]
  }

  /// The pattern of the rule at `index`, nil where it has none.
  mutating func pattern(_ index: Int) -> Pattern? {
    if let pattern = patterns[index] { return pattern }
    let rule = rule(index)
    guard let expression = rule.expression else { return nil }
    do {
      let pattern = try Pattern(expression.text, caseless: expression.isCaseless)
      patterns[index] = pattern
      return pattern
    } catch {
      // Every pattern was compiled once when its file was read: this one cannot fail now.
      preconditionFailure("the pattern of \(rule.id) no longer compiles: \(error)")
    }
  }

  /// What decides on generic credentials, nil where the set has no weights.
  mutating func score() -> CredentialScore? {
    if let readScore { return readScore }
    readScore = set.score.map(CredentialScore.init)
    return readScore
  }

  private mutating func prepare(_ index: Int) {
    guard rules[index] == nil else { return }
    let rule = set.rule(at: index)
    kinds[index] = RuleKind(rule)
    globs[index] = rule.paths.isEmpty ? nil : PathGlobs(rule.paths)
    contexts[index] = rule.context.map { Array($0.utf8) }
    rules[index] = rule
  }
}
