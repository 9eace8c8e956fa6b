import BuiltinRules
import Findings
import Rules
import Testing

@testable import Detection

/// Passwords that people choose, in assignments and in tables of documents.
@Suite struct ChosenPasswordTests {
  private static let builtin = DetectionRules(BuiltinRules.secrets())

  /// What is found in a text whose secrets stand in «marks».
  private func found(_ text: String, path: String) -> [String] {
    var scanner = BlobScanner(
      Self.builtin, key: .standard,
      suppressions: SuppressionReader(
        knownRuleIDs: [], today: CalendarDate(secondsSince1970: 0)))
    let bytes = Array(text.filter { $0 != "«" && $0 != "»" }.utf8)
    let matches = scanner.scan(bytes.span, path: RepositoryPath(path)).matches
    return matches.map { String(decoding: $0.secret.bytes, as: UTF8.self) }
  }

  @Test(arguments: [
    "«Kestrel-»«2019!»", "«harbour»«1984+»", "«Tr0ub»«4dor_77»", "«sunset»«Lantern515.»",
  ])
  func hasTheForm(marked: String) {
    #expect(ChosenPassword.hasForm(Array(marked.filter { $0 != "«" && $0 != "»" }.utf8)))
  }

  @Test(arguments: [
    "password", "some_name_1", "my-service-2", "/etc/passwd1!", "Kestrel2019", "a1!b2@c3#d4",
    "one two-1999!", "1.2.3.4-2019",
  ])
  func hasAnotherForm(text: String) {
    #expect(!ChosenPassword.hasForm(Array(text.utf8)))
  }

  @Test func isReportedUnderThePasswordsNameOnly() {
    #expect(found("DB_PASSWORD=«R3ef»«ing-»«372»", path: "deploy.bat") == ["R3ef" + "ing-372"])
    #expect(found("DB_REGION=«R3ef»«ing-»«372»", path: "deploy.bat").isEmpty)
  }

  @Test func readsTheColumnOfATable() {
    let table = """
      | Host | User | Password | Note |
      |:-----|------|----------|------|
      | db1  | ops  | `«k7Qm2ZtV»«x9LwB4rN»` | none |
      | db2  | two  | «w3Kp8TzQ»«q5RxL2vB» | n7Xw4PkT9dBqZ3vL |
      | db3  | six  |          |      |

      n4Xw7PkTd9BqZ3vL | n4Xw7PkTd9BqZ3vL | n4Xw7PkTd9BqZ3vL
      """
    #expect(
      found(table, path: "README.md")
        == ["k7Qm2ZtV" + "x9LwB4rN", "w3Kp8TzQ" + "q5RxL2vB"])
    let bare = table.replacing("|:-----|------|----------|------|", with: "| a | b | c | d |")
    #expect(found(bare, path: "README.md").isEmpty)
  }

  @Test func readsTheFirstColumnWithoutBars() {
    let table = "Password | User\r\n--- | ---\r\n«k7Qm2ZtV»«x9LwB4rN» | ops"
    #expect(found(table, path: "README.md") == ["k7Qm2ZtV" + "x9LwB4rN"])
  }

  /// A head of many columns, and lines that are heads and rows at once, cost no more than their
  /// length.
  @Test(.timeLimit(.minutes(5))) func readsATableOnce() {
    let line = String(repeating: "| password ", count: 24) + "|\n|---|---|\n"
    #expect(found(String(repeating: line, count: 4_000), path: "README.md").isEmpty)
  }
}
