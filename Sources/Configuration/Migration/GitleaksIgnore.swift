import Findings
import Rules

/// `.gitleaksignore`: fingerprints of accepted findings, a line each, and comments (README of
/// gitleaks, ".gitleaksignore").
enum GitleaksIgnore {
  static let name = ".gitleaksignore"

  /// - Throws: `FieldError` at a line that is no fingerprint.
  static func entries(
    of text: String, file: String
  ) throws(FieldError) -> [ForeignBaseline.Entry] {
    var entries: [ForeignBaseline.Entry] = []
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, written) in lines.enumerated() {
      let line = written.drop { $0 == " " || $0 == "\t" || $0 == "\u{FEFF}" }
      if line.isEmpty || line.first == "#" { continue }
      guard let key = key(of: String(line)) else {
        throw FieldError(
          file: file, line: index + 1,
          message: "expected a fingerprint, 'commit:file:rule:line' or 'file:rule:line'")
      }
      entries.append(ForeignBaseline.Entry(key: key, file: file, line: index + 1))
    }
    return entries
  }

  /// The rule's name is gitleaks's own and not looked at; a path may hold colons.
  private static func key(of text: String) -> ForeignBaseline.Entry.Key? {
    var parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard parts.count >= 3, let last = parts.popLast(),
      let line = Int(last.filter { $0 != " " && $0 != "\t" }), line > 0, parts.popLast() != ""
    else { return nil }
    var commit: String?
    if parts.count > 1, let first = parts.first, first.utf8.count == 40 || first.utf8.count == 64,
      first.allSatisfy(\.isHexDigit)
    {
      commit = parts.removeFirst().lowercased()
    }
    let path = parts.joined(separator: ":")
    guard !path.isEmpty else { return nil }
    return .position(path: RepositoryPath(relative: path), line: line, commit: commit)
  }
}

extension RepositoryPath {
  /// A path as a tool wrote it that was called with `.`.
  init(relative path: String) { self.init(path.hasPrefix("./") ? String(path.dropFirst(2)) : path) }
}
