import ArgumentParser
import Detection
import Findings
import Foundation
import Rules

struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "List, explain and check rules.",
    subcommands: [List.self, Show.self, Check.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List every built-in rule.")

    func run() throws {
      let set = BuiltinRuleSet.rules
      let width = set.rules.map(\.id.count).max() ?? 0
      let lines = zip(set.rules, set.allTexts()).map { rule, texts in
        let id = rule.id.padding(toLength: width, withPad: " ", startingAt: 0)
        let severity = rule.severity.name.padding(toLength: 8, withPad: " ", startingAt: 0)
        return "\(id)  \(severity)  \(texts.title)\n"
      }
      Console.output(Array(lines.joined().utf8))
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Explain a rule, with its examples.")

    @Argument(help: .init("The rule.", valueName: "id"))
    var id: String

    func run() throws {
      let set = BuiltinRuleSet.rules
      guard let index = set.rules.firstIndex(where: { $0.id == id }) else {
        let near = nearestName(to: id, among: set.rules.map(\.id)).map { "; did you mean '\($0)'?" }
        throw UsageError(
          "there is no rule '\(id)'\(near ?? "; `shrike rules list` names them all")")
      }
      Console.output(
        Array(RulePage(rule: set.rules[index], texts: set.allTexts()[index]).text.utf8))
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check your own rules: read them, compile them, run their examples.",
      discussion: """
        Every example runs against your rules and the built-in ones together, behind multibyte text, \
        with CRLF and without a final newline.
        """)

    @Argument(help: .init("A YAML file of rules.", valueName: "path"))
    var paths: [String]

    func run() throws {
      let own = try paths.flatMap { try RuleFile.read($0) }
      let check = ExampleCheck(DetectionRules(BuiltinRuleSet.rules.adding(own)))
      let failures = own.flatMap { check.failures(of: $0.rule.id, texts: $0.texts) }
      for failure in failures { Console.error(failure.description) }
      let examples = own.map { $0.texts.matching.count + $0.texts.passing.count }.reduce(0, +)
      Console.output(
        Array("\(own.count) rules, \(examples) examples, \(failures.count) failures\n".utf8))
      if !failures.isEmpty { throw ExitStatus.findings }
    }
  }
}

/// What `shrike rules show` prints.
struct RulePage {
  let rule: SecretRule
  let texts: RuleTexts

  var text: String {
    var lines = [
      "\(texts.title)  [\(rule.id)]", "",
      "provider    \(texts.provider)", "severity    \(rule.severity.name)",
      "confidence  \(rule.confidence.name)", "category    \(rule.category.rawValue)",
    ]
    if !texts.documentation.isEmpty { lines.append("see         \(texts.documentation)") }
    lines += ["", "Why it matters", texts.why, "", "What to do", texts.remedy, "", "Found in"]
    lines += texts.matching.map(example)
    lines += ["", "Not found in"]
    lines += texts.passing.map(example)
    return lines.joined(separator: "\n") + "\n"
  }

  /// The example as it is written, its secrets in «pieces»: a page holds no whole token either.
  private func example(_ example: RuleExample) -> String {
    example.marked.split(separator: "\n", omittingEmptySubsequences: false)
      .map { "  " + $0 }.joined(separator: "\n")
  }
}
