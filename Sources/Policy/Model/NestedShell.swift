extension ModelFile {
  /// Every script of the file with those that a shell is given as text (`sh -c "…"`) inside them.
  var allScripts: [ShellScript] {
    scripts.flatMap { script in [script] + NestedShell.scripts(in: script) }
  }
}

/// Shell that stands as one word in other shell.
enum NestedShell {
  private static let shells: Set<String> = ["sh", "bash", "zsh", "ash", "dash", "ksh"]

  /// The text behind `sh -c` of each command of `script`.
  static func scripts(in script: ShellScript) -> [ShellScript] {
    script.commands.compactMap { command in
      guard let shell = command.words.firstIndex(where: isShell) else { return nil }
      let rest = command.words[(shell + 1)...]
      guard let flag = rest.firstIndex(where: isCommandFlag), flag + 1 < rest.endIndex else {
        return nil
      }
      let range = script.text.range(of: rest[flag + 1].content)
      return ShellScript(
        MappedText(source: script.text.source, range: range), origin: script.origin)
    }
  }

  private static func isShell(_ word: ShellWord) -> Bool {
    word.literal.map { shells.contains(String($0.split(separator: "/").last ?? "")) } ?? false
  }

  private static func isCommandFlag(_ word: ShellWord) -> Bool {
    guard let text = word.literal, text.hasPrefix("-"), !text.hasPrefix("--") else { return false }
    return text.hasSuffix("c")
  }
}

extension ShellCommand {
  /// The command itself, and the one that it runs elsewhere (`kubectl exec pod -- vault …`).
  var withInner: [ShellCommand] {
    guard let dashes = words.firstIndex(where: { $0.literal == "--" }), dashes + 1 < words.count
    else { return [self] }
    var inner = self
    inner.words = Array(words[(dashes + 1)...])
    return [self, inner]
  }
}
