import Findings
import Testing

@Suite struct PathGlobsTests {
  @Test(arguments: [
    ("*.lock", "a/b/yarn.lock"), ("*.lock", "yarn.lock"), ("*.lock", "yarn.lock/inside"),
    ("vendor", "vendor/a.go"), ("vendor", "x/vendor/a.go"), ("vendor/", "x/vendor/a.go"),
    ("/vendor", "vendor/a.go"), ("docs/*.md", "docs/a.md"), ("docs/**", "docs/a/b.md"),
    ("docs/**/*.md", "docs/a.md"), ("docs/**/*.md", "docs/a/b/c.md"), ("**/logs", "a/b/logs/x"),
    ("**/logs", "logs/x"), ("a/**/b", "a/b"), ("a/**/b", "a/x/y/b"), ("a/**/b/**/c", "a/1/b/2/c"),
    ("**/foo/bar", "x/foo/bar"), ("foo/*", "foo/a/b"), ("a?c", "abc"), ("a?c", "aéc"),
    ("a?c", "a😀c"), ("a[b-d]e", "ace"), ("a[!b-d]e", "aze"), ("a[^b]e", "aze"), ("[]a]", "]"),
    ("[!]a]", "b"), ("[a-]", "-"), ("[é]", "é"), ("[à-ü]x", "éx"), ("[!a]", "é"),
    ("\\*", "*"), ("\\!a", "!a"), ("[\\]]", "]"), ("a[b", "a[b"), ("a\\", "a\\"),
    ("**", "any/thing"), ("a**z", "ab/c/z"), ("***/x", "a/b/x"), ("*a*b*c", "xxaxbxbxc"),
    ("*/*/c", "a/b/c"), ("Ordner mit Leerzeichen", "Ordner mit Leerzeichen/ä"),
    ("*", ".hidden"), ("*.tar.*", "x.tar.tar.gz"), ("**/*.min.js", "a.min.js"),
  ])
  func matches(_ pattern: String, _ path: String) {
    #expect(PathGlobs([pattern]).matches(RepositoryPath(path)))
  }

  @Test(arguments: [
    ("*.lock", "yarn.locks"), ("vendor", "vendored/a.go"), ("vendor", "my-vendor/a.go"),
    ("/vendor", "x/vendor/a.go"), ("docs/*.md", "x/docs/a.md"), ("docs/*.md", "docs/a/b.md"),
    ("docs/**", "docs"), ("a/**/b", "ab"), ("a/**/b", "a/xb"), ("a**/b", "ab"), ("foo/*", "foo"),
    ("a?c", "a/c"), ("a?c", "ac"), ("a[b-d]e", "aee"), ("a[!b-d]e", "ace"), ("a[!b]e", "a/e"),
    ("[!]a]", "]"), ("[é]", "è"), ("[z-a]", "m"), ("\\*", "x"), ("Vendor", "vendor/a"),
    ("", "a"), ("/", "a"), ("//", "a"), ("a*b", "a/b"), ("*/c", "a/b/c"), ("?", "ab"),
    ("*.key", "key"), ("a/b", "a"), ("**/x/y", "x/z/y"),
  ])
  func doesNotMatch(_ pattern: String, _ path: String) {
    #expect(!PathGlobs([pattern]).matches(RepositoryPath(path)))
  }

  @Test func matchesBytesThatAreNotText() {
    let path = RepositoryPath(bytes: [0x61, 0xFF, 0x63])
    #expect(PathGlobs(["a?c"]).matches(path))
    #expect(PathGlobs(["a[!x]c"]).matches(path))
    #expect(!PathGlobs(["a[é]c"]).matches(path))
    #expect(PathGlobs(["a*"]).matches(path))
  }

  @Test func anyPatternSuffices() {
    let globs = PathGlobs(["*.lock", "docs/"])
    #expect(globs.matches(RepositoryPath("docs/a")))
    #expect(!globs.matches(RepositoryPath("src/a")))
    #expect(PathGlobs([]).isEmpty)
    #expect(!PathGlobs([]).matches(RepositoryPath("a")))
  }

  @Test(.timeLimit(.minutes(5))) func costsLittleForPatternsMadeToCostMuch() {
    let name = String(repeating: "a", count: 2_000)
    let stars = PathGlobs([String(repeating: "*a", count: 200) + "b"])
    #expect(!stars.matches(RepositoryPath(name)))
    let folders = PathGlobs([String(repeating: "**/a/", count: 100) + "b"])
    let path = RepositoryPath(String(repeating: "a/", count: 1_000) + "c")
    #expect(!folders.matches(path))
  }

  /// Compares with the plainest possible matcher over every short path and many short patterns.
  @Test func agreesWithAMatcherThatTriesEverything() {
    var random = SeededGenerator(seed: 7)
    let pieces = ["a", "b", "*", "**", "**/", "/", "?", "a", "/**/", "[ab]", "[!a]"]
    let paths = shortPaths()
    for _ in 0..<400 {
      let count = Int.random(in: 1...5, using: &random)
      let pattern = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "a" }.joined()
      let globs = PathGlobs([pattern])
      for path in paths {
        let expected = matchesPlainly(pattern, path)
        guard globs.matches(RepositoryPath(path)) == expected else {
          Issue.record("\(pattern) on \(path): expected \(expected)")
          return
        }
      }
    }
  }

  /// Every text of up to six of `a`, `b` and `/` that is a path.
  private func shortPaths() -> [String] {
    var texts: [String] = []
    var last = [""]
    for _ in 0..<6 {
      last = last.flatMap { text in ["a", "b", "/"].map { text + $0 } }
      texts += last
    }
    return texts.filter { !$0.hasPrefix("/") && !$0.hasSuffix("/") && !$0.contains("//") }
  }

  private func matchesPlainly(_ pattern: String, _ path: String) -> Bool {
    var pattern = pattern
    while pattern.hasSuffix("/") { pattern.removeLast() }
    if pattern.isEmpty { return false }
    let full = pattern.contains("/") ? pattern : "**/" + pattern
    let start = full.hasPrefix("/") ? full.dropFirst() : full[...]
    return tryAll(start, path[...], startsComponent: true)
  }

  private func tryAll(_ pattern: Substring, _ path: Substring, startsComponent: Bool) -> Bool {
    guard let first = pattern.first else { return path.isEmpty || path.first == "/" }
    if pattern.hasPrefix("**") {
      let rest = pattern.drop { $0 == "*" }
      if startsComponent, rest.first == "/" {
        let folders = path.indices.filter { path[$0] == "/" }.map { path[path.index(after: $0)...] }
        return ([path] + folders).contains { tryAll(rest.dropFirst(), $0, startsComponent: true) }
      }
      return (0...path.count).contains {
        tryAll(rest, path.dropFirst($0), startsComponent: false)
      }
    }
    if first == "*" {
      let reach = path.prefix { $0 != "/" }.count
      return (0...reach).contains {
        tryAll(pattern.dropFirst(), path.dropFirst($0), startsComponent: false)
      }
    }
    guard let next = path.first else { return false }
    if pattern.hasPrefix("[ab]") {
      return next != "/" && tryAll(pattern.dropFirst(4), path.dropFirst(), startsComponent: false)
    }
    if pattern.hasPrefix("[!a]") {
      return next == "b" && tryAll(pattern.dropFirst(4), path.dropFirst(), startsComponent: false)
    }
    let fits = first == "?" ? next != "/" : first == next
    return fits && tryAll(pattern.dropFirst(), path.dropFirst(), startsComponent: first == "/")
  }
}

/// SplitMix64 (Steele, Lea and Flood, 2014): the same numbers in every run.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
