extension CredentialFeatures {
  /// Bytes before the name and behind the value in which neighbours are looked for.
  private static let reach = 120

  /// What stands on the same line and on those beside it.
  mutating func observeSurroundings(_ assignment: Assignment, in text: [UInt8]) {
    let before = text[
      max(0, assignment.key.lowerBound - CredentialFeatures.reach)..<assignment.key.lowerBound]
    let end = assignment.value.upperBound
    let behind = text[end..<min(text.count, end + CredentialFeatures.reach)]
    let near = (Array(before) + [0x0A] + behind).map(\.lowered)
    set(.userNear, if: CredentialFeatures.users.contains { Placeholder.contains(near, $0) })
    set(.hostNear, if: CredentialFeatures.hosts.contains { Placeholder.contains(near, $0) })
    let line = before.reversed().prefix { $0 != 0x0A }.reversed().map(\.lowered)
    let head = line.drop(while: \.isBlank)
    set(.isComment, if: CredentialFeatures.comments.contains { head.starts(with: $0) })
    set(.isAssertion, if: CredentialFeatures.assertions.contains { Placeholder.contains(line, $0) })
  }

  private static let users = ["user", "login", "email", "account"].map { Array($0.utf8) }
  private static let hosts = ["host", "url", "://", "server", "database", "port"]
    .map { Array($0.utf8) }
  private static let comments = ["//", "#", "*", "/*", "--", ";", "<!--"].map { Array($0.utf8) }
  private static let assertions = ["assert", "expect", "should", "equal", "raises", "refute"]
    .map { Array($0.utf8) }
}
