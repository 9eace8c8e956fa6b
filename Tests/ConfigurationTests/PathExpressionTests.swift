import Findings
import Foundation
import Testing

@testable import Configuration

@Suite struct PathExpressionTests {
  private static let paths = [
    "go.mod", "a/go.mod", "goxmod", "vendor/a.c", "x/vendor/a.c", "vendor", "test/a", "x/test/a",
    "xtest/a", "a.md", "d/a.md", "a.mdx", "node_modules/x", "d/node_modules/x/y", "a.jpg", "a.gif",
    "img/a.jpg", "a/b", "a/x/b", "a/x/y/b", "fixtures/1.json", "fixtures/12.json", "a*b", "aXb",
    "docs/x/y.env", "docs/y.env", "package-lock.json", "src/package-lock.json",
  ]

  /// The globs leave out exactly what the expression matches, of all the paths above.
  @Test(arguments: [
    #"go\.mod"#, #"^vendor/"#, "vendor/", "/test/", #"(^|/)test/"#, #"\.md$"#, #"(.*?)(jpg|gif)$"#,
    #"^(.*/)?node_modules/"#, "a/.*/b", "a/[^/]+/b", #"^fixtures/[0-9]\.json$"#, #"a\*b"#,
    #"^docs/.*\.env$"#, #"^docs/[^/]*\.env$"#, #"package-lock\.json$"#, "^.*$", "jpe?g",
    #"(?:^|/)package-lock\.json"#,
  ])
  func matchesTheSamePaths(_ text: String) throws {
    let globs = PathGlobs(try #require(PathExpression(text).globs))
    let expression = try NSRegularExpression(pattern: text)
    for path in Self.paths {
      let range = NSRange(location: 0, length: path.utf16.count)
      let isMatched = expression.firstMatch(in: path, range: range) != nil
      #expect(
        globs.matches(RepositoryPath(path)) == isMatched, "\(text), \(path): \(globs.patterns)")
    }
  }

  /// A dot that nobody escaped is a dot in most paths: one character, but no slash.
  @Test func takesADotForACharacter() {
    #expect(PathExpression("^a.b$").globs == ["/a?b"])
  }

  @Test(arguments: [
    #"a\d"#, "a+", "(a|b)*", "a{2}", "(?i)a", "a(^|/)b", "a$b", "(a", "a)", "[^a]", #"[\d]"#, "*",
  ])
  func leavesWhatIsNoGlob(_ text: String) {
    #expect(PathExpression(text).globs == nil, "\(text)")
  }

  @Test func boundsItsWork() {
    #expect(PathExpression(String(repeating: "(", count: 900)).globs == nil)
    #expect(PathExpression(String(repeating: "(a|b)", count: 50)).globs == nil)
    #expect(PathExpression(String(repeating: "a", count: 100_000)).globs == nil)
  }
}
