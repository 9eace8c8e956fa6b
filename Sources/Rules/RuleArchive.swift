import Findings

/// The compact form in which rules travel inside the binary.
///
/// Each half is a `RecordTable`, the items of a list end in U+001D. One string literal compiles in
/// under a second where an array of rules takes minutes (DESIGN, "What was measured"). Nothing of it
/// is decoded at a start: a rule is where one of its literals stands, its texts for a report.
public struct RuleArchive: Sendable {
  private let rules: RecordTable
  private let texts: RecordTable
  /// The literals of the rules, see `LiteralTable`.
  let literals: String
  /// The rules that read whole files, see `FileRules`.
  let files: String
  /// The weights of the score for generic credentials, see `ScoreModel`; empty for none.
  private let scoreText: String

  /// - Parameters: the four parts that `encode` gave, and the weights of the score.
  public init(
    matching: String, texts: String, literals: String, files: String, score: String = ""
  ) {
    rules = RecordTable(matching)
    self.texts = RecordTable(texts)
    self.literals = literals
    self.files = files
    scoreText = score
  }

  static let empty = RuleArchive(matching: "", texts: "", literals: "", files: "")

  /// The parts of an archive of `entries`.
  public static func encode(
    _ entries: [RuleSet.Entry]
  ) -> (matching: String, texts: String, literals: String, files: String) {
    let rules = entries.enumerated().map { (index: $0.offset, rule: $0.element.rule) }
    return (
      RecordTable.encode(entries.map(\.rule.record)),
      RecordTable.encode(entries.map(\.texts.record)),
      LiteralTable(of: rules).encoded(), FileRules(of: rules).encoded()
    )
  }

  /// What decides on generic credentials, read at each call; nil where nothing does.
  ///
  /// RuleCompiler read it once: what does not fit now is a fault of the build.
  var score: ScoreModel? {
    guard !scoreText.isEmpty else { return nil }
    do {
      return try ScoreModel(text: scoreText)
    } catch {
      preconditionFailure("the built-in weights are damaged: build Shrike again")
    }
  }

  var count: Int { rules.count }

  func rule(at index: Int) -> SecretRule { SecretRule(record: rules.fields(at: index)) }
  func texts(at index: Int) -> RuleTexts { RuleTexts(record: texts.fields(at: index)) }
  func id(at index: Int) -> String { rules.name(at: index) }
  func index(of id: String) -> Int? { rules.index(ofName: id) }

  /// Whether a text of the two holds a separator, and so could not be told from what it separates.
  ///
  /// Counts them in the records themselves, so that no field can be forgotten: a list has one
  /// fewer than items, and there are no others.
  static func holdsSeparator(_ rule: SecretRule, _ texts: RuleTexts) -> Bool {
    let lists = [rule.literals, rule.paths, rule.context, rule.companions]
    let sizes = lists.map(\.count) + [texts.matching.count, texts.passing.count]
    let written = sizes.reduce(0) { $0 + max(0, $1 - 1) }
    let held = (rule.record + texts.record).reduce(0) { count, field in
      count + field.utf8.count { (0x1D...0x1F).contains($0) }
    }
    return held != written
  }

  static func list(_ items: [String]) -> String { items.joined(separator: "\u{1D}") }

  static func items(_ field: String) -> [String] {
    field.isEmpty
      ? []
      : field.utf8.split(separator: 0x1D, omittingEmptySubsequences: false)
        .map { String(Substring($0)) }
  }
}

extension SecretRule {
  fileprivate var record: [String] {
    let (anchorName, before, after) =
      switch anchor {
      case .start: ("start", 0, 0)
      case .window(let before, let after): ("window", before, after)
      case .line: ("line", 0, 0)
      case .file: ("file", 0, 0)
      }
    let (matcherName, pattern) =
      switch matcher {
      case .pattern(let pattern, let caseless): (caseless ? "caseless" : "pattern", pattern)
      case .genericCredential: ("generic", "")
      case .namedCredential(let value): ("named", value ?? "")
      case .kubernetesSecret: ("kubernetes", "")
      }
    return [
      id, String(severity.rawValue), String(confidence.rawValue), category.rawValue,
      RuleArchive.list(literals), anchorName, String(before), String(after), matcherName, pattern,
      String(minimumEntropy), validator?.rawValue ?? "", RuleArchive.list(paths),
      RuleArchive.list(context), dropsPlaceholders ? "1" : "0", String(precedence.rawValue),
      RuleArchive.list(companions),
    ]
  }

  /// A record of the archive in this same binary: what does not fit is a fault of the build.
  fileprivate init(record: [String]) {
    guard record.count == 17,
      let severity = Int(record[1]).flatMap(Severity.init(rawValue:)),
      let confidence = Int(record[2]).flatMap(Confidence.init(rawValue:)),
      let category = Category(rawValue: record[3]), let before = Int(record[6]),
      let after = Int(record[7]), let entropy = Double(record[10]),
      let precedence = Int(record[15]).flatMap(Precedence.init(rawValue:))
    else { preconditionFailure("the built-in rules are damaged: build Shrike again") }
    self.init(
      id: record[0], severity: severity, confidence: confidence, category: category,
      literals: RuleArchive.items(record[4]),
      anchor: SecretRule.anchor(named: record[5], before: before, after: after),
      matcher: SecretRule.matcher(named: record[8], pattern: record[9]), minimumEntropy: entropy,
      validator: Validator(rawValue: record[11]), paths: RuleArchive.items(record[12]),
      context: RuleArchive.items(record[13]), dropsPlaceholders: record[14] == "1",
      precedence: precedence, companions: RuleArchive.items(record[16]))
  }

  private static func anchor(named name: String, before: Int, after: Int) -> Anchor {
    switch name {
    case "window": .window(before: before, after: after)
    case "line": .line
    case "file": .file
    default: .start
    }
  }

  private static func matcher(named name: String, pattern: String) -> Matcher {
    switch name {
    case "generic": .genericCredential
    case "named": .namedCredential(value: pattern.isEmpty ? nil : pattern)
    case "kubernetes": .kubernetesSecret
    default: .pattern(pattern, caseless: name == "caseless")
    }
  }
}

extension RuleTexts {
  fileprivate var record: [String] {
    [
      provider, title, why, remedy, documentation,
      RuleArchive.list(matching.map { $0.path + "\n" + $0.marked }),
      RuleArchive.list(passing.map { $0.path + "\n" + $0.marked }),
    ]
  }

  fileprivate init(record: [String]) {
    precondition(record.count == 7, "the built-in rules are damaged: build Shrike again")
    self.init(
      provider: record[0], title: record[1], why: record[2], remedy: record[3],
      documentation: record[4], matching: RuleArchive.items(record[5]).map(RuleTexts.example),
      passing: RuleArchive.items(record[6]).map(RuleTexts.example))
  }

  private static func example(_ item: String) -> RuleExample {
    let parts = item.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
    return RuleExample(
      path: String(parts[0]), marked: parts.count > 1 ? String(parts[1]) : "")
  }
}
