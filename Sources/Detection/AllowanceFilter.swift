import Findings
import PCRE
import Rules

/// Tells the candidates that an allowance of the configuration is for.
struct AllowanceFilter {
  private let allowances: [Allowance]
  private let patterns: [Allowance.Expression: Pattern]

  /// An expression that does not compile allows nothing; the configuration was checked for such.
  init(_ allowances: [Allowance]) {
    self.allowances = allowances
    var patterns: [Allowance.Expression: Pattern] = [:]
    for expression in allowances.flatMap(\.expressions) where patterns[expression] == nil {
      patterns[expression] = try? Pattern(expression.text)
    }
    self.patterns = patterns
  }

  var isEmpty: Bool { allowances.isEmpty }

  /// The first allowance for `candidate`, of the rule `ruleID`, in the file at `path`.
  func allowance(
    for candidate: Candidate, ruleID: String, in bytes: Span<UInt8>, path: RepositoryPath,
    scratch: inout MatchScratch
  ) -> Allowance? {
    for allowance in allowances
    where allowance.ruleIDs.isEmpty || allowance.ruleIDs.contains(ruleID) {
      var held = 0
      for group in allowance.groups {
        for test in group where holds(test, candidate, in: bytes, path: path, scratch: &scratch) {
          held += 1
          break
        }
      }
      if allowance.requiresAll ? held > 0 && held == allowance.groups.count : held > 0 {
        return allowance
      }
    }
    return nil
  }

  private func holds(
    _ test: Allowance.Test, _ candidate: Candidate, in bytes: Span<UInt8>, path: RepositoryPath,
    scratch: inout MatchScratch
  ) -> Bool {
    switch test {
    case .path(let expression):
      return isFound(expression, in: path.bytes.span, scratch: &scratch) ?? false
    case .otherPath(let expression):
      return isFound(expression, in: path.bytes.span, scratch: &scratch) == false
    case .word(let word):
      return ByteText.position(of: Array(word.utf8), in: candidate.secret.map(\.lowered)) != nil
    case .text(let expression, let target):
      let span = candidate.match ?? candidate.span
      switch target {
      case .secret:
        return isFound(expression, in: candidate.secret.span, scratch: &scratch) ?? false
      case .match:
        return isFound(expression, in: bytes.extracting(span), scratch: &scratch) ?? false
      case .line:
        let start = bytes.lineStart(of: span.lowerBound, notBefore: 0)
        let end = bytes.lineEnd(
          of: max(span.lowerBound, span.upperBound - 1), notBehind: bytes.count)
        return isFound(expression, in: bytes.extracting(start..<end), scratch: &scratch) ?? false
      }
    }
  }

  /// Whether the expression matches somewhere in `text`; nil where it cannot be told, because it
  /// costs too many steps: then nothing is allowed.
  private func isFound(
    _ expression: Allowance.Expression, in text: Span<UInt8>, scratch: inout MatchScratch
  ) -> Bool? {
    guard let pattern = patterns[expression] else { return nil }
    return try? scratch.match(pattern, in: text, from: 0, to: text.count, anchored: false)
  }
}
