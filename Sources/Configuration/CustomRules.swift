public import Rules

/// A rule that a configuration brings, and where its pattern is written.
public struct CustomRule: Sendable {
  public let rule: SecretRule
  public let file: String
  /// 1-based line of the pattern, nil for a rule without one.
  public let line: Int?
}

/// The rules that a configuration brings: its own entries, then those of its rule files.
enum CustomRules {
  typealias Entry = (rule: SecretRule, texts: RuleTexts)
  typealias Placed = (entry: Entry, place: CustomRule)

  /// - Throws: `FieldError` at the first fault, also one inside a rule file, or at an id that is
  ///   taken.
  static func read(
    from written: ConfigurationFile, file: String, builtin: RuleSet,
    readFile: (String) throws -> String
  ) throws(FieldError) -> [Placed] {
    var taken: Set<String> = []
    var entries: [Placed] = []
    for node in written.customRules {
      let entry = try inlineRule(node, file: file)
      try claim(entry.rule.id, in: &taken, of: builtin, file: file, line: node.line)
      entries.append(placed(entry, in: node, file: file))
    }
    for ruleFile in written.ruleFiles {
      let path = resolved(ruleFile.text, beside: file)
      let text: String
      do {
        text = try readFile(path)
      } catch {
        throw FieldError(
          file: file, line: ruleFile.line, message: "the rule file '\(path)' cannot be read")
      }
      guard let node = try YAMLFile.node(of: text, file: path), !node.isEmpty else {
        throw FieldError(file: path, line: 1, message: "the rule file is empty")
      }
      for entry in try SecretRule.read(node, file: path) {
        try claim(entry.rule.id, in: &taken, of: builtin, file: path, line: nil)
        entries.append(placed(entry, in: node, file: path))
      }
    }
    return entries
  }

  private static func placed(_ entry: Entry, in node: FieldNode, file: String) -> Placed {
    let line = node.patternLine(ofRule: entry.rule.id)
    return (entry, CustomRule(rule: entry.rule, file: file, line: line))
  }

  /// An entry shaped as in a rule file, which may name its provider itself.
  private static func inlineRule(_ node: FieldNode, file: String) throws(FieldError) -> Entry {
    guard case .map(let pairs, let line) = node else {
      throw FieldError(file: file, line: node.line, message: "expected a rule's keys and values")
    }
    var provider = "custom"
    for pair in pairs where pair.key == "provider" {
      guard case .scalar(let name, _) = pair.value, !name.isEmpty else {
        throw FieldError(file: file, line: pair.line, message: "'provider' must be a single value")
      }
      provider = name
    }
    return try SecretRule.read(
      entry: .map(pairs.filter { $0.key != "provider" }, line: line), file: file,
      provider: provider, documentation: nil)
  }

  private static func claim(
    _ id: String, in taken: inout Set<String>, of builtin: RuleSet, file: String, line: Int?
  ) throws(FieldError) {
    guard builtin.index(of: id) == nil, taken.insert(id).inserted else {
      throw FieldError(
        file: file, line: line, message: "there is already a rule '\(id)': choose another id")
    }
  }

  /// `path` from the folder of `file`, without `.` and, where possible, `..`.
  private static func resolved(_ path: String, beside file: String) -> String {
    if path.hasPrefix("/") { return path }
    var parts = file.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .filter { $0 != "." }
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != "..", !last.isEmpty {
        parts.removeLast()
      } else {
        parts.append(part)
      }
    }
    return parts.joined(separator: "/")
  }
}
