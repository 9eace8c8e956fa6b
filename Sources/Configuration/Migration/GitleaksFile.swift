import Findings
import Rules

/// `.gitleaks.toml` as it is written (README of gitleaks, "Configuration"): read and checked key by
/// key. As there, case does not count in keys.
struct GitleaksFile {
  static let name = ".gitleaks.toml"

  let file: String
  var rules: [GitleaksRule] = []
  var allowlists: [GitleaksAllowlist] = []
  /// Whether the file adds to gitleaks's own rules.
  var usesDefault = false
  /// The file that this one adds to.
  var base: ConfigurationFile.PlacedText?
  var disabled: [ConfigurationFile.PlacedText] = []

  /// - Throws: `FieldError` at the line of the first fault, or of what is not understood.
  init(text: String, file: String) throws(FieldError) {
    self.file = file
    let root = GitleaksFile.lowered(try TOMLFile.node(of: text, file: file))
    var fields = try Fields(root, file: file)
    for key in ["title", "description", "minversion"] { _ = try fields.text(key) }
    if var extend = try fields.fields("extend") {
      usesDefault = try extend.flag("usedefault") ?? false
      base = try extend.placed("path").first
      disabled = try extend.placed("disabledrules")
      try extend.finish()
    }
    for node in try fields.list("rules") {
      rules.append(try GitleaksRule(node, file: file))
    }
    allowlists = try GitleaksAllowlist.all(&fields)
    try fields.finish()
  }

  /// `node` with its keys in lower case.
  private static func lowered(_ node: FieldNode) -> FieldNode {
    switch node {
    case .scalar: node
    case .list(let items, let line): .list(items.map(lowered), line: line)
    case .map(let entries, let line):
      .map(
        entries.map {
          FieldNode.Entry(key: $0.key.lowercased(), line: $0.line, value: lowered($0.value))
        }, line: line)
    }
  }
}

/// One of `[[rules]]`.
struct GitleaksRule {
  let file: String
  let id: String
  /// 1-based line of the rule's header.
  let line: Int
  var description: String?
  var regex: ConfigurationFile.PlacedText?
  var path: ConfigurationFile.PlacedText?
  var secretGroup: Int?
  var entropy: Double?
  var keywords: [String] = []
  var allowlists: [GitleaksAllowlist] = []
  /// Whether it counts only with other rules near by.
  var needsOthers = false
  /// Whether it is there for other rules alone.
  var isAuxiliary = false

  init(_ node: FieldNode, file: String) throws(FieldError) {
    self.file = file
    var fields = try Fields(node, file: file)
    line = fields.line
    id = try fields.requiredText("id")
    description = try fields.text("description")
    regex = try fields.placed("regex").first
    path = try fields.placed("path").first
    secretGroup = try fields.integer("secretgroup", in: 0...1_000)
    entropy = try fields.number("entropy")
    keywords = try fields.texts("keywords")
    _ = try fields.texts("tags")
    allowlists = try GitleaksAllowlist.all(&fields)
    needsOthers = try !fields.list("required").isEmpty
    isAuxiliary = try fields.flag("skipreport") ?? false
    try fields.finish()
  }

  /// This rule with what `other`, which extends it, says instead.
  func extended(by other: GitleaksRule) -> GitleaksRule {
    var rule = other
    rule.description = other.description ?? description
    rule.regex = other.regex ?? regex
    rule.path = other.path ?? path
    rule.secretGroup = other.secretGroup ?? secretGroup
    rule.entropy = other.entropy ?? entropy
    rule.keywords = keywords + other.keywords
    rule.allowlists = allowlists + other.allowlists
    rule.needsOthers = needsOthers || other.needsOthers
    return rule
  }
}

/// One of `[[allowlists]]`, of the file or of a rule.
struct GitleaksAllowlist {
  let file: String
  /// 1-based line of the header.
  let line: Int
  var targets: [String]
  var commits: [ConfigurationFile.PlacedText]
  var paths: [ConfigurationFile.PlacedText]
  var regexes: [ConfigurationFile.PlacedText]
  var target: Allowance.Target
  var words: [ConfigurationFile.PlacedText]
  var requiresAll: Bool

  /// The lists under `allowlist`, one table, and `allowlists`.
  static func all(_ fields: inout Fields) throws(FieldError) -> [GitleaksAllowlist] {
    var lists: [GitleaksAllowlist] = []
    if let node = fields.take("allowlist") {
      lists.append(try GitleaksAllowlist(node, file: fields.file))
    }
    for node in try fields.list("allowlists") {
      lists.append(try GitleaksAllowlist(node, file: fields.file))
    }
    return lists
  }

  private init(_ node: FieldNode, file: String) throws(FieldError) {
    self.file = file
    var fields = try Fields(node, file: file)
    line = fields.line
    _ = try fields.text("description")
    targets = try fields.texts("targetrules")
    commits = try fields.placed("commits")
    paths = try fields.placed("paths")
    regexes = try fields.placed("regexes")
    target =
      try fields.choice("regextarget", of: Allowance.Target.allCases.map { ($0.rawValue, $0) })
      ?? .secret
    words = try fields.placed("stopwords")
    requiresAll =
      try fields.choice(
        "condition",
        of: [
          ("OR", false), ("AND", true), ("or", false), ("and", true), ("||", false), ("&&", true),
        ])
      ?? false
    try fields.finish()
  }

  /// The commits that it allows by themselves, each with the place of its entry.
  func commitEntries(ruleIDs: Set<String>) -> [ForeignBaseline.Entry] {
    guard !isOfCommitsAndMore else { return [] }
    return commits.map {
      ForeignBaseline.Entry(
        key: .commit($0.text.lowercased(), ruleIDs: ruleIDs), file: file, line: $0.line ?? line)
    }
  }

  /// Whether it needs a commit and something else together, which cannot be told here.
  var isOfCommitsAndMore: Bool {
    requiresAll && !commits.isEmpty && !(paths.isEmpty && regexes.isEmpty && words.isEmpty)
  }

  /// What the list allows, for `ruleIDs` or, where there are none, for every rule; nil where it is
  /// about commits alone.
  func allowance(ruleIDs: Set<String>) throws(FieldError) -> Allowance? {
    guard !isOfCommitsAndMore else { return nil }
    var paths: [Allowance.Test] = []
    for path in self.paths { paths.append(.path(try expression(path))) }
    var texts: [Allowance.Test] = []
    for regex in regexes { texts.append(.text(try expression(regex), target)) }
    let words = self.words.filter { !$0.text.isEmpty }
      .map { Allowance.Test.word($0.text.lowercased()) }
    let allowance = Allowance(
      ruleIDs: ruleIDs, groups: [paths, texts, words], requiresAll: requiresAll)
    return allowance.groups.isEmpty ? nil : allowance
  }

  private func expression(
    _ written: ConfigurationFile.PlacedText
  ) throws(FieldError) -> Allowance.Expression {
    guard !written.text.isEmpty else {
      throw FieldError(
        file: file, line: written.line, message: "an empty regex allows everything: remove it")
    }
    return try GoExpression(written.text, file: file, line: written.line ?? line).expression
  }
}

extension Fields {
  /// The texts of `key` with their lines.
  fileprivate mutating func placed(
    _ key: String
  ) throws(FieldError) -> [ConfigurationFile.PlacedText] {
    try placedTexts(key).map { ConfigurationFile.PlacedText(text: $0.text, line: $0.line) }
  }
}
