import Findings

/// ZT610: a secret as a literal argument of a command.
struct CLIInlineSecret: PolicyCheck {
  static let id = "ZT610"

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    let names = CredentialNames(model.settings)
    for file in model.files {
      for script in file.allScripts {
        for command in script.commands {
          for literal in literals(of: command, in: script, names) {
            breaches.append(
              Breach(
                script.text.source, script.text.range(of: literal.range),
                "\(literal.program) is given a secret on its command line",
                identity: "\(literal.program)/\(literal.name)", secret: Array(literal.text.utf8),
                severity: script.origin == .markdownFence ? .medium : nil))
          }
        }
      }
    }
  }

  /// A secret in an argument.
  private struct Literal {
    var program: String
    /// The option or key that it is given by.
    var name: String
    /// Offsets in the script.
    var range: Range<Int>
    var text: String
  }

  private func literals(
    of command: ShellCommand, in script: ShellScript, _ names: CredentialNames
  ) -> [Literal] {
    let all = command.withInner.flatMap { command in
      options(of: command, names) + pairs(of: command, names) + patches(of: command, names)
    }
    return all + echoes(into: command, in: script, names)
  }

  // MARK: Whole arguments

  private func options(of command: ShellCommand, _ names: CredentialNames) -> [Literal] {
    var flags: [String] = []
    if command.runs("aws", "secretsmanager", "create-secret")
      || command.runs("aws", "secretsmanager", "put-secret-value")
      || command.runs("aws", "secretsmanager", "update-secret")
    {
      flags = ["--secret-string"]
    } else if command.runs("aws", "ssm", "put-parameter"),
      command.values(of: "--type").contains(where: { $0.literal == "SecureString" })
    {
      flags = ["--value"]
    } else if command.runs("az", "keyvault", "secret", "set") {
      flags = ["--value"]
    } else if command.runs("kubectl", "create", "secret") {
      flags = ["--docker-password"]
    }
    return flags.flatMap { flag in
      command.values(of: flag).compactMap { literal($0, command, flag, names) }
    }
  }

  private func literal(
    _ word: ShellWord, _ command: ShellCommand, _ name: String, _ names: CredentialNames
  ) -> Literal? {
    guard let text = word.literal, isSecret(text, names) else { return nil }
    return Literal(
      program: command.name ?? "a command", name: name, range: word.content, text: text)
  }

  /// Whether the text of an argument that is meant to hold a secret is one.
  private func isSecret(_ text: String, _ names: CredentialNames) -> Bool {
    if text.isEmpty || text == "-" || text.hasPrefix("@") || text.contains("***") { return false }
    if text.hasPrefix("file://") || text.hasPrefix("fileb://") || text == "..." { return false }
    if text.contains("://") { return !ConnectionURI.passwords(in: Array(text.utf8)).isEmpty }
    if text.hasPrefix("{") {
      let pairs = EmbeddedPairs(text).pairs.filter { !names.isPublicEntry($0.key) }
      return pairs.contains { isSecret($0.value, names) }
    }
    return names.isLiteral(text) && !names.isListedPlaceholder(text)
  }

  // MARK: key=value

  private func pairs(of command: ShellCommand, _ names: CredentialNames) -> [Literal] {
    if command.runs("kubectl", "create", "secret") {
      return command.values(of: "--from-literal").compactMap { entry($0, command, names) }
    }
    if command.runs("vault", "kv", "put") || command.runs("vault", "kv", "patch")
      || command.runs("vault", "write")
    {
      let isConfiguration = command.arguments.contains { word in
        ["auth/", "sys/", "pki", "transit/"].contains { word.text.hasPrefix($0) }
      }
      if isConfiguration { return [] }
      return command.arguments.filter { !$0.text.hasPrefix("-") }
        .compactMap { entry($0, command, names) }
    }
    guard command.name == "helm" else { return [] }
    let sets = ["--set", "--set-string", "--set-literal"].flatMap { command.values(of: $0) }
    return sets.flatMap { setting($0, command, names) }
  }

  /// `key=value` of which any value is a secret.
  private func entry(
    _ word: ShellWord, _ command: ShellCommand, _ names: CredentialNames
  ) -> Literal? {
    guard let (head, value) = word.split(at: "="), let key = head.literal,
      !names.isPublicEntry(key)
    else { return nil }
    return literal(value, command, key, names)
  }

  /// `a.b=c,d.e=f` of which only credentials' values are secrets.
  private func setting(
    _ word: ShellWord, _ command: ShellCommand, _ names: CredentialNames
  ) -> [Literal] {
    var found: [Literal] = []
    var rest: ShellWord? = word
    while let current = rest {
      let (part, next) =
        current.split(at: ",").map { ($0.head, Optional($0.tail)) } ?? (current, nil)
      rest = next
      guard let (head, value) = part.split(at: "="), let path = head.literal,
        let text = value.literal
      else { continue }
      let key = String(path.split(separator: ".").last ?? "")
      if names.isCredential(key, value: text), isSecret(text, names) {
        found.append(
          Literal(program: "helm", name: path, range: value.content, text: text))
      }
    }
    return found
  }

  // MARK: Texts that are taken apart

  /// The entries that `kubectl patch secret … -p JSON` sets.
  private func patches(of command: ShellCommand, _ names: CredentialNames) -> [Literal] {
    guard command.runs("kubectl", "patch", "secret") || command.runs("kubectl", "patch", "secrets")
    else { return [] }
    return (command.values(of: "-p") + command.values(of: "--patch")).flatMap { word -> [Literal] in
      guard let text = word.literal, text.utf8.count == word.content.count else { return [] }
      let bytes = Array(text.utf8)
      let root = JSONDocument(SourceText(path: RepositoryPath("patch.json"), bytes: bytes)).root
      return root.map(entries)?.compactMap { key, node in
        guard case .string(let value) = node.kind, isSecret(value, names),
          !names.isPublicEntry(key)
        else { return nil }
        let start = word.content.lowerBound
        return Literal(
          program: "kubectl", name: key,
          range: (start + node.content.lowerBound)..<(start + node.content.upperBound), text: value)
      } ?? []
    }
  }

  /// What a merge patch has under `data` and `stringData`, or a JSON patch (RFC 6902) puts there.
  private func entries(of patch: JSONNode) -> [(key: String, node: JSONNode)] {
    if case .array(let steps) = patch.kind {
      return steps.compactMap { step in
        guard case .string(let path) = step["path"]?.kind, let value = step["value"] else {
          return nil
        }
        let parts = path.split(separator: "/")
        guard parts.count == 2, parts[0] == "data" || parts[0] == "stringData" else { return nil }
        return (String(parts[1]), value)
      }
    }
    return ["data", "stringData"].compactMap { patch[$0] }.flatMap { section in
      guard case .object(let members) = section.kind else {
        return [(key: String, node: JSONNode)]()
      }
      return members.map { ($0.key, $0.value) }
    }
  }

  /// What `echo` or `printf` gives to `gcloud secrets … --data-file=-`.
  private func echoes(
    into command: ShellCommand, in script: ShellScript, _ names: CredentialNames
  ) -> [Literal] {
    guard command.runs("gcloud", "secrets"), command.joint == .pipe,
      command.values(of: "--data-file").contains(where: { $0.literal == "-" }),
      let previous = command.previous.map({ script.commands[$0] }),
      previous.name == "echo" || previous.name == "printf",
      let word = previous.arguments.last
    else { return [] }
    return literal(word, command, "--data-file", names).map { [$0] } ?? []
  }
}
