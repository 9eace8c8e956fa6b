import Findings

extension SecretRule {
  /// Reads a rule file: `provider`, `documentation` and a list of `rules`.
  ///
  /// - Throws: `FieldError` at the line of the first fault.
  public static func read(
    _ node: FieldNode, file: String
  ) throws(FieldError) -> [(rule: SecretRule, texts: RuleTexts)] {
    var fields = try Fields(node, file: file)
    let provider = try fields.requiredText("provider")
    let documentation = try fields.text("documentation")
    let entries = try fields.list("rules")
    try fields.finish()
    var rules: [(rule: SecretRule, texts: RuleTexts)] = []
    for entry in entries {
      rules.append(
        try read(entry: entry, file: file, provider: provider, documentation: documentation))
    }
    return rules
  }

  /// Reads one entry of `rules`, also of a user's own.
  ///
  /// - Throws: `FieldError` at the line of the first fault.
  public static func read(
    entry node: FieldNode, file: String, provider: String, documentation: String?
  ) throws(FieldError) -> (rule: SecretRule, texts: RuleTexts) {
    var fields = try Fields(node, file: file)
    let id = try identifier(&fields)
    let literals = try fields.texts("literals")
    let matcher = try matcher(&fields)
    let isNamed = if case .namedCredential = matcher { true } else { false }
    let rule = SecretRule(
      id: id,
      severity: try fields.choice("severity", of: Severity.allCases.map { ($0.name, $0) }) ?? .high,
      confidence: try fields.choice("confidence", of: Confidence.allCases.map { ($0.name, $0) })
        ?? .high,
      category: try fields.choice("category", of: Category.allCases.map { ($0.rawValue, $0) })
        ?? .apiKey,
      literals: isNamed ? NameLiterals.joined(literals) : literals,
      anchor: try anchor(&fields),
      matcher: matcher,
      minimumEntropy: try fields.number("entropy") ?? 0,
      validator: try fields.choice("validator", of: Validator.allCases.map { ($0.rawValue, $0) }),
      paths: try fields.texts("paths"),
      context: try fields.texts("context").map { $0.lowercased() },
      dropsPlaceholders: try fields.flag("placeholders") ?? true,
      precedence: try fields.choice("precedence", of: Precedence.allCases.map { ("\($0)", $0) })
        ?? .vendor,
      companions: try fields.texts("companions"))
    let isUnchecked = try fields.flag("unchecked") ?? false
    let texts = try texts(
      &fields, provider: provider, documentation: documentation, isUnchecked: isUnchecked)
    try fields.finish()
    try rule.check(texts: texts, isUnchecked: isUnchecked, file: file, line: fields.line)
    return (rule, texts)
  }

  private static func identifier(_ fields: inout Fields) throws(FieldError) -> String {
    let id = try fields.requiredText("id")
    let isPlain = id.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
    }
    guard isPlain else {
      throw FieldError(
        file: fields.file, line: fields.line,
        message: "the id '\(id)' may hold lower-case letters, digits and hyphens only")
    }
    return id
  }

  private static func anchor(_ fields: inout Fields) throws(FieldError) -> Anchor {
    let before = try fields.integer("before", in: 0...4_000)
    let after = try fields.integer("after", in: 1...16_000)
    let name = try fields.choice(
      "anchor", of: ["start", "window", "line", "file"].map { ($0, $0) })
    if name != "window", before != nil || after != nil {
      throw FieldError(
        file: fields.file, line: fields.line,
        message: "'before' and 'after' need 'anchor: window'")
    }
    switch name {
    case "window": return .window(before: before ?? 0, after: after ?? 200)
    case "line": return .line
    case "file": return .file
    default: return .start
    }
  }

  private static func matcher(_ fields: inout Fields) throws(FieldError) -> Matcher {
    let pattern = try fields.text("pattern")
    let value = try fields.text("value")
    let caseless = try fields.flag("caseless") ?? false
    let special = try fields.choice(
      "matcher",
      of: [
        ("generic-credential", Matcher.genericCredential), ("kubernetes-secret", .kubernetesSecret),
        ("named-credential", .namedCredential(value: value)),
      ])
    if value != nil, special != .namedCredential(value: value) {
      throw FieldError(
        file: fields.file, line: fields.line,
        message: "'value' needs 'matcher: named-credential'")
    }
    switch (pattern, special) {
    case (let pattern?, nil): return .pattern(pattern, caseless: caseless)
    case (nil, let special?): return special
    default:
      throw FieldError(
        file: fields.file, line: fields.line,
        message: "a rule has either a 'pattern' or a 'matcher'")
    }
  }

  private static func texts(
    _ fields: inout Fields, provider: String, documentation: String?, isUnchecked: Bool
  ) throws(FieldError) -> RuleTexts {
    let title = try fields.requiredText("title")
    let why = try fields.requiredText("why")
    let remedy = try fields.requiredText("remedy")
    let link = try fields.text("documentation") ?? documentation ?? ""
    guard var examples = try fields.fields("examples") else {
      if isUnchecked {
        return RuleTexts(
          provider: provider, title: title, why: why, remedy: remedy, documentation: link,
          matching: [], passing: [])
      }
      throw FieldError(
        file: fields.file, line: fields.line,
        message: "a rule needs 'examples' with 'match' and 'pass'")
    }
    let matching = try examples.list("match")
    let passing = try examples.list("pass")
    try examples.finish()
    var texts = RuleTexts(
      provider: provider, title: title, why: why, remedy: remedy, documentation: link,
      matching: [], passing: [])
    for node in matching { texts.matching.append(try RuleExample.read(node, file: fields.file)) }
    for node in passing { texts.passing.append(try RuleExample.read(node, file: fields.file)) }
    return texts
  }

  /// What one field alone cannot tell.
  private func check(
    texts: RuleTexts, isUnchecked: Bool, file: String, line: Int
  ) throws(FieldError) {
    func fault(_ message: String) -> FieldError {
      FieldError(file: file, line: line, message: "\(id): \(message)")
    }
    if anchor == .file {
      if paths.isEmpty, literals.isEmpty {
        throw fault("'anchor: file' needs 'literals' or 'paths'")
      }
    } else if literals.isEmpty {
      throw fault("'literals' is missing: name the texts the rule cannot match without")
    }
    if let short = literals.first(where: { $0.utf8.count < 3 }) {
      throw fault("the literal '\(short)' is too short: three bytes at least")
    }
    if paths.contains("") || context.contains("") {
      throw fault("'paths' and 'context' may not hold an empty text")
    }
    if !isUnchecked, texts.matching.isEmpty || texts.passing.isEmpty {
      throw fault("'examples' needs at least one 'match' and one 'pass'")
    }
    for example in texts.matching where example.unmarked.secrets.isEmpty {
      throw fault("an example under 'match' marks no secret: write it in «pieces»")
    }
    for example in texts.passing where !example.unmarked.secrets.isEmpty {
      throw fault("an example under 'pass' marks a secret")
    }
    for example in texts.matching + texts.passing {
      if !example.hasPairedMarks { throw fault("the « and » of an example are not in pairs") }
      if example.path.contains(where: \.isNewline) {
        throw fault("an example's 'path' may not hold a line break")
      }
    }
    if RuleArchive.holdsSeparator(self, texts) {
      throw fault("a text holds one of the control characters U+001D to U+001F")
    }
  }
}

extension RuleExample {
  /// Reads a text, or `path` and `text`.
  fileprivate static func read(_ node: FieldNode, file: String) throws(FieldError) -> RuleExample {
    if case .scalar(let text, _) = node { return RuleExample(path: "example.txt", marked: text) }
    var fields = try Fields(node, file: file)
    let example = RuleExample(
      path: try fields.requiredText("path"), marked: try fields.requiredText("text"))
    try fields.finish()
    return example
  }
}
