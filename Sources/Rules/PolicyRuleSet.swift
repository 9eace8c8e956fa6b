public import Findings

/// The policies of a run, by id.
///
/// Decoded where somebody asks for them: a change without a file that policies read pays nothing.
public struct PolicyRuleSet: Sendable {
  private enum Source: Sendable {
    case archive(PolicyArchive)
    case entries([(rule: PolicyRule, texts: PolicyTexts)])
  }

  private let source: Source
  /// The policies that are part of the set, ascending; nil for all.
  private var chosen: [Int]?
  /// Severities that were given, by the index in the source.
  private var severities: [Int: Severity] = [:]

  /// The policies of a built-in archive.
  public init(_ archive: PolicyArchive) { source = .archive(archive) }

  /// Policies that were read from files.
  public init(_ entries: [(rule: PolicyRule, texts: PolicyTexts)]) { source = .entries(entries) }

  public var isEmpty: Bool { places.isEmpty }

  /// Every policy, decoded at each call.
  public var rules: [PolicyRule] { places.map(rule) }

  public var ids: [String] { places.map(id) }

  /// The policy with this id, nil where there is none.
  public subscript(id: String) -> PolicyRule? { place(of: id).map(rule) }

  /// What a person reads of each policy, in the order of `rules`; decoded at each call.
  public func allTexts() -> [PolicyTexts] { places.map(texts) }

  /// What a person reads of the policy with this id, nil where there is none.
  public func texts(of id: String) -> PolicyTexts? { place(of: id).map(texts) }

  /// What reports tell of each policy, in the order of `rules`.
  public func descriptions() -> [RuleDescription] {
    places.map { place in
      let (rule, texts) = (rule(place), texts(place))
      return RuleDescription(
        id: rule.id, title: texts.title, why: texts.why, remedy: texts.remedy,
        severity: rule.severity, confidence: .high, category: "policy",
        documentation: texts.documentation, cwe: rule.cwe)
    }
  }

  // MARK: Choosing

  /// This set with other severities, by id, in production too; ids that it does not have change
  /// nothing.
  public func changing(_ severities: [String: Severity]) -> PolicyRuleSet {
    var set = self
    for (id, severity) in severities {
      if let place = index(of: id) { set.severities[place] = severity }
    }
    return set
  }

  /// The policies whose ids are in `only`, or all where that is empty, without those in `skipping`.
  public func choosing(only: Set<String>, skipping: Set<String>) -> PolicyRuleSet {
    guard !(only.isEmpty && skipping.isEmpty) else { return self }
    let wanted = Set(only.compactMap(index))
    let unwanted = Set(skipping.compactMap(index))
    var set = self
    set.chosen = Array(places).filter {
      (only.isEmpty || wanted.contains($0)) && !unwanted.contains($0)
    }
    return set
  }

  // MARK: Places in the source

  private var places: [Int] { chosen ?? Array(0..<sourceCount) }

  private func place(of id: String) -> Int? {
    index(of: id).flatMap { place in chosen.map { $0.contains(place) } ?? true ? place : nil }
  }

  private var sourceCount: Int {
    switch source {
    case .archive(let archive): archive.count
    case .entries(let entries): entries.count
    }
  }

  private func index(of id: String) -> Int? {
    switch source {
    case .archive(let archive): archive.index(of: id)
    case .entries(let entries): entries.firstIndex { $0.rule.id == id }
    }
  }

  private func id(_ place: Int) -> String {
    switch source {
    case .archive(let archive): archive.id(at: place)
    case .entries(let entries): entries[place].rule.id
    }
  }

  private func rule(_ place: Int) -> PolicyRule {
    var rule =
      switch source {
      case .archive(let archive): archive.rule(at: place)
      case .entries(let entries): entries[place].rule
      }
    if let severity = severities[place] {
      rule.severity = severity
      rule.productionSeverity = nil
    }
    return rule
  }

  private func texts(_ place: Int) -> PolicyTexts {
    switch source {
    case .archive(let archive): archive.texts(at: place)
    case .entries(let entries): entries[place].texts
    }
  }
}
