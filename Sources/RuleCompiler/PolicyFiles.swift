import Configuration
import Rules

/// Reads the files of `rules/policy` and checks what needs a YAML reader.
enum PolicyFiles {
  /// The policies of `files`, by id.
  static func read(
    _ files: [String]
  ) throws -> [(rule: PolicyRule, texts: PolicyTexts)] {
    var entries: [(rule: PolicyRule, texts: PolicyTexts)] = []
    for file in files {
      let entry = try PolicyRule.read(try RuleCompiler.node(of: file), file: file)
      try checkSettings(of: entry, file: file)
      entries.append(entry)
    }
    entries.sort { $0.rule.id < $1.rule.id }
    for (first, second) in zip(entries, entries.dropFirst()) where first.rule.id == second.rule.id {
      throw FieldError(
        file: "rules/policy/" + second.rule.fileName, line: nil,
        message: "two rules have the id '\(first.rule.id)'")
    }
    return entries
  }

  /// The settings of an example must be known ones, and a bad one has all that its rule needs.
  private static func checkSettings(
    of entry: (rule: PolicyRule, texts: PolicyTexts), file: String
  ) throws(FieldError) {
    let examples =
      entry.texts.bad.map { ($0, entry.rule.needs) } + entry.texts.good.map { ($0, []) }
    for (example, needs) in examples {
      var written: [String] = []
      if let settings = example.settings, let node = try YAMLFile.node(of: settings, file: file) {
        var fields = try Fields(node, file: file)
        written = fields.takeAll().map(\.key)
      }
      for key in written where PolicySetting(rawValue: key) == nil {
        throw FieldError(
          file: file, line: nil, message: "an example's 'settings' knows no '\(key)'")
      }
      for need in needs where !written.contains(need.rawValue) {
        throw FieldError(
          file: file, line: nil,
          message: "a bad example lacks the setting '\(need.rawValue)' that the rule needs")
      }
    }
  }
}
