import ArgumentParser
import Detection
import Findings
import Foundation
import Rules

struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "List, explain and check rules.",
    subcommands: [List.self, Show.self, Check.self, Docs.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List every built-in rule: secrets, then policies.")

    func run() throws {
      let entries =
        BuiltinRuleSet.rules.descriptions() + BuiltinRuleSet.policies.descriptions()
      let width = entries.map(\.id.count).max() ?? 0
      let lines = entries.map { entry in
        let id = entry.id.padding(toLength: width, withPad: " ", startingAt: 0)
        let severity = entry.severity.name.padding(toLength: 8, withPad: " ", startingAt: 0)
        return "\(id)  \(severity)  \(entry.title)\n"
      }
      Console.output(Array(lines.joined().utf8))
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Explain a rule, with its examples.")

    @Argument(help: .init("The rule, such as ZT310.", valueName: "id"))
    var id: String

    func run() throws {
      Console.output(Array(try page().utf8))
    }

    private func page() throws -> String {
      let secrets = BuiltinRuleSet.rules
      let policies = BuiltinRuleSet.policies
      if let index = secrets.index(of: id) {
        return RulePage(rule: secrets.rule(at: index), texts: secrets.texts(at: index)).text
      }
      // A policy's id is upper case; nobody means anything else by "zt310".
      let policyID = id.uppercased()
      if let rule = policies[policyID], let texts = policies.texts(of: policyID) {
        return PolicyPage(rule: rule, texts: texts).text
      }
      let names = secrets.ids + policies.ids
      let near = nearestName(to: id, among: names).map { "; did you mean '\($0)'?" }
      throw UsageError("there is no rule '\(id)'\(near ?? "; `shrike rules list` names them all")")
    }
  }

  /// Writes `docs/rules.md`; for those who change rules, and so not among the commands that
  /// `--help` lists.
  struct Docs: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print docs/rules.md.", shouldDisplay: false)

    func run() throws {
      let manual = RulesManual(secrets: BuiltinRuleSet.rules, policies: BuiltinRuleSet.policies)
      Console.output(Array(manual.text.utf8))
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check your own rules: read them, compile them, run their examples.",
      discussion: """
        Every example runs against your rules and the built-in ones together, behind multibyte text, \
        with CRLF and without a final newline; and each pattern runs on text that is made to be \
        costly for it.
        """)

    @Argument(help: .init("A YAML file of rules.", valueName: "path"))
    var paths: [String]

    func run() throws {
      let own = try paths.flatMap { try RuleFile.read($0) }
      let check = ExampleCheck(DetectionRules(BuiltinRuleSet.rules.adding(own)))
      let failures =
        check.failures(of: own.map { (ruleID: $0.rule.id, texts: $0.texts) })
        + own.compactMap { ExampleCheck.slowness(of: $0) }
      for failure in failures { Console.error(failure.description) }
      let examples = own.map { $0.texts.matching.count + $0.texts.passing.count }.reduce(0, +)
      let unchecked = own.count { $0.texts.matching.isEmpty }
      let rest = unchecked == 0 ? "" : ", \(unchecked) unchecked"
      Console.output(
        Array(
          "\(own.count) rules, \(examples) examples, \(failures.count) failures\(rest)\n".utf8))
      if !failures.isEmpty { throw ExitStatus.findings }
    }
  }
}
