import Foundation
import TestSupport
import Testing

/// `shrike range`: what each commit of a pull request adds, on `change.fastimport`.
@Suite struct RangeTests {
  @Test func findsWhatEachCommitAddsAndNothingElse() throws {
    let repository = try ScratchRepository(stream: "change")
    let scan = try repository.scan("range", "main...HEAD", "--show-secrets")
    #expect(scan.status == 1, "\(scan.everything)")
    let report = try scan.report()
    let expected = [
      ("passing", "passing.env:2:7", "Add a setting"),
      ("merge in the change", "evil.env:1:7", "Merge main into feature"),
    ]
    for (name, place, commit) in expected {
      let finding = report.finding(of: try repository.secret("github:\(name)"))
      #expect(finding?.primary.place == place)
      #expect(try repository.subject(finding?.introduced?.id) == commit)
    }
    let message = report.finding(of: try repository.secret("github:message in the change"))
    #expect(message?.primary.kind == "commit message")
    #expect(report.findings.count == 3)
  }

  @Test func acceptsCommitIdsAndTwoDots() throws {
    let repository = try ScratchRepository(stream: "change")
    let base = try repository.git("rev-parse main")
    let head = try repository.git("rev-parse HEAD")
    for range in ["\(base)...\(head)", "\(base)..\(head)", "main...", "HEAD~4..HEAD~3"] {
      let scan = try repository.scan("range", range)
      #expect(scan.status == 1, "\(range): \(scan.everything)")
    }
    let harmless = try repository.scan("range", "HEAD~2..HEAD~1")
    #expect(harmless.status == 0, "\(harmless.everything)")
  }

  @Test(arguments: [
    "nosuch...HEAD", "main...nosuch", "refs/heads/nosuch..HEAD", "0123456789abcdef...HEAD",
    "main...HEAD...main", "", "...",
  ])
  func refusesARangeThatDoesNotExist(_ range: String) throws {
    let repository = try ScratchRepository(stream: "change")
    let scan = try repository.scan("range", range)
    #expect(scan.status == 2, "\(range): \(scan.everything)")
    #expect(!scan.result.errors.isEmpty)
    #expect(scan.result.output.isEmpty)
  }

  /// A push that makes a branch gives the null id as what was there before: what no other branch
  /// holds is new, and everything is where there is no other.
  @Test func takesTheNullIdForABranchThatIsNew() throws {
    let repository = try ScratchRepository(stream: "change")
    let range = String(repeating: "0", count: 40) + "...HEAD"
    let scan = try repository.scan("range", range, "--show-secrets")
    #expect(scan.status == 1, "\(scan.everything)")
    #expect(try scan.report().findings.count == 3)
    try repository.git("branch --quiet -D main")
    let alone = try repository.scan("range", range, "--show-secrets").report()
    let found = alone.findings.compactMap { $0.secret?.text }
    #expect(found.sorted() == repository.planted.values.map(\.text).sorted())
  }

  @Test func findsAnEditedKubernetesValueInARange() throws {
    let repository = try ScratchRepository(stream: "context")
    let new = PlantedSecret.password("new alpha")
    let text = try repository.git("show HEAD:secret.yaml") + "\n"
    let old = PlantedSecret.password("alpha").base64
    try repository.commit("secret.yaml", text.replacing(old, with: new.base64))
    let scan = try repository.scan("range", "HEAD~1..HEAD", hidden: [new])
    #expect(scan.status == 1, "\(scan.everything)")
    #expect(try scan.report().places == ["secret.yaml:7:10"])
  }

  /// Unrelated histories have no merge base: everything of the head's side is new, or it is
  /// refused, but it is never passed.
  @Test func neverPassesUnrelatedHistories() throws {
    let repository = try ScratchRepository(stream: "change")
    try repository.git("checkout --quiet --orphan other")
    try repository.git("commit --quiet -m Other")
    let scan = try repository.scan("range", "main...other")
    #expect([1, 2].contains(scan.status), "\(scan.everything)")
  }

  @Test func refusesAShallowCloneWithoutTheMergeBase() throws {
    let repository = try ScratchRepository(stream: "change")
    let url = repository.folder.absoluteString
    try repository.git(["clone", "--quiet", "--depth=1", "--no-single-branch", url, "../shallow"])
    let shallow = repository.scratch.url.appending(path: "shallow").path
    let scan = try repository.scan(
      "range", "origin/main...origin/feature", "--repo", shallow)
    #expect([2, 3].contains(scan.status), "\(scan.everything)")
    #expect(scan.result.errors.contains("shallow"))
  }

  /// A pull request's own configuration does not govern its own check.
  @Test(arguments: [
    "rules:\n  skip: [github-personal-access-token]\n", "paths:\n  exclude: ['**']\n",
  ])
  func readsTheConfigurationOfTheBase(_ configuration: String) throws {
    let repository = try ScratchRepository()
    let base = try repository.commit("a.env", "COLOUR=blue\n")
    try repository.commit(".shrike.yaml", configuration)
    let token = PlantedSecret.github("own configuration")
    try repository.commit("a.env", "TOKEN=\(token.text)\n")
    let scan = try repository.scan("range", "\(base)...HEAD", hidden: [token])
    #expect(scan.status == 1, "\(scan.everything)")
    #expect(try scan.report().places == ["a.env:1:7"])
  }

  /// Nor does its own baseline.
  @Test func readsTheBaselineOfTheBase() throws {
    let repository = try ScratchRepository()
    let base = try repository.commit("a.env", "COLOUR=blue\n")
    let token = PlantedSecret.github("own baseline")
    try repository.commit("a.env", "TOKEN=\(token.text)\n")
    let created = try PackageFolder.product("shrike").run(
      ["baseline", "create"], in: repository.folder, environment: repository.environment)
    #expect(created.status == 0, "\(created.errors)")
    try repository.git("add .")
    try repository.git("commit --quiet -m Baseline")
    #expect(try repository.scan("range", "\(base)...HEAD", hidden: [token]).status == 1)
  }

  @Test func tellsAShallowCloneInTheReport() throws {
    let repository = try ScratchRepository(stream: "change")
    let url = repository.folder.absoluteString
    try repository.git(["clone", "--quiet", "--depth=1", url, "../shallow"])
    let shallow = repository.scratch.url.appending(path: "shallow").path
    let scan = try repository.scan("history", "--repo", shallow)
    #expect(scan.everything.contains("shallow"), "\(scan.everything)")
    let report = try scan.report()
    #expect(report.coverage["shallowBoundary"] == 1)
    #expect(report.notices.contains { $0.message.contains("shallow") })
  }
}
