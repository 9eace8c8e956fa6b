import Findings
import Rules
import Testing

@testable import Configuration

/// What `shrike init --from` writes: it is read again here.
@Suite struct MigrationTests {
  private func migration(
    _ scanner: Migration.Scanner, _ files: [String: String]
  ) throws(FieldError) -> Migration {
    try Migration(from: scanner, builtin: builtin) { files[$0] }
  }

  private func reread(_ migration: Migration) throws -> Settings {
    try load(
      migration.settings, files: migration.rules.map { [Migration.ruleFileName: $0] } ?? [:])
  }

  @Test func writesRulesThatAreReadAgain() throws {
    let migration = try migration(
      .gitleaks,
      [
        ".gitleaks.toml": """
        [extend]
        useDefault = true
        disabledRules = ["jwt", "other"]
        [[rules]]
        id = "acme"
        description = "it's: \\"quoted\\" # and\\nbroken"
        regex = '''(?i)acme['"]?:
        ([a-z]{8})'''
        keywords = ["acme"]
        path = '''^env/'''
          [[rules.allowlists]]
          stopwords = ["x"]
        [allowlist]
        paths = ['''^vendor/''', '''\\d''']
        regexes = ["r"]
        """
      ])
    let settings = try reread(migration)
    #expect(settings.rules.rules.map(\.id) == ["aws-key", "github-pat", "acme"])
    let rule = try #require(settings.rules.rules.last)
    #expect(
      rule.matcher
        == .pattern("(?i)acme['\"]?:\n(?<secret>[a-z]{8})", caseless: false))
    #expect(rule.literals == ["acme"] && rule.paths == ["/env/**"] && rule.anchor == .file)
    #expect(settings.rules.allTexts().last?.title == "it's: \"quoted\" # and\nbroken")
    #expect(settings.excludes.patterns == ["/vendor/**"])
    #expect(settings.compatibility.markers == [.gitleaks])
    #expect(migration.leftovers.map(\.line) == [3, 12, 14, 15])
  }

  @Test func writesWhatABaselineLeavesOut() throws {
    let hash = String(repeating: "0a", count: 20)
    let migration = try migration(
      .detectSecrets,
      [
        ".secrets.baseline": """
        {"filters_used": [
          {"path": "detect_secrets.filters.regex.should_exclude_file", "pattern": ["\\\\.md$"]},
          {"path": "detect_secrets.filters.regex.should_exclude_secret", "pattern": ["s"]}],
         "results": {"a": [
          {"hashed_secret": "\(hash)", "is_secret": true},
          {"hashed_secret": "\(hash)", "is_secret": false}]}}
        """
      ])
    let settings = try reread(migration)
    #expect(settings.excludes.patterns == ["**.md"])
    #expect(settings.compatibility.markers == [.detectSecrets])
    #expect(migration.rules == nil)
    #expect(migration.accepted.entries.count == 2)
    #expect(migration.labelledReal.map(\.line) == [5])
    #expect(migration.leftovers.map(\.line) == [3])
  }

  @Test func quotesAnyText() throws {
    for text in ["", "'", "a: b", "# x", "\u{1}\t\n\\\"", "é😀", "- a", "true", "null", "~"] {
      let node = try YAMLFile.node(of: "a: " + YAMLText.quoted(text), file: "f")
      guard case .map(let entries, _)? = node, case .scalar(text, _)? = entries.first?.value else {
        Issue.record("\(text.debugDescription) is read as another text")
        continue
      }
    }
  }
}
