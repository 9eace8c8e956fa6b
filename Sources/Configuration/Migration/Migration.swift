public import Findings
public import Rules

/// Another scanner's configuration, written as Shrike's own.
public struct Migration: Sendable {
  /// Where a repository comes from.
  public enum Scanner: String, Sendable, CaseIterable {
    case gitleaks
    case detectSecrets = "detect-secrets"

    /// The files that are read, from the repository's root.
    public var files: [String] {
      switch self {
      case .gitleaks: [GitleaksFile.name, GitleaksIgnore.name]
      case .detectSecrets: [DetectSecretsFile.name]
      }
    }
  }

  /// The name of the rule file that `rules` goes to.
  public static let ruleFileName = ".shrike-rules.yaml"

  public let scanner: Scanner
  /// The text of the rule file, nil where there are no rules.
  public private(set) var rules: String?
  /// The rules in it, for compiling their patterns.
  public private(set) var customRules: [CustomRule] = []
  /// What the other scanner accepts, for a baseline of the findings that stand.
  public private(set) var accepted = ForeignBaseline()
  /// Accepted entries that an audit has labelled as real secrets.
  public private(set) var labelledReal: [ForeignBaseline.Entry] = []
  /// What could not be carried over, each with file and line.
  public private(set) var leftovers: [Notice] = []
  private var excludes: [String] = []
  private var skipped: [String] = []

  /// - Parameters:
  ///   - builtin: Shrike's own rules.
  ///   - readFile: gives the text of a file from the repository's root, nil where there is none.
  /// - Throws: `FieldError` at the line of the first thing that is not understood.
  public init(
    from scanner: Scanner, builtin: RuleSet, readFile: (String) throws -> String?
  ) throws(FieldError) {
    self.scanner = scanner
    switch scanner {
    case .gitleaks: try takeGitleaks(builtin: builtin, readFile: readFile)
    case .detectSecrets: try takeDetectSecrets(readFile: readFile)
    }
    leftovers.sort { ($0.subject, $0.line ?? 0) < ($1.subject, $1.line ?? 0) }
  }

  private mutating func takeGitleaks(
    builtin: RuleSet, readFile: (String) throws -> String?
  ) throws(FieldError) {
    var entries: [ForeignBaseline.Entry] = []
    if let text = try Compatibility.text(of: GitleaksFile.name, readFile) {
      let ids = Set(builtin.rules.map(\.id))
      let imported = try GitleaksImport(
        text: text, file: GitleaksFile.name, builtin: ids, taken: ids, readFile: readFile)
      leftovers = imported.notices
      try take(imported)
      for list in imported.globalLists { takeGlobal(list) }
    }
    if let text = try Compatibility.text(of: GitleaksIgnore.name, readFile) {
      entries += try GitleaksIgnore.entries(of: text, file: GitleaksIgnore.name)
    }
    accepted = ForeignBaseline(entries)
  }

  private mutating func take(_ imported: GitleaksImport) throws(FieldError) {
    skipped = imported.skipped.map(\.text)
    var nodes: [FieldNode] = []
    for (entry, id, origin) in imported.rules {
      var node = entry
      if let path = origin.path, !path.text.isEmpty, let regex = origin.regex {
        if let globs = PathExpression(path.text).globs {
          node = try origin.entry(id: id, regex: regex, paths: globs)
        } else {
          leave(
            origin.file, path.line,
            "the path of '\(origin.id)' is no glob: the rule now reads every file; narrow it with"
              + " 'paths' in \(Migration.ruleFileName)")
        }
      }
      if origin.keywords.isEmpty {
        leave(
          origin.file, origin.line,
          "'\(origin.id)' has no keywords and is tried on every file; give it 'literals' in"
            + " \(Migration.ruleFileName)")
      }
      for list in origin.allowlists { leave(list, of: "the allowlist of '\(origin.id)'") }
      let read = try SecretRule.read(
        entry: node, file: origin.file, provider: scanner.rawValue, documentation: nil)
      customRules.append(
        CustomRule(rule: read.rule, file: origin.file, line: origin.regex?.line))
      nodes.append(node)
    }
    if !nodes.isEmpty {
      rules =
        "# Carried over from \(GitleaksFile.name); give each rule examples, and take away"
        + " 'unchecked'.\nprovider: gitleaks\nrules:\n" + YAMLText.list(nodes)
    }
  }

  /// Takes the paths of a list that is for all rules; the rest has no counterpart.
  private mutating func takeGlobal(_ list: GitleaksAllowlist) {
    guard !list.requiresAll || list.regexes.isEmpty && list.words.isEmpty && list.commits.isEmpty
    else {
      leave(list, of: "an allowlist")
      return
    }
    for path in list.paths { exclude(path, file: list.file) }
    var rest = list
    rest.paths = []
    leave(rest, of: "an allowlist")
  }

  private mutating func exclude(_ path: ConfigurationFile.PlacedText, file: String) {
    if let globs = PathExpression(path.text).globs {
      excludes += globs.filter { !excludes.contains($0) }
    } else {
      leave(file, path.line, "this regex of paths is no glob: write it under 'paths.exclude'")
    }
  }

  /// Says what of `list` is left behind.
  private mutating func leave(_ list: GitleaksAllowlist, of name: String) {
    let kinds = [
      (list.paths, "paths"), (list.regexes, "regexes"), (list.words, "stopwords"),
      (list.commits, "commits"),
    ]
    for (texts, kind) in kinds {
      guard let first = texts.first else { continue }
      leave(
        list.file, first.line,
        "\(name) has \(texts.count) \(kind), which have no counterpart: accept single findings, or"
          + " let Shrike read the file itself with 'compatibility: {gitleaks: all}'")
    }
  }

  private mutating func takeDetectSecrets(
    readFile: (String) throws -> String?
  ) throws(FieldError) {
    let name = DetectSecretsFile.name
    guard let text = try Compatibility.text(of: name, readFile) else { return }
    let baseline = try DetectSecretsFile(text: text, file: name)
    leftovers = baseline.notices
    for path in baseline.excludedFiles { exclude(path, file: name) }
    for allowance in baseline.allowances {
      for case .text(let expression, _) in allowance.groups.joined() {
        leave(
          name, expression.line,
          "a regex of lines or secrets has no counterpart: accept single findings, or let Shrike"
            + " read the file itself with 'compatibility: {detectSecrets: all}'")
      }
    }
    accepted = ForeignBaseline(baseline.entries)
    labelledReal = baseline.labelledReal
  }

  private mutating func leave(_ file: String, _ line: Int?, _ message: String) {
    leftovers.append(Notice(.information, subject: file, line: line, message: message))
  }

  /// The text of `.shrike.yaml`.
  public var settings: String {
    let key = scanner == .gitleaks ? "gitleaks" : "detectSecrets"
    var text = """
      # Settings of Shrike, carried over from \(scanner.rawValue); docs/configuration.md in its
      # repository explains every key.
      version: 1

      # The comments with which \(scanner.rawValue) accepts a line count, too; `all` reads its
      # files as well.
      compatibility: {\(key): comments}

      """
    if !excludes.isEmpty {
      let globs = excludes.map { "    - \(YAMLText.quoted($0))\n" }.joined()
      text += "\npaths:\n  exclude:\n" + globs
    }
    if !skipped.isEmpty {
      text += "\nrules:\n  skip: [\(skipped.joined(separator: ", "))]\n"
    }
    if rules != nil { text += "\nruleFiles: [\(Migration.ruleFileName)]\n" }
    return text
  }
}
