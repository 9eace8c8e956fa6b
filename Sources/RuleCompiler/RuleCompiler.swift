import Configuration
import Foundation
import PCRE
import Rules

/// Compiles `rules/**/*.yaml` into one Swift file of a few string literals.
///
/// `RuleCompiler OUTPUT FILE…`: refuses a bad rule with `file:line: error: …`, which the build
/// shows as its own.
@main
enum RuleCompiler {
  static func main() {
    let arguments = CommandLine.arguments.dropFirst()
    guard let output = arguments.first else { fail("usage: RuleCompiler OUTPUT FILE…") }
    do {
      try compile(files: arguments.dropFirst().sorted(), to: output)
    } catch let error as FieldError {
      fail("\(error.file):\(error.line ?? 1): error: \(error.message)")
    } catch {
      fail("error: \(error)")
    }
  }

  private static func compile(files: [String], to output: String) throws {
    let isIn = { (folder: Substring, file: String) in
      file.split(separator: "/").dropLast().last == folder
    }
    let secrets = RuleArchive.encode(try rules(of: files.filter { isIn("secrets", $0) }))
    let score = try ScoreFile.read(files.filter { isIn("score", $0) })
    let policies = try PolicyFiles.read(files.filter { isIn("policy", $0) })
    let (rules, policyTexts) = PolicyArchive.encode(policies)
    let source = """
      enum RuleArchiveText {
        static let matching = \(literal(secrets.matching))
        static let texts = \(literal(secrets.texts))
        static let literals = \(literal(secrets.literals))
        static let files = \(literal(secrets.files))
        static let score = \(literal(score))
      }

      enum PolicyArchiveText {
        static let rules = \(literal(rules))
        static let texts = \(literal(policyTexts))
      }

      """
    try source.write(toFile: output, atomically: true, encoding: .utf8)
  }

  private static func rules(
    of files: [String]
  ) throws -> [(rule: SecretRule, texts: RuleTexts)] {
    var entries: [(rule: SecretRule, texts: RuleTexts)] = []
    for file in files {
      let node = try node(of: file)
      let read = try SecretRule.read(node, file: file)
      for entry in read {
        try check(entry.rule, of: node, file: file)
        if entry.texts.matching.isEmpty {
          throw FieldError(
            file: file, line: nil, message: "\(entry.rule.id): a built-in rule needs examples")
        }
      }
      entries += read
    }
    entries.sort { $0.rule.id < $1.rule.id }
    for (first, second) in zip(entries, entries.dropFirst()) where first.rule.id == second.rule.id {
      throw FieldError(
        file: "rules/secrets", line: nil, message: "two rules have the id '\(first.rule.id)'")
    }
    return entries
  }

  /// The root node of a rule file.
  static func node(of file: String) throws -> FieldNode {
    let text = try String(contentsOfFile: file, encoding: .utf8)
    guard let node = try YAMLFile.node(of: text, file: file) else {
      throw FieldError(file: file, line: 1, message: "the rule file is empty")
    }
    return node
  }

  /// Checks the literals, and compiles the pattern, so that a fault in it stops the build and not a
  /// scan.
  private static func check(_ rule: SecretRule, of node: FieldNode, file: String) throws {
    if let long = rule.literals.first(where: { $0.utf8.count > LiteralTable.longestBuiltin }) {
      throw FieldError(
        file: file, line: nil,
        message: "\(rule.id): the literal '\(long)' has more bytes than "
          + "\(LiteralTable.longestBuiltin)")
    }
    guard let expression = rule.expression else { return }
    do {
      _ = try Pattern(expression.text, caseless: expression.isCaseless)
    } catch {
      throw FieldError(
        file: file, line: node.patternLine(ofRule: rule.id), message: "\(rule.id): \(error)")
    }
  }

  private static func literal(_ text: String) -> String {
    var literal = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": literal += "\\" + String(scalar)
      case _ where scalar.value < 0x20: literal += "\\u{\(String(scalar.value, radix: 16))}"
      default: literal.unicodeScalars.append(scalar)
      }
    }
    return literal + "\""
  }

  private static func fail(_ message: String) -> Never {
    FileHandle.standardError.write(Data((message + "\n").utf8))
    exit(1)
  }
}
