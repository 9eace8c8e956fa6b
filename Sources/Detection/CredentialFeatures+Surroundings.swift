extension CredentialFeatures {
  /// Bytes before the name and behind the value in which neighbours are looked for.
  private static let reach = 120

  /// What stands on the same line and on those beside it.
  mutating func observeSurroundings(_ assignment: Assignment, in text: [UInt8]) {
    let start = assignment.key.lowerBound
    let end = assignment.value.upperBound
    let before = max(0, start - CredentialFeatures.reach)..<start
    let behind = end..<min(text.count, end + CredentialFeatures.reach)
    let (users, hosts) = (CredentialFeatures.users, CredentialFeatures.hosts)
    set(.userNear, if: users.isIn(text, before) || users.isIn(text, behind))
    set(.hostNear, if: hosts.isIn(text, before) || hosts.isIn(text, behind))
    let lineStart = text.span.lineStart(of: start, notBefore: before.lowerBound)
    let head = text[lineStart..<start].firstIndex { !$0.isBlank } ?? start
    set(.isComment, if: CredentialFeatures.comments.longestWord(at: head, in: text) > 0)
    set(.isAssertion, if: CredentialFeatures.assertions.isIn(text, lineStart..<start))
  }

  private static let users = WordSet(["user", "login", "email", "account"])
  private static let hosts = WordSet(["host", "url", "://", "server", "database", "port"])
  private static let comments = WordSet(["//", "#", "*", "/*", "--", ";", "<!--"])
  private static let assertions = WordSet([
    "assert", "expect", "should", "equal", "raises", "refute",
  ])
}
