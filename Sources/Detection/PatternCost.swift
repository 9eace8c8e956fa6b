import Findings
import PCRE
import Rules

/// Tries a rule on text that is made to be costly for it: what no honest file holds, and a hostile
/// one may.
struct PatternCost {
  /// Backtracking steps that one match may take (pcre2_set_match_limit(3)): a twentieth of what ends
  /// a match in a scan, so that no text of a megabyte holds one up.
  static let steps = MatchScratch.matchLimit / 20
  /// How often a byte or two are repeated.
  private static let repetitions = 3_000
  /// Bytes that stand for the classes which patterns are made of.
  private static let bytes = Array("aA0 -_./=\"':\\,\n+@;$".utf8)

  private let rules: DetectionRules
  private let rule: SecretRule
  private let examples: [RuleExample]

  init(_ entry: RuleSet.Entry) {
    rule = entry.rule
    examples = entry.texts.matching
    rules = DetectionRules(RuleSet([entry]))
  }

  /// What the rule is slow on, in words; nil where it is slow on nothing that was tried.
  func slowText() -> String? {
    guard rule.hasPattern else { return nil }
    let path = RepositoryPath(examples.first?.path ?? "example.txt")
    for literal in rule.literals.isEmpty ? [""] : Array(rule.literals.prefix(3)) {
      for first in PatternCost.bytes {
        for second in PatternCost.bytes where isTried(first, second) {
          let run = PatternCost.run(first, second)
          for text in [Array(literal.utf8) + run, run + Array(literal.utf8) + run]
          where isSlow(text, path: path) {
            return "'\(literal)' beside many of \(PatternCost.name(first, second))"
          }
        }
      }
    }
    for example in examples where isSlow(PatternCost.nearMiss(of: example), path: path) {
      return "an example whose secret ends in another byte"
    }
    return nil
  }

  private func isTried(_ first: UInt8, _ second: UInt8) -> Bool {
    first == second || first == PatternCost.bytes[0] || first == ascii("0")
  }

  private func isSlow(_ text: [UInt8], path: RepositoryPath) -> Bool {
    var scanner = TextScanner(
      rules, today: CalendarDate(secondsSince1970: 0), matchLimit: PatternCost.steps)
    return scanner.scan(text.span, path: path).limits.contains { $0.rule == 0 }
  }

  private static func run(_ first: UInt8, _ second: UInt8) -> [UInt8] {
    (0..<repetitions).flatMap { _ in first == second ? [first] : [first, second] } + [0x01]
  }

  private static func name(_ first: UInt8, _ second: UInt8) -> String {
    let text = String(decoding: first == second ? [first] : [first, second], as: UTF8.self)
    return "'\(text == "\n" ? "\\n" : text)'"
  }

  /// The example's text, the last byte of each secret replaced by one that no secret has.
  private static func nearMiss(of example: RuleExample) -> [UInt8] {
    var (text, secrets) = example.unmarked
    for secret in secrets { text[secret.upperBound - 1] = 0x01 }
    return text
  }
}
