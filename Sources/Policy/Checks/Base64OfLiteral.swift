/// ZT611: a secret that is typed into a command to be put into base64.
struct Base64OfLiteral: PolicyCheck {
  static let id = "ZT611"

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    let names = CredentialNames(model.settings)
    for script in model.files.flatMap(\.allScripts) {
      for command in script.commands where encodes(command) {
        guard let source = printed(before: command, in: script),
          let text = source.literal, names.isLiteral(text),
          PlaceholderWord(text, names: names) == nil
        else { continue }
        breaches.append(
          Breach(
            script.text.source, script.text.range(of: source.content),
            "the text to encode is written in the command", identity: "base64",
            secret: Array(text.utf8)))
      }
    }
  }

  private func encodes(_ command: ShellCommand) -> Bool {
    command.name == "base64" && !["-d", "-D", "--decode"].contains(where: command.has)
  }

  /// What `echo` or `printf` writes into the pipe; nil for what is not one literal word.
  private func printed(before command: ShellCommand, in script: ShellScript) -> ShellWord? {
    let pipeline = script.pipeline(of: command)
    guard let place = pipeline.firstIndex(where: { $0.index == command.index }), place > 0 else {
      return nil
    }
    let source = pipeline[place - 1]
    switch source.name {
    case "echo":
      let words = source.arguments.filter { !$0.text.hasPrefix("-") }
      return words.count == 1 ? words.first : nil
    case "printf": return source.arguments.count <= 2 ? source.arguments.last : nil
    default: return nil
    }
  }
}
