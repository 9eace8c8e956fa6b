import Foundation
import TestSupport
import Testing

/// Credentials of several parts are one finding.
@Suite struct CompositeFindingTests {
  private static let id = PlantedSecret.awsID("pair")
  private static let secret = PlantedSecret.awsSecret("pair")

  @Test func anIDBesideItsSecretIsOneFinding() throws {
    let repository = try ScratchRepository()
    try repository.write(
      "creds", "aws_access_key_id = \(Self.id.text)\naws_secret_access_key = \(Self.secret.text)\n")
    let scan = try repository.scan("files", hidden: [Self.secret])
    let report = try scan.report()
    #expect(report.findings.map(\.rule) == ["aws-secret-access-key"])
    #expect(report.findings.first?.related.map(\.startLine) == [1])
    #expect(scan.everything.contains("with its id"))
  }

  @Test func anIDAloneIsAFindingOfItsOwn() throws {
    let repository = try ScratchRepository()
    try repository.write("alone", "aws_access_key_id = \(Self.id.text)\n")
    try repository.write(
      "both", "aws_access_key_id = \(Self.id.text)\naws_secret_access_key = \(Self.secret.text)\n")
    let report = try repository.scan("files", hidden: [Self.secret]).report()
    #expect(report.findings.map(\.rule) == ["aws-access-key-id", "aws-secret-access-key"])
  }

  /// A staged change that adds the id alone is not silent because its secret stands beside it.
  @Test func theHalfThatAChangeAddsIsReported() throws {
    let repository = try ScratchRepository()
    try repository.commit("creds", "aws_secret_access_key = \(Self.secret.text)\n")
    try repository.write(
      "creds", "aws_access_key_id = \(Self.id.text)\naws_secret_access_key = \(Self.secret.text)\n")
    try repository.git("add creds")
    let report = try repository.scan("staged", hidden: [Self.secret]).report()
    #expect(report.findings.map(\.rule) == ["aws-access-key-id"])
  }

  @Test func aPasswordNamesItsUser() throws {
    let password = PlantedSecret.password("user")
    let repository = try ScratchRepository()
    try repository.write("db.yaml", "database:\n  user: ships\n  password: \(password.text)\n")
    let scan = try repository.scan("files", hidden: [password])
    #expect(try scan.report().findings.first?.related.map(\.startLine) == [2])
    #expect(scan.everything.contains("for this user"))
  }
}
