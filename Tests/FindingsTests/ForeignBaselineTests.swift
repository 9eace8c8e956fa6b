import Findings
import Testing

/// What entries of other scanners' files accept, and no more than that.
@Suite struct ForeignBaselineTests {
  private typealias Key = ForeignBaseline.Entry.Key

  private static let commit = String(repeating: "c", count: 40)
  /// `printf abc | sha1sum`.
  private static let abc = "a9993e364706816aba3e25717850c26c9cd0d89d"

  private func baseline(_ keys: Key...) -> ForeignBaseline {
    ForeignBaseline(
      keys.enumerated().map { .init(key: $0.element, file: "f", line: $0.offset + 1) })
  }

  private func found(_ secret: String, at path: String, line: Int = 1, commit: String? = nil)
    -> Finding
  {
    var finding = finding(secret, path: path)
    finding.occurrences[0].region.startLine = line
    finding.occurrences[0].region.endLine = line
    finding.occurrences[0].commit = commit.map {
      Provenance(commit: $0, author: "", seconds: 0, offset: 0)
    }
    return finding
  }

  /// Which of `findings` an entry lets stand.
  private func kept(_ key: Key, _ findings: Finding...) -> [Bool] {
    var accepted = baseline(key)
    return findings.map { accepted.kept($0) != nil }
  }

  @Test func takesAPositionForItsLineAlone() {
    let key = Key.position(path: RepositoryPath("a.env"), line: 3, commit: nil)
    let outcome = kept(
      key, found("s", at: "a.env", line: 2), found("s", at: "b.env", line: 3),
      found("s", at: "a.env", line: 3, commit: Self.commit))
    #expect(outcome == [true, true, false])
  }

  @Test func takesACommitForWhatItIntroduced() {
    let other = "d" + Self.commit.dropFirst()
    let position = Key.position(path: RepositoryPath("a.env"), line: 1, commit: Self.commit)
    let outcome = kept(
      position, found("s", at: "a.env"), found("s", at: "a.env", commit: other),
      found("s", at: "a.env", commit: Self.commit))
    #expect(outcome == [true, true, false])
    let finding = found("s", at: "x", commit: Self.commit)
    #expect(kept(.commit(Self.commit, ruleIDs: []), finding) == [false])
    #expect(kept(.commit(Self.commit, ruleIDs: ["aws-key"]), finding) == [false])
    #expect(kept(.commit(Self.commit, ruleIDs: ["jwt"]), finding) == [true])
  }

  @Test func takesAHashForTheSecretInItsFile() {
    var accepted = baseline(.digest(path: RepositoryPath("a.env"), sha1: Self.abc, line: 9))
    var twice = found("abc", at: "a.env", line: 2)
    twice.occurrences += found("abc", at: "b.env").occurrences
    let rest = accepted.kept(twice)
    #expect(rest?.occurrences.map(\.path.display) == ["b.env"])
    let key = Key.digest(path: RepositoryPath("a.env"), sha1: Self.abc, line: 9)
    #expect(kept(key, found("abd", at: "a.env"), found("abc", at: "a.env")) == [true, false])
  }

  /// Every RSA key has the same title: without the line one entry would accept them all.
  @Test func takesAPrivateKeysTitleForItsLine() {
    let begin = "-----BEGIN RSA "
    let key = begin + "PRIVATE KEY-----\nMIIEow\n-----END RSA " + "PRIVATE KEY-----"
    // `printf 'BEGIN RSA PRIVATE KEY' | sha1sum`
    let title = "be4fc4886bd949b369d5e092eb87494f12e57e5b"
    let outcome = kept(
      .digest(path: RepositoryPath("k"), sha1: title, line: 2), found(key, at: "k", line: 5),
      found(key, at: "k", line: 2))
    #expect(outcome == [true, false])
  }

  @Test func tellsOnceOfWhatAcceptedNothing() {
    var accepted = baseline(
      .position(path: RepositoryPath("a"), line: 1, commit: nil),
      .position(path: RepositoryPath("b"), line: 1, commit: nil),
      .digest(path: RepositoryPath("c"), sha1: Self.abc, line: nil),
      .commit(Self.commit, ruleIDs: []))
    _ = accepted.kept(found("s", at: "a"))
    let notices = accepted.notices { _ in true }
    #expect(notices.map(\.line) == [2])
    #expect(notices.first?.message.hasPrefix("2 entries") == true)
    #expect(notices.first?.kind == .information)
    #expect(accepted.notices { $0.path == RepositoryPath("a") }.isEmpty)
    #expect(accepted.entry(for: found("s", at: "a"))?.line == 1)
    #expect(accepted.entry(for: found("s", at: "z")) == nil)
  }
}
