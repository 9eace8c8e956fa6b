import TestSupport
import Testing

/// Paths that are hard to print and to quote: `paths.fastimport`.
@Suite struct PathTests {
  /// As people see them, and as URIs.
  static let paths = [
    ("double quote", #"double"quote.txt"#, "double%22quote.txt"),
    ("single quote", "it's.txt", "it%27s.txt"),
    ("tab", #"a\ttab.txt"#, "a%09tab.txt"),
    ("line break", #"a\nline break.txt"#, "a%0Aline%20break.txt"),
    ("spaces", "a folder/with spaces.txt", "a%20folder/with%20spaces.txt"),
    ("backslash", #"back\slash.txt"#, "back%5Cslash.txt"),
    ("non-ASCII", "schlüssel/鍵.txt", "schl%C3%BCssel/%E9%8D%B5.txt"),
    ("non-UTF-8", #"cl\xe9.txt"#, "cl%E9.txt"),
    ("leading hyphen", "-rf", "-rf"),
    ("arrow", "b/a => b.txt", "b/a%20%3D%3E%20b.txt"),
    ("percent", "percent%41.txt", "percent%2541.txt"),
  ]

  @Test(arguments: ["history", "files", "staged"])
  func findsUnderOddPaths(_ command: String) throws {
    let repository = try ScratchRepository(stream: "paths")
    if command == "staged" { try repository.git("update-ref -d HEAD") }
    let scan = try repository.scan(command, "--show-secrets")
    #expect(scan.status == 1, "\(scan.everything)")
    let report = try scan.report()
    for (name, path, uri) in PathTests.paths {
      let finding = report.finding(of: try repository.secret("github:\(name)"))
      #expect(finding?.primary.path == path)
      #expect(finding?.primary.uri == uri)
      #expect(finding?.primary.startColumn == 7, "\(path)")
      if command == "history" {
        #expect(try repository.subject(finding?.introduced?.id) == "Add odd paths")
        #expect(finding?.history?.presentAtHead == true, "\(path)")
      }
    }
    #expect(report.findings.count == PathTests.paths.count)
  }
}
