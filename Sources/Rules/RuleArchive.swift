import Findings

/// The compact form in which rules travel inside the binary.
///
/// Records end in U+001E, their fields in U+001F, items of a list in U+001D. One string literal
/// compiles in under a second where an array of rules takes minutes (DESIGN, "What was measured").
/// The matching half is decoded at every start, the texts only for a report.
public enum RuleArchive {
  enum Texts: Sendable {
    case archived(String)
    case decoded([RuleTexts])

    var decoded: [RuleTexts] {
      switch self {
      case .archived(let text): RuleArchive.records(of: text).map(RuleTexts.init(record:))
      case .decoded(let texts): texts
      }
    }
  }

  /// The two halves of an archive of `entries`.
  public static func encode(
    _ entries: [(rule: SecretRule, texts: RuleTexts)]
  ) -> (matching: String, texts: String) {
    (
      entries.map { join($0.rule.record) }.joined(separator: recordEnd),
      entries.map { join($0.texts.record) }.joined(separator: recordEnd)
    )
  }

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

  static func decodeRules(_ text: String) -> [SecretRule] {
    records(of: text).map(SecretRule.init(record:))
  }

  static func list(_ items: [String]) -> String { items.joined(separator: itemEnd) }

  static func items(_ field: String) -> [String] {
    field.isEmpty ? [] : split(field, at: 0x1D)
  }

  private static let recordEnd = "\u{1E}"
  private static let fieldEnd = "\u{1F}"
  private static let itemEnd = "\u{1D}"

  private static func join(_ fields: [String]) -> String { fields.joined(separator: fieldEnd) }

  private static func records(of text: String) -> [[String]] {
    text.isEmpty ? [] : split(text, at: 0x1E).map { split($0, at: 0x1F) }
  }

  private static func split(_ text: String, at separator: UInt8) -> [String] {
    text.utf8.split(separator: separator, omittingEmptySubsequences: false)
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
