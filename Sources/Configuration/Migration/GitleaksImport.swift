import Findings
import Rules

/// `.gitleaks.toml`, with the files that it extends, in Shrike's terms.
///
/// Shrike's own rules stand for those of gitleaks and run in any case: a file that only allows
/// something must not switch them off.
struct GitleaksImport {
  /// The rules, each with what it was made from.
  private(set) var rules: [(entry: FieldNode, id: String, origin: GitleaksRule)] = []
  private(set) var allowances: [Allowance] = []
  /// The global lists, as they are written.
  private(set) var globalLists: [GitleaksAllowlist] = []
  private(set) var commits: [ForeignBaseline.Entry] = []
  /// Shrike's own rules that the file disables by their name.
  private(set) var skipped: [ConfigurationFile.PlacedText] = []
  /// What could not be carried over.
  private(set) var notices: [Notice] = []
  private let builtin: Set<String>
  /// Shrike's rule for each id of the file.
  private var ids: [String: String] = [:]

  /// - Parameters:
  ///   - builtin: the ids of Shrike's own rules.
  ///   - taken: ids that the file's rules cannot have, the built-in ones included.
  ///   - readFile: gives the text of a file that is extended, nil where there is none.
  /// - Throws: `FieldError` at the line of the first thing that is not understood.
  init(
    text: String, file: String, builtin: Set<String>, taken: Set<String>,
    readFile: (String) throws -> String?
  ) throws(FieldError) {
    self.builtin = builtin
    let written = try merged(GitleaksFile(text: text, file: file), depth: 0, readFile: readFile)
    var taken = taken
    for rule in written.rules { try add(rule, taken: &taken) }
    for rule in written.rules {
      guard let id = ids[rule.id] else {
        noteLists(of: rule)
        continue
      }
      for list in rule.allowlists { try add(list, ruleIDs: [id]) }
    }
    for list in written.allowlists {
      if list.targets.isEmpty {
        globalLists.append(list)
        try add(list, ruleIDs: [])
      } else {
        try addTargeted(list)
      }
    }
  }

  // MARK: Files

  /// `file` on top of the files that it extends.
  private mutating func merged(
    _ file: GitleaksFile, depth: Int, readFile: (String) throws -> String?
  ) throws(FieldError) -> GitleaksFile {
    guard let base = file.base else {
      for id in file.disabled { skip(id, file: file.file) }
      return file
    }
    let text = try GitleaksImport.text(of: base, for: file, depth: depth, readFile: readFile)
    var below = try merged(
      GitleaksFile(text: text, file: base.text), depth: depth + 1, readFile: readFile)
    for id in file.disabled where !below.rules.contains(where: { $0.id == id.text }) {
      skip(id, file: file.file)
    }
    below.rules.removeAll { rule in file.disabled.contains { $0.text == rule.id } }
    for rule in file.rules {
      if let index = below.rules.firstIndex(where: { $0.id == rule.id }) {
        below.rules[index] = below.rules[index].extended(by: rule)
      } else {
        below.rules.append(rule)
      }
    }
    below.allowlists += file.allowlists
    return below
  }

  private static func text(
    of base: ConfigurationFile.PlacedText, for file: GitleaksFile, depth: Int,
    readFile: (String) throws -> String?
  ) throws(FieldError) -> String {
    func fault(_ message: String) -> FieldError {
      FieldError(file: file.file, line: base.line, message: message)
    }
    guard !file.usesDefault else { throw fault("'extend' has either 'path' or 'useDefault'") }
    guard depth < 2 else { throw fault("files extend one another more than twice in a row") }
    var text: String?
    do { text = try readFile(base.text) } catch { throw fault("'\(base.text)': \(error)") }
    guard let text else {
      throw fault(
        "'\(base.text)', which is extended, does not exist; its path counts from the root")
    }
    return text
  }

  private mutating func skip(_ id: ConfigurationFile.PlacedText, file: String) {
    let own = GitleaksRule.identifier(id.text)
    if builtin.contains(own) {
      skipped.append(ConfigurationFile.PlacedText(text: own, line: nil))
    } else {
      note(
        .information, file, id.line,
        "gitleaks's rule '\(id.text)' has no namesake here that could be disabled; name the rule"
          + " that you do not want under 'rules.skip' of \(Settings.fileName)")
    }
  }

  // MARK: Rules

  private mutating func add(_ rule: GitleaksRule, taken: inout Set<String>) throws(FieldError) {
    let name = GitleaksRule.identifier(rule.id)
    guard let regex = rule.regex, !regex.text.isEmpty else {
      if rule.path != nil {
        note(
          .warning, rule.file, rule.line,
          "'\(rule.id)' has a path and no regex: Shrike reports no file for its name alone")
      } else if builtin.contains(name) {
        ids[rule.id] = name
      } else {
        note(
          .information, rule.file, rule.line,
          "'\(rule.id)' extends a rule of gitleaks's own that has no namesake here")
      }
      return
    }
    guard !rule.isAuxiliary else {
      note(
        .information, rule.file, rule.line,
        "'\(rule.id)' is there for other rules alone (skipReport) and is left out")
      return
    }
    let id = taken.contains(name) ? "gitleaks-" + name : name
    guard ids[rule.id] == nil, taken.insert(id).inserted else {
      throw FieldError(
        file: rule.file, line: rule.line, message: "there is already a rule '\(rule.id)'")
    }
    if rule.needsOthers {
      note(
        .information, rule.file, rule.line,
        "'\(rule.id)' is reported wherever its regex matches, with the required rules or without")
    }
    ids[rule.id] = id
    rules.append((try rule.entry(id: id, regex: regex), id, rule))
    if let path = rule.path, !path.text.isEmpty {
      let expression = try GoExpression(path.text, file: rule.file, line: path.line ?? rule.line)
        .expression
      allowances.append(
        Allowance(ruleIDs: [id], groups: [[.otherPath(expression)]], isCounted: false))
    }
  }

  // MARK: Allowlists

  private mutating func add(
    _ list: GitleaksAllowlist, ruleIDs: Set<String>
  ) throws(FieldError) {
    if list.isOfCommitsAndMore {
      note(
        .information, list.file, list.line,
        "an allowlist that needs a commit and something else (AND) allows nothing here")
    }
    commits += list.commitEntries(ruleIDs: ruleIDs)
    if let allowance = try list.allowance(ruleIDs: ruleIDs) { allowances.append(allowance) }
  }

  private mutating func addTargeted(_ list: GitleaksAllowlist) throws(FieldError) {
    let known = list.targets.compactMap { target in
      let name = GitleaksRule.identifier(target)
      return ids[target] ?? (builtin.contains(name) ? name : nil)
    }
    if known.count < list.targets.count {
      note(
        .information, list.file, list.line,
        "an allowlist names rules of gitleaks's own that have no namesake here")
    }
    // Without a rule it would be for all of them.
    if !known.isEmpty { try add(list, ruleIDs: Set(known)) }
  }

  private mutating func noteLists(of rule: GitleaksRule) {
    for list in rule.allowlists {
      note(
        .information, list.file, list.line,
        "the allowlist of '\(rule.id)' allows nothing: there is no such rule here")
    }
  }

  private mutating func note(_ kind: Notice.Kind, _ file: String, _ line: Int?, _ message: String) {
    notices.append(Notice(kind, subject: file, line: line, message: message))
  }
}
