import BuiltinRules
import Configuration
import PCRE
import Rules

/// The rules of the binary.
enum BuiltinRuleSet {
  static var rules: RuleSet { BuiltinRules.secrets() }
  static var policies: PolicyRuleSet { BuiltinRules.policies() }
}

/// A file of the user's own rules.
enum RuleFile {
  /// The rules of the YAML file at `path`: the same form as under `rules/secrets`.
  static func read(_ path: String) throws -> [(rule: SecretRule, texts: RuleTexts)] {
    guard let bytes = try Console.read(file: path) else {
      throw UsageError("the rule file '\(path)' does not exist")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw UsageError("\(path) is not UTF-8 text; save it as UTF-8")
    }
    guard let node = try YAMLFile.node(of: text, file: path) else {
      throw UsageError("\(path): the rule file is empty")
    }
    let rules = try SecretRule.read(node, file: path)
    for entry in rules {
      try checkPattern(
        of: entry.rule, file: path, line: node.patternLine(ofRule: entry.rule.id))
    }
    return rules
  }

  /// - Throws: `FieldError` where the rule's pattern does not compile.
  static func checkPattern(of custom: CustomRule) throws(FieldError) {
    try checkPattern(of: custom.rule, file: custom.file, line: custom.line)
  }

  /// - Throws: `FieldError` where an expression of an allowance does not compile.
  static func checkExpressions(of allowances: [Allowance]) throws(FieldError) {
    for expression in allowances.flatMap(\.expressions) {
      do {
        _ = try Pattern(expression.text)
      } catch {
        throw FieldError(file: expression.file, line: expression.line, message: "\(error)")
      }
    }
  }

  private static func checkPattern(
    of rule: SecretRule, file: String, line: Int?
  ) throws(FieldError) {
    guard let expression = rule.expression else { return }
    do {
      _ = try Pattern(expression.text, caseless: expression.isCaseless)
    } catch {
      throw FieldError(file: file, line: line, message: "\(rule.id): \(error)")
    }
  }
}
