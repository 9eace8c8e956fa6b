public import Findings

/// Every secret rule of a run, in a fixed order: the built-in ones by id, then the user's own.
///
/// A built-in rule is decoded when somebody asks for it; `count`, `literals` and `fileRules` are all
/// that a scan needs before it has found anything.
public struct RuleSet: Sendable {
  public typealias Entry = (rule: SecretRule, texts: RuleTexts)

  private let archive: RuleArchive
  /// The built-in rules that are part of the set, ascending; nil for all.
  private var chosen: [Int]?
  /// Severities that were given to built-in rules, by their index in the archive.
  private var severities: [Int: Severity] = [:]
  private var own: [Entry]

  /// The rules of a built-in archive.
  public init(_ archive: RuleArchive) {
    self.archive = archive
    own = []
  }

  /// Rules that were read from files.
  public init(_ entries: [Entry]) {
    archive = .empty
    own = entries
  }

  /// What decides on generic credentials, read at each call; nil where nothing does.
  public var score: ScoreModel? { archive.score }

  private var builtinCount: Int { chosen?.count ?? archive.count }
  public var count: Int { builtinCount + own.count }

  /// The archive's index of the built-in rule at `index`.
  private func archived(_ index: Int) -> Int { chosen.map { $0[index] } ?? index }

  // MARK: Rules

  /// The rule at `index`, decoded at each call.
  public func rule(at index: Int) -> SecretRule {
    guard index < builtinCount else { return own[index - builtinCount].rule }
    let place = archived(index)
    var rule = archive.rule(at: place)
    if let severity = severities[place] { rule.severity = severity }
    return rule
  }

  public func id(at index: Int) -> String {
    guard index < builtinCount else { return own[index - builtinCount].rule.id }
    return archive.id(at: archived(index))
  }

  /// The index of the rule with this id; nil where the set has none.
  public func index(of id: String) -> Int? {
    if let place = archive.index(of: id) {
      guard let chosen else { return place }
      if let index = chosen.firstIndex(of: place) { return index }
    }
    return own.firstIndex { $0.rule.id == id }.map { $0 + builtinCount }
  }

  /// Every rule, decoded at each call.
  public var rules: [SecretRule] { (0..<count).map { rule(at: $0) } }

  public var ids: [String] { (0..<count).map { id(at: $0) } }

  // MARK: Texts

  /// What a person reads of the rule at `index`.
  public func texts(at index: Int) -> RuleTexts {
    guard index < builtinCount else { return own[index - builtinCount].texts }
    return archive.texts(at: archived(index))
  }

  /// What a person reads of each rule, in the order of `rules`.
  public func allTexts() -> [RuleTexts] { (0..<count).map { texts(at: $0) } }

  /// What reports tell of the rule at `index`.
  public func description(at index: Int) -> RuleDescription {
    let (rule, texts) = (rule(at: index), texts(at: index))
    return RuleDescription(
      id: rule.id, title: texts.title, why: texts.why, remedy: texts.remedy,
      severity: rule.severity, confidence: rule.confidence, category: rule.category.rawValue,
      documentation: texts.documentation.isEmpty ? nil : texts.documentation, cwe: 798)
  }

  /// What reports tell of each rule, in the order of `rules`.
  public func descriptions() -> [RuleDescription] { (0..<count).map { description(at: $0) } }

  // MARK: Choosing

  /// This set with the user's rules behind it.
  public func adding(_ entries: [Entry]) -> RuleSet {
    var set = self
    set.own += entries
    return set
  }

  /// This set with other severities, by rule id; ids that it does not have change nothing.
  public func changing(_ severities: [String: Severity]) -> RuleSet {
    var set = self
    for (id, severity) in severities {
      if let place = archive.index(of: id) { set.severities[place] = severity }
      for index in set.own.indices where set.own[index].rule.id == id {
        set.own[index].rule.severity = severity
      }
    }
    return set
  }

  /// The rules whose ids are in `only`, or all where that is empty, without those in `skipping`.
  public func choosing(only: Set<String>, skipping: Set<String>) -> RuleSet {
    guard !(only.isEmpty && skipping.isEmpty) else { return self }
    let wanted = Set(only.compactMap(archive.index))
    let unwanted = Set(skipping.compactMap(archive.index))
    var set = self
    set.chosen = (chosen ?? Array(0..<archive.count)).filter {
      (only.isEmpty || wanted.contains($0)) && !unwanted.contains($0)
    }
    set.own = own.filter {
      (only.isEmpty || only.contains($0.rule.id)) && !skipping.contains($0.rule.id)
    }
    return set
  }

  // MARK: What a scan starts with

  /// The literals of all rules, with the indices of theirs.
  public func literals() -> LiteralTable {
    var table = LiteralTable(decoding: archive.literals, position: positions)
    if !own.isEmpty {
      table.insert(LiteralTable(of: own.indices.map { (builtinCount + $0, own[$0].rule) }))
    }
    return table
  }

  /// The rules that read whole files and have no literals.
  public var fileRules: FileRules {
    var rules = FileRules(decoding: archive.files, position: positions)
    rules.append(FileRules(of: own.indices.map { (builtinCount + $0, own[$0].rule) }))
    return rules
  }

  /// For each rule of the archive, its index here, -1 where it is left out; nil where all are here.
  private var positions: [Int32]? {
    guard let chosen else { return nil }
    var positions = [Int32](repeating: -1, count: archive.count)
    for (index, place) in chosen.enumerated() { positions[place] = Int32(index) }
    return positions
  }
}
