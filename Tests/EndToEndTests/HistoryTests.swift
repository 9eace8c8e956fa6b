import Foundation
import TestSupport
import Testing

/// `shrike history` on `places.fastimport`: every place in which a secret can hide, with its
/// origin.
@Suite struct HistoryTests {
  /// A planted secret, and where its report must say that it is.
  struct Place: Sendable, CustomTestStringConvertible {
    let secret: String
    let place: String
    let commit: String?
    let author: String
    let date: String
    var presentAtHead = false

    var testDescription: String { secret }
  }

  static let places = [
    Place(
      secret: "removed later", place: "deploy.sh:3:7", commit: "Add the deploy script",
      author: "Grace Example", date: "2026-01-02T09:00:00Z"),
    Place(
      secret: "deleted file", place: "old/settings.ini:2:9", commit: "Add the settings",
      author: "Ada Example", date: "2026-01-04T09:00:00Z"),
    Place(
      secret: "renamed file", place: "src/client.py:1:10", commit: "Add the client",
      author: "Grace Example", date: "2026-01-06T09:00:00Z", presentAtHead: true),
    Place(
      secret: "at head", place: "app.env:1:14", commit: "Add the environment",
      author: "Ada Example", date: "2026-01-08T09:00:00Z", presentAtHead: true),
    Place(
      secret: "other branch", place: "login.js:1:16", commit: "Try a login",
      author: "Grace Example", date: "2026-01-09T09:00:00Z"),
    Place(
      secret: "annotated tag", place: "experiment.txt:1:1", commit: "Try something",
      author: "Ada Example", date: "2026-01-10T09:00:00Z"),
    Place(
      secret: "merge itself", place: "merged.ini:1:7", commit: "Merge topic",
      author: "Grace Example", date: "2026-01-12T09:00:00Z"),
    Place(
      secret: "older stash", place: "README.md:1:1", commit: "On main: older",
      author: "Ada Example", date: "2026-01-16T09:00:00Z"),
    Place(
      secret: "stashed index", place: "staged.txt:1:1", commit: "index on main",
      author: "Ada Example", date: "2026-01-16T09:00:00Z"),
    Place(
      secret: "stashed untracked", place: "untracked.txt:1:1",
      commit: "untracked files on main", author: "Ada Example", date: "2026-01-16T09:00:00Z"),
    Place(
      secret: "newer stash", place: "main.txt:1:1", commit: "On main: newer",
      author: "Ada Example", date: "2026-01-17T09:00:00Z"),
    Place(
      secret: "reflog entry", place: "reflog.txt:1:1", commit: "Commit too much",
      author: "Grace Example", date: "2026-01-18T09:00:00Z"),
  ]

  @Test(arguments: places)
  func findsWithItsOrigin(_ expected: Place) throws {
    let repository = try ScratchRepository(stream: "places")
    let scan = try repository.scan("history", "--show-secrets")
    #expect(scan.status == 1, "\(scan.everything)")
    let secret = try repository.secret("github:\(expected.secret)")
    let finding = try #require(try scan.report().finding(of: secret))
    #expect(finding.primary.place == expected.place)
    #expect(finding.primary.kind == "file")
    #expect(finding.primary.endColumn == finding.primary.startColumn + secret.utf16.count)
    #expect(try repository.subject(finding.introduced?.id) == expected.commit)
    #expect(finding.introduced?.author == expected.author)
    #expect(finding.introduced?.date == expected.date)
    #expect(finding.history?.presentAtHead == expected.presentAtHead)
  }

  @Test func findsInMessagesNotesAndNames() throws {
    let repository = try ScratchRepository(stream: "places")
    let report = try repository.scan("history", "--show-secrets").report()
    func found(_ name: String) throws -> ScanReport.Finding {
      let secret = try repository.secret("github:\(name)")
      return try #require(report.finding(of: secret), "\(name)")
    }
    let message = try found("commit message")
    #expect(message.primary.kind == "commit message")
    #expect((message.primary.startLine, message.primary.startColumn) == (3, 17))
    #expect(try repository.subject(message.introduced?.id) == "Rotate the token")
    let tag = try found("tag message")
    #expect(tag.primary.kind == "tag message")
    #expect((tag.primary.startLine, tag.primary.startColumn) == (3, 17))
    let note = try found("note")
    #expect((note.primary.startLine, note.primary.startColumn) == (1, 13))
    #expect(try repository.subject(note.introduced?.id) == "Write a note")
    #expect(try found("branch name").primary.kind == "reference name")
    let file = try found("file name")
    #expect(file.primary.kind == "file name")
    #expect(try repository.subject(file.introduced?.id) == "Add a file")
    #expect(file.history?.presentAtHead == false)
  }

  @Test func reportsEachSecretOnce() throws {
    let repository = try ScratchRepository(stream: "places")
    let report = try repository.scan("history", "--show-secrets").report()
    let found = report.findings.compactMap { $0.secret?.text }
    #expect(found.sorted() == repository.planted.values.map(\.text).sorted())
    #expect(Set(report.findings.map(\.fingerprint)).count == report.findings.count)
  }

  @Test func tellsWhereAndWhenALeakEnded() throws {
    let repository = try ScratchRepository(stream: "places")
    let report = try repository.scan("history", "--show-secrets").report()
    func life(_ name: String) throws -> ScanReport.History {
      let finding = report.finding(of: try repository.secret("github:\(name)"))
      return try #require(finding?.history)
    }
    let removed = try life("removed later")
    #expect(
      try repository.subject(removed.removedIn?.id) == "Read the token from the environment")
    #expect(removed.references.contains("refs/heads/main"))
    #expect(try life("at head").removedIn == nil)
    #expect(try life("other branch").references == ["refs/heads/feature/login"])
    #expect(try life("annotated tag").references == ["refs/tags/v0-experiment"])
    #expect(try life("older stash").references == ["refs/stash@{1}"])
  }

  /// The renamed file's other place is an occurrence, not a second finding.
  @Test func namesTheLaterPathOfARename() throws {
    let repository = try ScratchRepository(stream: "places")
    let report = try repository.scan("history", "--show-secrets").report()
    let finding = report.finding(of: try repository.secret("github:renamed file"))
    #expect(finding?.occurrences.map(\.path) == ["src/client.py", "lib/http/client.py"])
  }

  @Test func countsWhatItCovered() throws {
    let repository = try ScratchRepository(stream: "places")
    let coverage = try repository.scan("history").report().coverage
    #expect(coverage["stashes"] == 2)
    #expect(coverage["commits"] == 25, "every commit of the stream, stashes and reflogs too")
    #expect(coverage["references", default: 0] >= 6)
    #expect(coverage["reflogEntries", default: 0] >= 2)
    #expect(coverage["blobs", default: 0] > 15)
    #expect(coverage["bytes", default: 0] > 1_000)
    #expect(coverage["messages", default: 0] > 20)
  }

  @Test func readsABareRepositoryAndOneWithAlternates() throws {
    let repository = try ScratchRepository(stream: "places")
    try repository.git("clone --quiet --mirror . ../bare.git")
    try repository.git("clone --quiet --shared . ../borrowing")
    for name in ["bare.git", "borrowing"] {
      let other = repository.scratch.url.appending(path: name).path
      let scan = try repository.scan("history", "--repo", other, "--show-secrets")
      #expect(scan.status == 1, "\(name): \(scan.everything)")
      let secret = try repository.secret("github:removed later")
      #expect(try scan.report().finding(of: secret) != nil, "\(name)")
    }
  }

  @Test func readsALinkedWorktree() throws {
    let repository = try ScratchRepository(stream: "places")
    try repository.git("worktree add --quiet ../linked feature/login")
    let linked = repository.scratch.url.appending(path: "linked")
    let history = try repository.scan("history", "--repo", linked.path, "--show-secrets")
    #expect(history.status == 1, "\(history.everything)")
    let report = try history.report()
    #expect(report.finding(of: try repository.secret("github:removed later")) != nil)
    let login = report.finding(of: try repository.secret("github:other branch"))
    #expect(login?.history?.presentAtHead == true, "HEAD is the worktree's own")

    let token = PlantedSecret.github("staged in a worktree")
    try Data("token=\(token.text)\n".utf8).write(to: linked.appending(path: "new.env"))
    try repository.git(["-C", linked.path, "add", "new.env"])
    let staged = try repository.scan("staged", "--repo", linked.path, hidden: [token])
    #expect(staged.status == 1, "\(staged.everything)")
    #expect(try staged.report().places == ["new.env:1:7"])
  }
}
