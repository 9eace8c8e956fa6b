import Foundation
import TestSupport
import Testing

/// Which version of a file says what is accepted: HEAD's in a history, the base's in a range.
@Suite struct SuppressionTests {
  static let token = PlantedSecret.github("suppressed")
  static let line = "TOKEN=\(token.text)\n"
  static let comment = "# shrike:ignore github-personal-access-token -- a test's own\n"

  private func scan(_ repository: ScratchRepository, _ arguments: String...) throws -> Scan {
    try repository.scan(arguments: arguments, hidden: [Self.token])
  }

  @Test func acceptsInTheHistoryWhatHeadAccepts() throws {
    let repository = try ScratchRepository()
    try repository.commit("a.env", Self.line)
    try repository.commit("a.env", "COLOUR=blue\n" + Self.line)
    try repository.commit("a.env", "COLOUR=blue\n" + Self.comment + Self.line)
    let scan = try scan(repository, "history")
    #expect(scan.status == 0, "\(scan.everything)")
    #expect(try scan.report().summary.suppressed == 1)
    #expect(try scan.report().notices.isEmpty)
  }

  @Test func obeysNoSuppressionThatWasTakenBack() throws {
    let repository = try ScratchRepository()
    try repository.commit("a.env", Self.comment + Self.line)
    try repository.commit("a.env", Self.line)
    let report = try scan(repository, "history").report()
    #expect(report.findings.count == 1)
    #expect(report.findings.first?.occurrences.map(\.place) == ["a.env:2:7", "a.env:1:7"])
    #expect(report.summary.suppressed == 0)
  }

  @Test func tellsOfIdleSuppressions() throws {
    let repository = try ScratchRepository()
    try repository.commit("a.env", Self.comment + "COLOUR=blue\n")
    for command in ["history", "files"] {
      let scan = try scan(repository, command)
      #expect(scan.status == 0, "\(scan.everything)")
      let notices = try scan.report().notices
      #expect(notices.map(\.subject) == ["a.env"] && notices.map(\.line) == [1], "\(command)")
      #expect(try self.scan(repository, command, "--strict").status == 3)
    }
  }

  /// Neither with the secret nor in a commit before it does a change accept what it adds.
  @Test func obeysInARangeWhatItsBaseHas() throws {
    let repository = try ScratchRepository()
    let base = try repository.commit("a.env", "COLOUR=blue\n")
    try repository.commit("a.env", Self.comment + "COLOUR=blue\n")
    try repository.commit("a.env", Self.comment + Self.line)
    let refused = try scan(repository, "range", "\(base)...HEAD")
    #expect(refused.status == 1, "\(refused.everything)")
    #expect(try refused.report().notices.contains { $0.message.contains("not obeyed") })
    let accepted = try scan(repository, "range", "HEAD~1...HEAD")
    #expect(accepted.status == 0, "\(accepted.everything)")
    #expect(try accepted.report().summary.suppressed == 1)
  }

  @Test func listsEachPlaceOnce() throws {
    let repository = try ScratchRepository()
    try repository.commit("a.env", Self.line + "COLOUR=blue\n" + Self.line)
    try repository.commit("a.env", Self.line + "COLOUR=red\n" + Self.line)
    try repository.commit("b.env", Self.line)
    let report = try scan(repository, "history").report()
    #expect(report.findings.count == 1)
    let places = report.findings.first?.occurrences.map(\.place)
    #expect(places == ["a.env:1:7", "a.env:3:7", "b.env:1:7"])
  }

  @Test func knowsAFileNameAtHead() throws {
    let repository = try ScratchRepository()
    try repository.commit("\(Self.token.text).txt", "nothing\n")
    let finding = try #require(try scan(repository, "history").report().findings.first)
    #expect(finding.primary.kind == "file name")
    #expect(finding.history?.presentAtHead == true)
    #expect(finding.history?.references.isEmpty == false)
  }

  @Test func passesNothingThatItDidNotRead() throws {
    let repository = try ScratchRepository()
    for command in ["history", "files"] {
      let scan = try scan(repository, command, "--quiet")
      #expect(scan.status == 3, "\(scan.everything)")
      #expect(scan.result.errors.contains("shrike: "))
    }
    #expect(try scan(repository, "staged").status == 0)
    try repository.commit("a.env", Self.line)
    try repository.write(".shrike.yaml", "paths:\n  exclude: ['**']\n")
    for command in ["history", "files"] {
      #expect(try scan(repository, command).status == 3, "\(command) with everything excluded")
    }
  }
}
