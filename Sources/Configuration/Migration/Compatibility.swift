public import Findings
public import Rules

/// What the configuration takes over from other scanners' files and comments, read and resolved.
public struct Compatibility: Sendable {
  /// The comments that accept what stands on their line.
  public private(set) var markers: [ForeignMarker] = []
  public private(set) var allowances: [Allowance] = []
  /// What their ignore files and baselines accept.
  public private(set) var accepted = ForeignBaseline()
  /// Their rules.
  private(set) var rules: [CustomRules.Placed] = []
  /// Shrike's own rules that they disable.
  private(set) var skipped: [ConfigurationFile.PlacedText] = []
  private(set) var notices: [Notice] = []

  /// How much of another scanner's counts.
  enum Scope: String, CaseIterable {
    /// Its comments in the scanned files.
    case comments
    /// Its files at the repository's root, too.
    case all
  }

  init() {}

  /// - Parameters:
  ///   - builtin: Shrike's own rules.
  ///   - custom: ids that the configuration's own rules have.
  ///   - readFile: gives the text of a file from the repository's root, nil where there is none.
  /// - Throws: `FieldError` at the line of the first thing that is not understood.
  init(
    gitleaks: Scope?, detectSecrets: Scope?, builtin: RuleSet, custom: [String],
    readFile: (String) throws -> String?
  ) throws(FieldError) {
    if gitleaks != nil { markers.append(.gitleaks) }
    if detectSecrets != nil {
      markers.append(.detectSecrets)
      allowances.append(DetectSecretsFile.ownHashes)
    }
    var entries: [ForeignBaseline.Entry] = []
    if gitleaks == .all {
      if let text = try Compatibility.text(of: GitleaksFile.name, readFile) {
        entries += try takeRules(
          of: text, builtin: builtin.rules.map(\.id), custom: custom, readFile: readFile)
      }
      if let text = try Compatibility.text(of: GitleaksIgnore.name, readFile) {
        entries += try GitleaksIgnore.entries(of: text, file: GitleaksIgnore.name)
      }
    }
    if detectSecrets == .all,
      let text = try Compatibility.text(of: DetectSecretsFile.name, readFile)
    {
      let baseline = try DetectSecretsFile(text: text, file: DetectSecretsFile.name)
      allowances += baseline.allowances
      entries += baseline.entries
      notices += baseline.notices
    }
    accepted = ForeignBaseline(entries)
  }

  /// Takes over `.gitleaks.toml`; returns the commits that it allows.
  private mutating func takeRules(
    of text: String, builtin: [String], custom: [String], readFile: (String) throws -> String?
  ) throws(FieldError) -> [ForeignBaseline.Entry] {
    let imported = try GitleaksImport(
      text: text, file: GitleaksFile.name, builtin: Set(builtin), taken: Set(builtin + custom),
      readFile: readFile)
    for (entry, _, origin) in imported.rules {
      let read = try SecretRule.read(
        entry: entry, file: origin.file, provider: "gitleaks", documentation: nil)
      rules.append(
        (read, CustomRule(rule: read.rule, file: origin.file, line: origin.regex?.line)))
    }
    allowances += imported.allowances
    skipped = imported.skipped
    notices += imported.notices
    return imported.commits
  }

  /// The text of the file `name`, nil where there is none.
  static func text(
    of name: String, _ readFile: (String) throws -> String?
  ) throws(FieldError) -> String? {
    do {
      return try readFile(name)
    } catch {
      throw FieldError(file: name, line: nil, message: "\(error)")
    }
  }
}
