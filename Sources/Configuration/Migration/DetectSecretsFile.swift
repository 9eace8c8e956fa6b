import Findings
import Rules

/// `.secrets.baseline`: what `detect-secrets scan` found, by path and SHA-1, and the filters that it
/// was told (docs/design.md of detect-secrets, "Baseline").
///
/// A machine writes it, in keys that grew from version to version: those that say nothing about what
/// is accepted are passed over. Its plugins are not looked at: Shrike's own rules stand for them.
struct DetectSecretsFile {
  static let name = ".secrets.baseline"

  /// The hashes in the file itself, which look like secrets under their name, in every version of it.
  static let ownHashes: Allowance = {
    func expression(_ text: String) -> Allowance.Expression {
      Allowance.Expression(text: text, file: name, line: 1)
    }
    return Allowance(
      groups: [
        [.path(expression(#"(?:^|/)\.secrets\.baseline$"#))],
        [.text(expression(#"^[0-9a-f]{40}$"#), .secret)],
      ], requiresAll: true, isCounted: false)
  }()

  private(set) var entries: [ForeignBaseline.Entry] = []
  private(set) var allowances: [Allowance] = []
  /// The patterns of files that are left out, with their lines.
  private(set) var excludedFiles: [ConfigurationFile.PlacedText] = []
  /// Entries that an audit labelled as real secrets.
  private(set) var labelledReal: [ForeignBaseline.Entry] = []
  private(set) var notices: [Notice] = []
  private let file: String

  /// - Throws: `FieldError` at the line of the first thing that is not understood.
  init(text: String, file: String) throws(FieldError) {
    self.file = file
    let root = try JSONFile.node(of: text, file: file)
    guard case .map(let results, _)? = root["results"] else {
      throw FieldError(
        file: file, line: root.line, message: "there are no 'results': this is no baseline")
    }
    for result in results {
      guard case .list(let secrets, _) = result.value else {
        throw FieldError(file: file, line: result.line, message: "expected a list of secrets")
      }
      for secret in secrets { try add(secret, path: RepositoryPath(relative: result.key)) }
    }
    if case .list(let filters, _)? = root["filters_used"] {
      for filter in filters { try add(filter: filter) }
    }
    if let old = root["exclude"] {
      try exclude(old["files"], as: .file)
      try exclude(old["lines"], as: .line)
    }
  }

  private enum Exclusion {
    case file, line, secret
  }

  private mutating func add(_ secret: FieldNode, path: RepositoryPath) throws(FieldError) {
    guard case .scalar(let sha1, let line)? = secret["hashed_secret"], sha1.utf8.count == 40,
      sha1.allSatisfy(\.isHexDigit)
    else {
      throw FieldError(
        file: file, line: secret.line,
        message: "an entry needs 'hashed_secret', the SHA-1 of the secret in 40 digits")
    }
    var number: Int?
    if case .scalar(let text, _)? = secret["line_number"] { number = Int(text) }
    let entry = ForeignBaseline.Entry(
      key: .digest(path: path, sha1: sha1.lowercased(), line: number), file: file, line: line)
    entries.append(entry)
    if case .scalar("true", _)? = secret["is_secret"] { labelledReal.append(entry) }
  }

  private mutating func add(filter: FieldNode) throws(FieldError) {
    guard case .scalar(let path, let line)? = filter["path"] else { return }
    switch path.split(separator: ".").last {
    case "should_exclude_file": try exclude(filter["pattern"], as: .file)
    case "should_exclude_line": try exclude(filter["pattern"], as: .line)
    case "should_exclude_secret": try exclude(filter["pattern"], as: .secret)
    // Its own heuristics: Shrike has its own in their place.
    case _ where path.hasPrefix("detect_secrets."): break
    default:
      notices.append(
        Notice(
          .information, subject: file, line: line,
          message: "a filter of your own is a program, which Shrike does not run: what it left out"
            + " may be found"))
    }
  }

  /// Takes one pattern, or a list of them, in the syntax of Python.
  private mutating func exclude(_ node: FieldNode?, as kind: Exclusion) throws(FieldError) {
    var written: [FieldNode] = []
    switch node {
    case .scalar?: written = [node].compactMap { $0 }
    case .list(let items, _)?: written = items
    default: return
    }
    for case .scalar(let text, let line) in written where !text.isEmpty {
      let expression = try GoExpression(text, file: file, line: line).expression
      switch kind {
      case .file:
        excludedFiles.append(ConfigurationFile.PlacedText(text: text, line: line))
        allowances.append(Allowance(groups: [[.path(expression)]]))
      case .line: allowances.append(Allowance(groups: [[.text(expression, .line)]]))
      case .secret: allowances.append(Allowance(groups: [[.text(expression, .secret)]]))
      }
    }
  }
}

extension FieldNode {
  /// The value of a key, nil where there is none.
  fileprivate subscript(key: String) -> FieldNode? {
    guard case .map(let entries, _) = self else { return nil }
    return entries.first { $0.key == key }?.value
  }
}
