import Foundation
import TestSupport
import Testing

/// `shrike init --from`: what it writes is what a scan then goes by, and what it leaves it says.
@Suite struct MigrationTests {
  static let known = PlantedSecret.github("migration known")
  static let new = PlantedSecret.github("migration new")

  private func start(
    _ repository: ScratchRepository, from scanner: String
  ) throws -> ProgramResult {
    let result = try PackageFolder.product("shrike").run(
      ["init", "--from", scanner], in: repository.folder, environment: repository.environment)
    for secret in [Self.known, Self.new] {
      #expect(secret.trace(in: result.output + result.errors) == nil, "a secret shows")
    }
    return result
  }

  private func text(_ file: String, _ repository: ScratchRepository) -> String? {
    try? String(contentsOf: repository.folder.appending(path: file), encoding: .utf8)
  }

  @Test func carriesGitleaksOver() throws {
    let repository = try ScratchRepository()
    let commit = try repository.commit("a.env", "COLOUR=blue\nTOKEN=\(Self.known.text)\n")
    try repository.commit("vendor/v.env", "TOKEN=\(Self.new.text)\n")
    try repository.commit(".gitleaksignore", "\(commit):a.env:github-pat:2\ngone.env:jwt:7\n")
    try repository.commit(
      ".gitleaks.toml",
      """
      [extend]
      useDefault = true
      [[rules]]
      id = "acme"
      description = "Acme token"
      regex = '''acme_[0-9]{12}'''
      keywords = ["acme_"]
      [allowlist]
      paths = ['''^vendor/''']
      stopwords = ["sample"]
      """)
    let result = try start(repository, from: "gitleaks")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.isEmpty)
    for place in [".gitleaks.toml:10: ", ".gitleaksignore:2: "] {
      #expect(result.errors.contains(place), "\(result.errors)")
    }
    #expect(!result.errors.contains(".gitleaksignore:1: "))
    let baseline = try #require(text(".shrike-baseline", repository))
    #expect(baseline.split(separator: "\n").count { !$0.hasPrefix("#") } == 1)
    #expect(baseline.contains("carried over from .gitleaksignore"))
    let clean = try repository.scan("history", hidden: [Self.known, Self.new])
    #expect(clean.status == 0, "\(clean.everything)")
    try repository.write("b.txt", "acme_\(483_920_184_652)\n")
    let scan = try repository.scan("files", hidden: [Self.known, Self.new])
    #expect(try scan.report().findings.map(\.rule) == ["acme"], "\(scan.everything)")
    let check = try PackageFolder.product("shrike").run(
      ["rules", "check", ".shrike-rules.yaml"], in: repository.folder,
      environment: repository.environment)
    #expect(check.status == 0 && check.output.contains("1 unchecked"), "\(check.errors)")
  }

  @Test func carriesDetectSecretsOver() throws {
    let repository = try ScratchRepository()
    try repository.commit("a.env", "TOKEN=\(Self.known.text)\n")
    try repository.commit("b.env", "TOKEN=\(Self.known.text)\n")
    let hash = String(
      try Program(named: "sha1sum").run(
        [], in: repository.folder, input: Array(Self.known.text.utf8)
      )
      .output.prefix(40))
    try repository.commit(
      ".secrets.baseline",
      """
      {"version": "1.5.0", "filters_used": [
         {"path": "detect_secrets.filters.regex.should_exclude_file", "pattern": ["^docs/"]}],
       "results": {"a.env": [
         {"type": "x", "hashed_secret": "\(hash)", "is_secret": true, "line_number": 1}]}}
      """)
    let result = try start(repository, from: "detect-secrets")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.contains("b.env:1"), "the baseline is wider: \(result.errors)")
    #expect(result.errors.contains("real secret"))
    #expect(text(".shrike.yaml", repository)?.contains("'/docs/**'") == true)
    #expect(text(".pre-commit-config.yaml", repository)?.contains("id: shrike") == true)
    let scan = try repository.scan("history", hidden: [Self.known])
    #expect(scan.status == 0, "\(scan.everything)")
  }

  @Test func replacesNothing() throws {
    let repository = try ScratchRepository()
    try repository.commit("a.env", "TOKEN=\(Self.known.text)\n")
    let files = [".shrike.yaml", ".pre-commit-config.yaml", ".shrike-baseline"]
    for file in files { try repository.write(file, "# mine\n") }
    try repository.write(".gitleaksignore", "a.env:github-pat:1\n")
    let result = try start(repository, from: "gitleaks")
    #expect(result.status == 0, "\(result.errors)")
    for file in files {
      #expect(text(file, repository) == "# mine\n")
      #expect(result.errors.contains("\(file) exists and stays as it is"))
    }
  }

  @Test func refusesWhatItCannotRead() throws {
    let repository = try ScratchRepository()
    let nothing = try start(repository, from: "detect-secrets")
    #expect(nothing.status == 2 && nothing.errors.contains(".secrets.baseline"))
    #expect(try start(repository, from: "other").status == 2)
    try repository.write(".gitleaks.toml", "[[rules]]\nid = 'x'\nregex = '''(a'''\n")
    let broken = try start(repository, from: "gitleaks")
    #expect(broken.status == 2 && broken.errors.contains(".gitleaks.toml:3: "))
    #expect(text(".shrike.yaml", repository) == nil, "nothing is written")
  }
}
