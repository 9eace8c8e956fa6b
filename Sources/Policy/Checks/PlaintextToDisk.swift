/// ZT614: what a store or SOPS gives in the clear, written to a file.
struct PlaintextToDisk: PolicyCheck {
  static let id = "ZT614"

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    for script in model.files.flatMap(\.allScripts) {
      let isCleaned = script.commands.contains { $0.name == "trap" }
      for command in script.commands {
        guard let what = Self.source(of: command), let target = Self.target(of: command),
          !(isCleaned && target.form == .expanded)
        else { continue }
        breaches.append(
          Breach(
            script.text.source, script.text.range(of: target.content),
            "\(what) is written to a file in the clear", identity: "\(what)/\(target.text)"))
      }
    }
  }

  /// What a command writes in the clear.
  private static func source(of command: ShellCommand) -> String? {
    if command.name == "sops" {
      let decrypts =
        ["-d", "--decrypt"].contains(where: command.has)
        || command.arguments.first?.literal == "decrypt"
      return decrypts ? "what sops decrypts" : nil
    }
    if command.runs("vault", "kv", "export") || command.runs("vault", "kv", "get") {
      return "what Vault holds"
    }
    return command.runs("vault", "operator", "init") ? "Vault's root token" : nil
  }

  /// The file that standard output goes to; nil where it stays in the pipe.
  private static func target(of command: ShellCommand) -> ShellWord? {
    if command.name == "sops", let file = command.values(of: "--output").first { return file }
    return command.redirections.last { redirection in
      [">", ">>", ">|", "&>", "&>>"].contains(redirection.sign)
        && [nil, 1].contains(redirection.descriptor)
        && redirection.target?.text.hasPrefix("/dev/") == false
    }?.target
  }
}
