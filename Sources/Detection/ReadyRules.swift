import Findings
import PCRE
import Rules

/// The rules of one thread, each decoded and compiled when it is first tried.
///
/// A rule that was tried has a place among the ready ones, by which everything else is asked: of a
/// thousand rules a scan needs some, and pays for no other.
struct ReadyRules: ~Copyable {
  /// A rule that was tried.
  private struct ReadyRule {
    /// Its index in the set.
    let index: Int
    let rule: SecretRule
    let kind: RuleKind
    /// The paths it is for; nil for every path.
    let globs: PathGlobs?
    let context: [[UInt8]]
    let hasPattern: Bool
    var pattern: Pattern?
    /// Whether it is for `path`, nil as long as nobody asked.
    var isForPath: Bool?
  }

  private let set: RuleSet
  /// For each rule, its place in `ready`, -1 as long as nobody asked.
  private var places: [Int32]
  private var ready: [ReadyRule] = []
  private var path: RepositoryPath?
  private var readScore: CredentialScore?
  /// The places of rules whose `isForPath` speaks of `path` and of no other.
  private var asked: [Int] = []

  init(_ set: RuleSet) {
    self.set = set
    places = Array(repeating: -1, count: set.count)
  }

  /// Takes the path of the next text.
  mutating func start(_ path: RepositoryPath) {
    self.path = path
    for place in asked { ready[place].isForPath = nil }
    asked.removeAll(keepingCapacity: true)
  }

  /// The place of the rule at `index` of the set.
  mutating func place(of index: Int) -> Int {
    let place = Int(places[index])
    return place >= 0 ? place : prepare(index)
  }

  /// Whether the rule is for the path of the text.
  mutating func isForPath(_ place: Int) -> Bool {
    if let isFor = ready[place].isForPath { return isFor }
    guard let globs = ready[place].globs else {
      ready[place].isForPath = true
      return true
    }
    let isFor = path.map(globs.matches) ?? true
    ready[place].isForPath = isFor
    asked.append(place)
    return isFor
  }

  /// What is done where a literal of the rule stands.
  func kind(_ place: Int) -> RuleKind { ready[place].kind }

  /// The index of the rule in the set, by which candidates and limits name it.
  func index(_ place: Int) -> Int { ready[place].index }

  func rule(_ place: Int) -> SecretRule { ready[place].rule }

  /// The context words of the rule; empty where it needs none.
  func context(_ place: Int) -> [[UInt8]] { ready[place].context }

  /// Whether a pattern belongs to the rule, which `pattern` compiles.
  func hasPattern(_ place: Int) -> Bool { ready[place].hasPattern }

  /// The pattern of the rule, nil where it has none.
  mutating func pattern(_ place: Int) -> Pattern? {
    if let pattern = ready[place].pattern { return pattern }
    guard let expression = ready[place].rule.expression else { return nil }
    do {
      let pattern = try Pattern(
        expression.text, caseless: expression.isCaseless, anchored: ready[place].kind.isAnchored)
      ready[place].pattern = pattern
      return pattern
    } catch {
      // Every pattern was compiled once when its file was read: this one cannot fail now.
      preconditionFailure(
        "the pattern of \(ready[place].rule.id) no longer compiles: \(error)")
    }
  }

  /// What decides on generic credentials, nil where the set has no weights.
  mutating func score() -> CredentialScore? {
    if let readScore { return readScore }
    readScore = set.score.map(CredentialScore.init)
    return readScore
  }

  private mutating func prepare(_ index: Int) -> Int {
    let rule = set.rule(at: index)
    ready.append(
      ReadyRule(
        index: index, rule: rule, kind: RuleKind(rule),
        globs: rule.paths.isEmpty ? nil : PathGlobs(rule.paths),
        context: rule.context.map { Array($0.utf8) }, hasPattern: rule.expression != nil))
    places[index] = Int32(ready.count - 1)
    return ready.count - 1
  }
}
