import Rules

/// ZT501: a default that replaces a variable which is empty on purpose.
struct EmptyVsUnsetDefault: PolicyCheck {
  static let id = "ZT501"

  private static let names = ["SECRET_PREFIX", "*_SECRET_PREFIX", "KEY_VAULT_PREFIX"]

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    let names = Self.names + model.settings.emptyMeaningful
    for file in model.files {
      for script in file.allScripts {
        checkExpansions(script, names, &breaches)
        checkTests(script, names, &breaches)
      }
    }
  }

  private func checkExpansions(
    _ script: ShellScript, _ names: [String], _ breaches: inout [Breach]
  ) {
    for expansion in script.expansions where expansion.form == .parameter {
      guard expansion.operation == .defaultIfEmpty || expansion.operation == .assignIfEmpty,
        let word = expansion.word, !word.parts.allSatisfy({ !$0.isExpanded && $0.text.isEmpty }),
        names.contains(where: { Wildcard.matches($0, expansion.name) })
      else { continue }
      let colon = script.text.offset(of: expansion.operationRange.lowerBound)
      breaches.append(
        Breach(
          script.text.source, place(of: expansion, in: script),
          "an empty \(expansion.name) is replaced by the default as if it were not set",
          identity: expansion.name,
          fix: PolicyFix(
            title: "Leave the colon away", deleted: colon..<(colon + 1), inserted: "")))
    }
  }

  /// Where the expansion stands; a makefile's `$$` is one `$` to the shell, the second one.
  private func place(of expansion: ShellExpansion, in script: ShellScript) -> Range<Int> {
    let range = script.text.range(of: expansion.range)
    let isDoubled = script.text.source.bytes.has("$$", at: range.lowerBound)
    return (range.lowerBound + (isDoubled ? 1 : 0))..<range.upperBound
  }

  /// `[ -z "$VAR" ] && VAR=d`, `if [ -z "$VAR" ]; then VAR=d`.
  private func checkTests(
    _ script: ShellScript, _ names: [String], _ breaches: inout [Breach]
  ) {
    for command in script.commands.dropFirst() {
      guard let previous = command.previous,
        let test = emptyTest(script.commands[previous], script),
        names.contains(where: { Wildcard.matches($0, test.name) }),
        command.assignments.contains(where: { assigns($0, test.name) })
      else { continue }
      breaches.append(
        Breach(
          script.text.source, script.text.range(of: test.range),
          "an empty \(test.name) is taken for one that is not set", identity: test.name))
    }
  }

  private func assigns(_ assignment: ShellAssignment, _ name: String) -> Bool {
    assignment.name == name && assignment.value.form != .placeholder
      && (assignment.value.form == .expanded || !assignment.value.text.isEmpty)
  }

  private func emptyTest(
    _ command: ShellCommand, _ script: ShellScript
  ) -> (name: String, range: Range<Int>)? {
    let words = command.words
    guard ["[", "[[", "test"].contains(words.first?.literal ?? ""), words.count > 2,
      words[1].literal == "-z", case let expansions = script.expansions(in: words[2]),
      expansions.count == 1, let expansion = expansions.first,
      words[2].parts.count == 1, expansion.form == .parameter
    else { return nil }
    let isPlain =
      expansion.operation == nil
      || (expansion.word.map { $0.text.isEmpty } ?? false)
        && [.defaultIfEmpty, .defaultIfUnset].contains(expansion.operation)
    guard isPlain else { return nil }
    return (expansion.name, words[1].range.lowerBound..<words[2].range.upperBound)
  }
}
