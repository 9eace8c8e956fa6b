/// A comment with which another scanner accepts what stands on a line, whatever its rule.
///
/// They carry no rule, reason or end, so they count only where the configuration says so
/// (`compatibility`), for secret rules alone, and none is ever called idle: it may be there for the
/// other scanner.
public enum ForeignMarker: String, Sendable, CaseIterable {
  /// `gitleaks:allow` anywhere on the line (README of gitleaks, "gitleaks:allow").
  case gitleaks = "gitleaks:allow"
  /// `pragma: allowlist secret` in a comment, or `pragma: allowlist nextline secret` before the
  /// line (README of detect-secrets, "Inline Allowlisting"); once it was `whitelist`.
  case detectSecrets = "pragma:"

  /// The suppression whose marker stands at byte `offset` of `text`; nil where it is none.
  ///
  /// - Parameter line: the marker's 1-based line.
  static func suppression(in text: Span<UInt8>, at offset: Int, line: Int) -> Suppression? {
    if stands(ForeignMarker.gitleaks.rawValue, in: text, at: offset) {
      return Suppression(of: .gitleaks, line: line, covers: line...line)
    }
    for space in ["", " "] {
      for list in ["allowlist", "whitelist"] {
        for (scope, distance) in [("", 0), ("nextline ", 1)] {
          let directive = "pragma:" + space + list + " " + scope + "secret"
          guard stands(directive, in: text, at: offset),
            SuppressionComment(in: text, marker: offset, of: directive) != nil
          else { continue }
          let covered = line + distance
          return Suppression(of: .detectSecrets, line: line, covers: covered...covered)
        }
      }
    }
    return nil
  }

  private static func stands(_ word: String, in text: Span<UInt8>, at offset: Int) -> Bool {
    guard offset >= 0, offset + word.utf8.count <= text.count else { return false }
    return word.utf8.enumerated().allSatisfy { text[offset + $0.offset] == $0.element }
  }
}

extension Suppression {
  fileprivate init(of origin: ForeignMarker, line: Int, covers: ClosedRange<Int>) {
    self.init(ruleIDs: [], until: nil, reason: "", line: line, covers: covers)
    self.origin = origin
  }
}
