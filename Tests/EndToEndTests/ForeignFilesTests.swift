import Foundation
import TestSupport
import Testing

/// What other scanners' comments and files do to a scan: as files hand-written in the shape that
/// gitleaks 8.30 and detect-secrets 1.5 write them.
@Suite struct ForeignFilesTests {
  static let token = PlantedSecret.github("foreign")
  static let line = "TOKEN=\(token.text)"
  static let allow = "gitleaks:" + "allow"
  static let pragma = "pragma: allowlist" + " secret"
  static let both = "compatibility: {gitleaks: all, detectSecrets: all}\n"

  private func scan(_ repository: ScratchRepository, _ arguments: String...) throws -> Scan {
    try repository.scan(arguments: arguments, hidden: [Self.token])
  }

  /// A repository whose configuration takes everything over.
  private func repository(_ configuration: String = both) throws -> ScratchRepository {
    let repository = try ScratchRepository()
    try repository.commit(".shrike.yaml", configuration)
    return repository
  }

  private func sha1(_ text: String, _ repository: ScratchRepository) throws -> String {
    let result = try Program(named: "sha1sum").run(
      [], in: repository.folder, input: Array(text.utf8))
    return String(result.output.prefix(40))
  }

  // MARK: Comments

  @Test(arguments: [allow, pragma])
  func obeysAComment(_ marker: String) throws {
    let repository = try repository()
    try repository.write("a.env", "\(Self.line) # \(marker)\n")
    try repository.git("add a.env")
    for command in ["files", "staged"] {
      let scan = try scan(repository, command)
      #expect(scan.status == 0, "\(scan.everything)")
      #expect(try scan.report().summary.suppressed == 1)
      #expect(try scan.report().notices.isEmpty)
    }
    try repository.git("commit --quiet -m Add")
    #expect(try scan(repository, "history").status == 0)
    try repository.write(".shrike.yaml", "version: 1\n")
    #expect(try scan(repository, "files").status == 1)
  }

  @Test func obeysNoCommentElsewhere() throws {
    let repository = try repository()
    try repository.write("a.env", "# \(Self.allow)\n\(Self.line)\n")
    #expect(try scan(repository, "files").status == 1)
    try repository.write("a.env", "# pragma: allowlist nextline" + " secret\n\(Self.line)\n")
    #expect(try scan(repository, "files").status == 0)
    try repository.write("a.env", "\n# pragma: allowlist nextline" + " secret\n\n\(Self.line)\n")
    #expect(try scan(repository, "files").status == 1)
  }

  /// Neither the comment, nor the file, nor the configuration that a change brings is obeyed.
  @Test func obeysInARangeWhatItsBaseHas() throws {
    let repository = try repository()
    try repository.commit("a.env", "\(Self.line) # \(Self.allow)\n")
    let refused = try scan(repository, "range", "HEAD~1..HEAD")
    #expect(refused.status == 1, "\(refused.everything)")
    #expect(try refused.report().notices.contains { $0.message.contains("not obeyed") })
    try repository.commit("b.env", "\(Self.line)\n")
    try repository.commit(".gitleaksignore", "b.env:any:1\n")
    #expect(try scan(repository, "range", "HEAD~2..HEAD").status == 1)
  }

  @Test func obeysInARangeAnIgnoreFileOfItsBase() throws {
    let repository = try repository()
    try repository.commit(".gitleaksignore", "b.env:any:1\n")
    try repository.commit("b.env", "\(Self.line)\n")
    let scan = try scan(repository, "range", "HEAD~1..HEAD")
    #expect(scan.status == 0, "\(scan.everything)")
    #expect(try scan.report().summary.suppressed == 1)
  }

  // MARK: Accepted findings

  @Test func acceptsAPosition() throws {
    let repository = try repository()
    let commit = try repository.commit("a.env", "COLOUR=blue\n\(Self.line)\n")
    try repository.write(".gitleaksignore", "# known\n\(commit):a.env:github-pat:2\n")
    let history = try scan(repository, "history")
    #expect(history.status == 0, "\(history.everything)")
    #expect(try history.report().summary.suppressed == 1)
    #expect(try scan(repository, "files").status == 1, "files have no commit")
    try repository.write(".gitleaksignore", "a.env:github-pat:2\n")
    #expect(try scan(repository, "files").status == 0)
    try repository.write(".gitleaksignore", "a.env:github-pat:1\n")
    let stale = try scan(repository, "files")
    #expect(stale.status == 1)
    let notice = try #require(try stale.report().notices.first)
    #expect(notice.subject == ".gitleaksignore" && notice.line == 1)
    #expect(notice.kind == "information")
  }

  @Test func acceptsAHashInItsFile() throws {
    let repository = try repository()
    let hash = try sha1(Self.token.text, repository)
    try repository.commit("a.env", "COLOUR=blue\n\(Self.line)\n")
    try repository.write(".secrets.baseline", Self.baseline([("a.env", hash)]))
    for command in ["files", "history"] {
      let scan = try scan(repository, command)
      #expect(scan.status == 0, "\(scan.everything)")
      #expect(try scan.report().summary.suppressed == 1)
    }
    try repository.write("b.env", "\(Self.line)\n")
    let elsewhere = try scan(repository, "files")
    #expect(elsewhere.status == 1)
    #expect(try elsewhere.report().places == ["b.env:1:7"])
  }

  private static func baseline(_ entries: [(path: String, hash: String)]) -> String {
    let results = entries.map { path, hash in
      """
          "\(path)": [
            {
              "type": "GitHub Token",
              "filename": "\(path)",
              "hashed_secret": "\(hash)",
              "is_verified": false,
              "line_number": 2
            }
          ]
      """
    }
    return """
      {
        "version": "1.5.0",
        "plugins_used": [{"name": "GitHubTokenDetector"}],
        "filters_used": [{"path": "detect_secrets.filters.allowlist.is_line_allowlisted"}],
        "results": {
      \(results.joined(separator: ",\n"))
        },
        "generated_at": "2026-03-01T12:00:00Z"
      }

      """
  }

  // MARK: Rules

  private static let acme = PlantedSecret.password("foreign acme")

  /// A rule whose keyword stands elsewhere in the file than its match, as it may there.
  private static let rule = """
    [[rules]]
    id = "acme"
    description = "Acme token"
    regex = '''(?i)ticket\\s+([A-Za-z0-9]{28})'''
    keywords = ["acme-stuff"]

    """

  @Test func findsWhatARuleFindsThere() throws {
    let repository = try repository()
    try repository.write(".gitleaks.toml", Self.rule)
    let text = "ticket \(Self.acme.text)\n# for acme-stuff\nticket \(Self.acme.text)\n"
    try repository.write("a.txt", text)
    let found = try repository.scan("files", "--show-secrets")
    #expect(found.status == 1, "\(found.everything)")
    let finding = try #require(try found.report().findings.first)
    #expect(finding.rule == "acme" && finding.secret?.text == Self.acme.text)
    #expect(finding.occurrences.map(\.place) == ["a.txt:1:8", "a.txt:3:8"])
    try repository.write("a.txt", "ticket \(Self.acme.text)\n")
    #expect(try repository.scan("files").status == 0, "the file holds no keyword")
  }

  @Test(arguments: [
    ("path = '''\\.env$'''", 0), ("path = '''\\.txt$'''", 1), ("entropy = 7.9", 0),
    ("[rules.allowlist]\nstopwords = [\"@\"]", 0), ("[rules.allowlist]\nstopwords = ['nosuch']", 1),
    ("[[rules.allowlists]]\nregexTarget = 'line'\nregexes = ['^the ']", 0),
    ("[[rules.allowlists]]\nregexTarget = 'match'\nregexes = ['^ticket']", 0),
    ("[[rules.allowlists]]\nregexes = ['^ticket']", 1),
    ("[[rules.allowlists]]\ncondition = 'AND'\npaths = ['txt']\nregexes = ['^x$']", 1),
    ("[[rules.allowlists]]\ncondition = 'AND'\npaths = ['txt']\nregexes = ['.']", 0),
    ("[allowlist]\npaths = ['''^a\\.''']", 0),
    ("[[allowlists]]\ntargetRules = ['jwt']\npaths = ['a']", 1),
  ])
  func boundsARuleAsThere(_ more: String, _ status: Int) throws {
    let repository = try repository()
    let toml = Self.rule + more.replacing("@", with: Self.acme.text.prefix(9).uppercased())
    try repository.write(".gitleaks.toml", toml + "\n")
    try repository.write("a.txt", "acme-stuff\nthe ticket \(Self.acme.text)\n")
    let scan = try repository.scan("files", hidden: [Self.acme])
    #expect(scan.status == status, "\(more): \(scan.everything)")
    #expect(try scan.report().summary.suppressed == (more.contains("llowlist") ? 1 - status : 0))
  }

  /// Their lists are for Shrike's own rules, too; and Shrike's rules run beside theirs.
  @Test func allowsWhatOwnRulesFind() throws {
    let repository = try repository()
    try repository.write(".gitleaks.toml", "[extend]\nuseDefault = true\n")
    try repository.write("a.env", "\(Self.line)\n")
    try repository.write("b.env", "\(Self.line)\n")
    #expect(try scan(repository, "files").report().findings.count == 1)
    try repository.write(".gitleaks.toml", "[allowlist]\npaths = ['''^b''']\n")
    let report = try scan(repository, "files").report()
    #expect(report.findings.first?.occurrences.map(\.path) == ["a.env"])
    try repository.write(
      ".gitleaks.toml",
      "[extend]\nuseDefault = true\ndisabledRules = ['github-personal-access-token']\n")
    let disabled = try scan(repository, "files").report()
    #expect(!disabled.findings.contains { $0.rule == "github-personal-access-token" })
  }

  @Test(arguments: [
    (".gitleaks.toml", "[[rules]]\nid = 'x'\nregex = '''(a'''\n", "3"),
    (".gitleaks.toml", "[allowlist]\npaths = [\n  '''a''',\n  '''(b''']\n", "4"),
    (".gitleaks.toml", "[[rules]]\nid = 'x'\nregx = 'a'\n", "3"),
    (".gitleaks.toml", "title = \"x\n", "1"), (".gitleaksignore", "\nnothing\n", "2"),
    (".secrets.baseline", "{\n  \"results\": {", "2"),
  ])
  func refusesAFileThatItDoesNotUnderstand(
    _ file: String, _ text: String, _ line: String
  ) throws {
    let repository = try repository()
    try repository.write(file, text)
    try repository.write("a.env", "\(Self.line)\n")
    let scan = try scan(repository, "files")
    #expect(scan.status == 2, "\(scan.everything)")
    #expect(scan.result.errors.contains("\(file):\(line): "), "\(scan.result.errors)")
  }
}
