import Findings
import Rules
import Testing

@testable import Configuration

/// What the files of other scanners come to, and what of them is refused.
@Suite struct CompatibilityTests {
  private func load(
    _ scope: String, _ files: [String: String], configuration: String = ""
  ) throws(FieldError) -> Settings {
    struct Missing: Error {}
    return try Settings.load(
      text: "compatibility: {\(scope)}\n" + configuration, file: ".shrike.yaml", rules: builtin,
      environment: [:], today: CalendarDate(secondsSince1970: 1_781_481_600),
      readFile: { _ in throw Missing() }, readForeign: { files[$0] })
  }

  private func gitleaks(_ toml: String, _ files: [String: String] = [:]) throws(FieldError)
    -> Settings
  {
    try load("gitleaks: all", files.merging([".gitleaks.toml": toml]) { $1 })
  }

  private func fault(_ toml: String, _ files: [String: String] = [:]) -> FieldError? {
    #expect(throws: FieldError.self) { try gitleaks(toml, files) }
  }

  @Test func countsOnlyWhatIsAskedFor() throws {
    let files = [".gitleaks.toml": "= broken", ".gitleaksignore": "x", ".secrets.baseline": "x"]
    let comments = try load("gitleaks: comments, detectSecrets: comments", files)
    #expect(comments.compatibility.markers == [.gitleaks, .detectSecrets])
    #expect(comments.compatibility.accepted.isEmpty)
    #expect(
      comments.compatibility.allowances.map(\.isCounted) == [false], "the hashes of a baseline")
    #expect(try load("", files).compatibility.markers.isEmpty)
    for scope in ["gitleaks: all", "detectSecrets: all"] {
      #expect(throws: FieldError.self) { try load(scope, files) }
      #expect(try load(scope, [:]).compatibility.accepted.isEmpty)
    }
    let wrong = #expect(throws: FieldError.self) { try load("gitleaks: true", [:]) }
    #expect(wrong?.message.contains("comments, all") == true)
  }

  @Test func readsARule() throws {
    let settings = try gitleaks(
      """
      title = "ours"
      [[rules]]
      id = "Acme_Token"
      description = "Acme's token"
      regex = '''(acme)_([a-z]{8})'''
      secretGroup = 2
      entropy = 2.5
      keywords = ["ACME", "acme"]
      path = '''\\.env$'''
      tags = ["a"]
      """)
    let rule = try #require(settings.rules.rules.last)
    #expect(rule.id == "acme-token" && rule.anchor == .file && rule.literals == ["acme"])
    #expect(rule.matcher == .pattern("(acme)_(?<secret>[a-z]{8})", caseless: false))
    #expect(rule.minimumEntropy == 2.5 && !rule.dropsPlaceholders && rule.paths.isEmpty)
    #expect(settings.rules.allTexts().last?.title == "Acme's token")
    let place = try #require(settings.customRules.last)
    #expect(place.file == ".gitleaks.toml" && place.line == 5)
    let allowance = try #require(settings.compatibility.allowances.first)
    #expect(allowance.ruleIDs == ["acme-token"])
    guard case .otherPath(let path)? = allowance.groups.first?.first else {
      Issue.record("the path does not bound the rule")
      return
    }
    #expect(path.text == #"\.env$"# && path.line == 9)
  }

  /// A rule without a keyword, or with one that filters nothing, reads every file, as it did there.
  @Test(arguments: ["", "keywords = ['ab', 'acme']"])
  func readsEveryFileWithoutKeywords(_ keywords: String) throws {
    let settings = try gitleaks("[[rules]]\nid = 'x'\nregex = 'a+'\n" + keywords)
    #expect(settings.rules.rules.last?.literals == [])
    #expect(settings.rules.rules.last?.paths == ["*"])
  }

  /// gitleaks#1325: a file that only allows something must switch no rule off.
  @Test func keepsShrikesOwnRules() throws {
    let settings = try gitleaks("[allowlist]\npaths = ['x']\n")
    #expect(settings.rules.rules.map(\.id) == ["aws-key", "github-pat", "jwt"])
    let own = try gitleaks("[[rules]]\nid = 'jwt'\nregex = 'x'\nkeywords = ['xyz']\n")
    #expect(own.rules.rules.map(\.id) == ["aws-key", "github-pat", "jwt", "gitleaks-jwt"])
  }

  @Test func readsAllowlists() throws {
    let settings = try gitleaks(
      """
      [[rules]]
      id = 'x'
      regex = 'x'
        [[rules.allowlists]]
        condition = "AND"
        regexTarget = "line"
        regexes = ['a', 'b']
        stopwords = ['Sample']
      [allowlist]
      paths = ['p']
      commits = ['\(String(repeating: "AB", count: 20))']
      [[allowlists]]
      targetRules = ['x', 'jwt', 'unknown']
      regexes = ['c']
      regexTarget = "match"
      """)
    let allowances = settings.compatibility.allowances
    #expect(allowances.map(\.ruleIDs) == [["x"], [], ["x", "jwt"]])
    #expect(allowances.map(\.requiresAll) == [true, false, false])
    #expect(allowances[0].groups.map(\.count) == [2, 1])
    #expect(allowances[0].groups[1] == [.word("sample")])
    #expect(allowances[0].expressions.map(\.line) == [7, 7])
    let commit = settings.compatibility.accepted.entries
    #expect(commit.map(\.key) == [.commit(String(repeating: "ab", count: 20), ruleIDs: [])])
    #expect(settings.notices.map(\.line) == [12])
  }

  /// An allowlist for rules that are not there must not become one for all.
  @Test func neverWidensAnAllowlist() throws {
    let target = try gitleaks("[[allowlists]]\ntargetRules = ['nosuch']\nregexes = ['a']\n")
    #expect(target.compatibility.allowances.isEmpty && target.notices.count == 1)
    let rule = try gitleaks("[[rules]]\nid = 'nosuch'\n[rules.allowlist]\nregexes = ['a']\n")
    #expect(rule.compatibility.allowances.isEmpty && rule.notices.count == 2)
    let commits = try gitleaks(
      "[allowlist]\ncondition = 'AND'\ncommits = ['a']\nregexes = ['.']\n")
    #expect(commits.compatibility.allowances.isEmpty && commits.compatibility.accepted.isEmpty)
    #expect(commits.notices.count == 1)
    #expect(fault("[allowlist]\nregexes = [\n'a',\n'']\n")?.line == 4)
  }

  @Test func extendsOtherFiles() throws {
    let base = """
      [[rules]]
      id = 'one'
      regex = '1'
      entropy = 1
      [[rules]]
      id = 'two'
      regex = '2'
      [allowlist]
      paths = ['p']
      """
    let settings = try gitleaks(
      """
      [extend]
      path = "etc/base.toml"
      disabledRules = ["two", "jwt"]
      [[rules]]
      id = 'one'
      entropy = 3
      """, ["etc/base.toml": base])
    #expect(settings.rules.rules.map(\.id) == ["aws-key", "github-pat", "one"])
    #expect(settings.rules.rules.last?.minimumEntropy == 3)
    #expect(settings.customRules.map(\.line) == [3])
    #expect(settings.compatibility.allowances.count == 1)
    #expect(settings.notices.isEmpty)
    #expect(fault("[extend]\npath = 'gone.toml'\n")?.line == 2)
    let loop = fault("[extend]\npath = 'a.toml'\n", ["a.toml": "[extend]\npath = 'a.toml'\n"])
    #expect(loop?.message.contains("more than twice") == true)
    let both = fault(
      "[extend]\npath = 'a.toml'\nuseDefault = true\n", ["a.toml": ""])
    #expect(both?.message.contains("either") == true)
  }

  @Test func disablesNamesakesAndTellsOfTheOthers() throws {
    let settings = try gitleaks(
      "[extend]\nuseDefault = true\ndisabledRules = ['jwt',\n'generic-api-key']\n")
    #expect(settings.rules.rules.map(\.id) == ["aws-key", "github-pat"])
    #expect(settings.knownRuleIDs.contains("jwt"))
    #expect(settings.notices.map(\.line) == [4])
    #expect(settings.notices.first?.message.contains("generic-api-key") == true)
  }

  @Test func tellsWhatIsLost() throws {
    let settings = try gitleaks(
      "[[rules]]\nid = 'keys'\npath = '\\.p12$'\n[[rules]]\nid = 'x'\nregex = 'x'\n"
        + "  [[rules.required]]\n  id = 'y'\n[[rules]]\nid = 'y'\nregex = 'y'\nskipReport = true\n")
    #expect(settings.notices.map(\.kind) == [.warning, .information, .information])
    #expect(settings.notices.map(\.line) == [1, 4, 9])
    #expect(settings.rules.rules.last?.id == "x")
  }

  @Test(arguments: [
    ("[[rules]]\nregex = 'x'\n", 1, "'id' is missing"), ("rulez = 1\n", 1, "'rules'"),
    ("[[rules]]\nid = 'x'\nregexp = 'x'\n", 3, "'regex'"),
    ("[[rules]]\nid = 'x'\nregex = '\\pL'\n", 3, "Unicode"),
    ("[[rules]]\nid = 'x'\nregex = 'x'\nsecretGroup = 1\n", 3, "0 groups"),
    ("[allowlist]\nregexTarget = 'file'\n", 2, "one of"),
    ("[[rules]]\nid = 'x'\nregex = 'x'\n[[rules]]\nid = 'x'\nregex = 'y'\n", 4, "already"),
    ("[[rules]\n", 1, "']]'"),
  ])
  func refusesWhatItDoesNotUnderstand(_ toml: String, _ line: Int, _ message: String) {
    let error = fault(toml)
    #expect(error?.file == ".gitleaks.toml" && error?.line == line, "\(toml)")
    #expect(error?.message.contains(message) == true, "\(toml): \(String(describing: error))")
  }

  @Test func readsFingerprints() throws {
    let commit = String(repeating: "0a", count: 20)
    let text = "# known\n\n\(commit):a/b.env:generic-api-key:12\r\n./c:d.txt:jwt:3\n"
    let settings = try load("gitleaks: all", [".gitleaksignore": text])
    #expect(
      settings.compatibility.accepted.entries.map(\.key) == [
        .position(path: RepositoryPath("a/b.env"), line: 12, commit: commit),
        .position(path: RepositoryPath("c:d.txt"), line: 3, commit: nil),
      ])
    #expect(settings.compatibility.accepted.entries.map(\.line) == [3, 4])
    for line in ["a.env", "a.env:3", "a.env:jwt:x", ":jwt:3", "\(commit):jwt:0"] {
      let error = #expect(throws: FieldError.self) {
        try load("gitleaks: all", [".gitleaksignore": "# x\n\(line)\n"])
      }
      #expect(error?.line == 2 && error?.file == ".gitleaksignore", "\(line)")
    }
  }

  @Test func readsABaselineOfHashes() throws {
    let hash = String(repeating: "0a", count: 20)
    let text = """
      {
        "version": "1.5.0",
        "plugins_used": [{"name": "AWSKeyDetector"}],
        "filters_used": [
          {"path": "detect_secrets.filters.heuristic.is_lock_file"},
          {"path": "detect_secrets.filters.regex.should_exclude_file", "pattern": ["^x/", "y"]},
          {"path": "file://own.py::check"}
        ],
        "results": {
          "a.env": [
            {"type": "K", "filename": "a.env", "hashed_secret": "\(hash)", "line_number": 2}
          ]
        }
      }
      """
    let settings = try load("detectSecrets: all", [".secrets.baseline": text])
    let entries = settings.compatibility.accepted.entries
    #expect(entries.map(\.key) == [.digest(path: RepositoryPath("a.env"), sha1: hash, line: 2)])
    #expect(entries.map(\.line) == [11])
    let written = settings.compatibility.allowances.filter(\.isCounted).flatMap(\.expressions)
    #expect(written.map(\.text) == ["^x/", "y"])
    #expect(settings.notices.map(\.line) == [7])
    for (broken, line) in [
      ("{}", 1), ("{\"results\": []}", 1), ("{\"results\": {\"a\":\n[{}]}}", 2),
      ("{\"results\":\n{\"a\": [{\"hashed_secret\": \"12\"}]}}", 2), ("{", 1),
    ] {
      let error = #expect(throws: FieldError.self) {
        try load("detectSecrets: all", [".secrets.baseline": broken])
      }
      #expect(error?.line == line && error?.file == ".secrets.baseline", "\(broken)")
    }
  }
}
