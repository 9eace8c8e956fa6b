import Findings

/// One made-up report that has something of everything; the goldens are written from it.
enum SampleReport {
  static let token = "ghp_" + "zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17"
  static let password = "correct-" + "horse-7F"
  static let key = FingerprintKey("golden")

  static func secret(_ text: String, mask: String) -> Secret {
    Secret(bytes: Array(text.utf8), fingerprint: key.secret(Array(text.utf8)), mask: mask)
  }

  static func occurrence(
    _ path: RepositoryPath, _ line: Int, _ columns: Range<Int>, _ text: String,
    _ highlight: Range<Int>, kind: Occurrence.Kind = .file, commit: Provenance? = nil,
    encoding: String? = nil
  ) -> Occurrence {
    Occurrence(
      path: path, kind: kind, region: region(line, columns),
      snippet: Snippet(text: text, highlight: highlight), lineHash: "\(line)abc:1",
      commit: commit, encoding: encoding)
  }

  static func region(_ line: Int, _ columns: Range<Int>) -> Region {
    Region(
      startLine: line, startColumn: columns.lowerBound, endLine: line,
      endColumn: columns.upperBound)
  }

  static func commit(
    _ digit: Character, _ author: String, _ seconds: Int64, offset: Int = 0
  ) -> Provenance {
    Provenance(
      commit: String(repeating: digit, count: 40), author: author, seconds: seconds,
      offset: offset)
  }

  static var report: Report {
    var coverage = Coverage()
    coverage.references = 12
    coverage.stashes = 1
    coverage.reflogEntries = 40
    coverage.commits = 18_000
    coverage.messages = 18_003
    coverage.names = 2_100
    coverage.blobs = 64_213
    coverage.bytes = 1_234_567_890
    coverage.binary = 312
    coverage.archives = 9
    coverage.archiveEntries = 1_204
    coverage.archiveEntriesSkipped = 2
    coverage.closedArchives = 1
    coverage.lfsPointers = 1
    coverage.submodules = 2
    coverage.symbolicLinks = 3
    coverage.overLimit = 1
    coverage.excluded = 5
    coverage.unreadable = 1
    coverage.shallowBoundary = 1
    coverage.expiredReflogEntries = 7
    return Report(
      findings: [stillThere, removed, encoded, packed, policy, message], rules: rules,
      notices: notices,
      coverage: coverage, suppressed: 4,
      invocation: Report.Invocation(
        command: "history", version: "0.1.0", revision: String(repeating: "f", count: 40),
        branch: "feature/\(password)", exitStatus: 1))
  }

  static var empty: Report {
    Report(
      findings: [], rules: rules, notices: [], coverage: Coverage(), suppressed: 0,
      invocation: Report.Invocation(
        command: "staged", version: "0.1.0", revision: nil, branch: nil, exitStatus: 0))
  }

  private static var notices: [Notice] {
    [
      Notice(
        .incomplete, subject: "objects/12", message: "The object is corrupt: run `git fsck`."),
      Notice(
        .incomplete, message: "The clone is shallow: fetch the rest with `git fetch --unshallow`."),
      Notice(
        .warning, subject: "src/a b.py", line: 7,
        message: "The suppression names no rule that is reported here: remove it."),
      Notice(.information, subject: "refs/heads/\(password)", message: "Scanned once."),
    ]
  }
}

/// The findings.
extension SampleReport {
  /// Found in several places; a path with quotes, a tab, a space and non-ASCII text.
  private static var stillThere: Finding {
    let ann = commit("a", "Ann \u{1B}[31mAuthor", 1_714_950_000, offset: 120)
    let places: [RepositoryPath] = [
      RepositoryPath("dir \"q\"/tab\té 😀.yml"), RepositoryPath(bytes: [0x6E, 0xFF, 0x2E, 0x79]),
      RepositoryPath("notes/\(token).txt"), RepositoryPath("c.env"), RepositoryPath("d.env"),
    ]
    return Finding(
      ruleID: "github-personal-access-token", severity: .critical, confidence: .high,
      proof: Proof(.proven, "its checksum is right"),
      message: "A GitHub personal access token.",
      fingerprint: key.finding(ruleID: "github", parts: [Array(token.utf8)]),
      secret: secret(token, mask: "ghp_***"),
      occurrences: places.enumerated().map { index, path in
        occurrence(
          path, 14 + index, 6..<46, "éé😀 ghp_***  # owner \(password)\u{202E}", 4..<11,
          commit: index == 0 ? ann : commit("b", "Bob", 1_714_960_000 + Int64(index)))
      },
      life: Life(
        introduced: ann, presentAtHead: true, removedIn: nil,
        references: [
          "refs/heads/main", "refs/heads/\(password)", "refs/remotes/origin/x", "refs/tags/v1",
          "refs/stash@{0}",
        ]))
  }

  /// Gone from HEAD.
  private static var removed: Finding {
    Finding(
      ruleID: "connection-uri", severity: .high, confidence: .medium,
      message: "The password of a connection URI.",
      fingerprint: key.finding(ruleID: "uri", parts: [Array(password.utf8)]),
      secret: secret(password, mask: "***"),
      occurrences: [
        occurrence(
          RepositoryPath("app/settings.py"), 120, 23..<39, "URL = 'postgres://app:***@db/x'",
          22..<25, commit: commit("c", "Cé", 951_782_400))
      ],
      life: Life(
        introduced: commit("c", "Cé", 951_782_400), presentAtHead: false,
        removedIn: commit("d", "Dora", 1_709_164_800, offset: -300),
        references: ["refs/heads/main"]))
  }

  /// In a UTF-16 file, without history; the message is too long for the caret's line.
  private static var encoded: Finding {
    Finding(
      ruleID: "generic-credential", severity: .medium, confidence: .low,
      message: "The value of `password` looks like a credential: its name, the assignment and "
        + "its entropy speak for it, but no provider's format does.",
      fingerprint: key.finding(ruleID: "generic", parts: [[1]]),
      secret: secret("hunter" + "2!", mask: "***"),
      occurrences: [
        occurrence(
          RepositoryPath("win.ini"), 3, 12..<20, "\tpassword = ***", 12..<15, encoding: "utf-16le")
      ])
  }

  /// In base64, in files of two archives.
  private static var packed: Finding {
    Finding(
      ruleID: "generic-credential", severity: .high, confidence: .medium,
      message: "Credential", fingerprint: key.finding(ruleID: "generic", parts: [[4]]),
      secret: secret("pass" + "phrase-9", mask: "***"),
      occurrences: ["image é.tar", "lib.jar"].map { container in
        Occurrence(
          path: RepositoryPath("\(container)!/sha256:0123456789ab!/etc/app.env"),
          region: region(3, 12..<24), snippet: Snippet(text: "PASSWORD=***", highlight: 9..<12),
          lineHash: "4abc:1", encoding: "base64 gzip", container: RepositoryPath(container))
      })
  }

  /// A breach of policy, with a place that it speaks of and an exact fix.
  private static var policy: Finding {
    Finding(
      ruleID: "ZT301", severity: .low, confidence: .high,
      message: "The container [0] reads [this store](1), which no tenant owns; see [that](9).",
      fingerprint: key.finding(ruleID: "ZT301", parts: [[2]]),
      occurrences: [
        occurrence(RepositoryPath("k8s/app.yaml"), 9, 5..<22, "    apiVersion: v1beta1", 4..<23)
      ],
      related: [
        RelatedLocation(
          path: RepositoryPath("k8s/store.yaml"), region: region(2, 1..<5),
          message: "The store [\(password)].")
      ],
      fix: Fix(title: "Pin the API version", deleted: region(9, 17..<24), inserted: "v1"))
  }

  /// In a commit's message, over several lines.
  private static var message: Finding {
    Finding(
      ruleID: "private-key", severity: .info, confidence: .high, message: "A private key.",
      fingerprint: key.finding(ruleID: "pem", parts: [[3]]),
      secret: secret("MIIE" + "vQIBADANBg\nkqhkiG9w", mask: "***"),
      occurrences: [
        Occurrence(
          path: RepositoryPath("message"), kind: .commitMessage,
          region: Region(startLine: 2, startColumn: 1, endLine: 4, endColumn: 20),
          snippet: Snippet(text: "***", highlight: 0..<3), lineHash: "",
          commit: commit("e", "", 0))
      ],
      life: Life(
        introduced: commit("e", "", 0), presentAtHead: false, removedIn: nil,
        references: (10..<30).map { "refs/heads/topic-\($0)" }))
  }
}

/// The rules.
extension SampleReport {
  private static func rule(
    _ id: String, _ title: String, why: String, remedy: String, _ severity: Severity,
    _ confidence: Confidence, category: String, documentation: String? = nil, cwe: Int = 798
  ) -> RuleDescription {
    RuleDescription(
      id: id, title: title, why: why, remedy: remedy, severity: severity,
      confidence: confidence, category: category, documentation: documentation, cwe: cwe)
  }

  private static var rules: [RuleDescription] {
    [
      rule(
        "github-personal-access-token", "GitHub personal access token",
        why: "The token acts as its owner on every repository and organisation that its scopes "
          + "cover, with no second factor.",
        remedy: "Delete it at github.com/settings/tokens and look at the security log for its use.",
        .critical, .high, category: "service-token",
        documentation: "https://docs.github.com/en/authentication"),
      rule(
        "connection-uri", "Password in a connection URI", why: "Whoever reads it reads the data.",
        remedy: "Change the password; take it from the environment, not `\(password)`.", .high,
        .medium, category: "database", documentation: "not an address"),
      rule(
        "generic-credential", "Credential", why: "", remedy: "Rotate it.", .medium, .low,
        category: "password"),
      rule(
        "ZT301", "API version that is not stable", why: "It goes away.", remedy: "Pin it.", .low,
        .high, category: "policy", cwe: 16),
      rule(
        "private-key", "A private key.", why: "Whoever has it signs as you.",
        remedy: "", .info, .high, category: "signing-key", cwe: 321),
      rule(
        "unseen", "A rule without findings", why: "Why.", remedy: "Remedy.", .high, .high,
        category: "api-key"),
    ]
  }
}
