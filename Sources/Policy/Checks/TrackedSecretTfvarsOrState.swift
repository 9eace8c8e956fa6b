import Findings

/// ZT606: Terraform's state, plans and secret variables in the repository, or written beside it.
struct TrackedSecretTfvarsOrState: PolicyCheck {
  static let id = "ZT606"

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    let names = CredentialNames(model.settings)
    for file in model.files {
      let name = String(decoding: file.path.name, as: UTF8.self)
      if file.isTracked {
        if Self.isSecret(name) {
          breaches.append(
            Breach(
              file.source, file.source.firstLine, "\(name) is under version control",
              identity: "tracked"))
        } else if Self.isVariables(name), let value = firstCredential(file, names) {
          breaches.append(
            Breach(
              file.source, value.range, "\(name) is under version control with a credential in it",
              identity: "tracked", secret: Array(value.text.utf8)))
        }
      }
      for script in file.allScripts { check(script, &breaches) }
    }
  }

  /// Whether the name alone says that the file holds secrets.
  private static func isSecret(_ name: String) -> Bool {
    let name = name.lowercased()
    if name.hasSuffix(".tfstate") || name.hasSuffix(".tfplan") || name == "tfplan" { return true }
    if name.contains(".tfstate."), name.hasSuffix(".backup") { return true }
    return isVariables(name) && name.contains("secret")
  }

  private static func isVariables(_ name: String) -> Bool {
    name.hasSuffix(".tfvars") || name.hasSuffix(".tfvars.json")
  }

  private func firstCredential(
    _ file: ModelFile, _ names: CredentialNames
  ) -> (range: Range<Int>, text: String)? {
    var found: (range: Range<Int>, text: String)?
    file.terraform?.forEachSite { site in
      guard found == nil, let key = site.keys.last, let text = site.expression.literal,
        names.isCredential(key, value: text)
      else { return }
      found = (site.expression.contentRange, text)
    }
    return found
  }

  private func check(_ script: ShellScript, _ breaches: inout [Breach]) {
    for command in script.commands {
      for word in Self.targets(of: command) {
        guard let path = word.literal,
          let name = path.split(separator: "/").last.map(String.init), Self.isSecret(name)
        else { continue }
        breaches.append(
          Breach(
            script.text.source, script.text.range(of: word.content),
            "the script leaves \(name) in the work tree", identity: "writes/\(name)"))
      }
    }
  }

  /// The words that name a file which the command writes.
  private static func targets(of command: ShellCommand) -> [ShellWord] {
    var words = command.redirections.filter { [">", ">>", ">|", "&>", "&>>"].contains($0.sign) }
      .compactMap(\.target)
    switch command.name {
    case "tee": words += command.arguments
    case "cp", "mv", "install": words += command.arguments.suffix(1)
    case "terraform", "tofu", "terragrunt":
      words += command.values(of: "-out") + command.values(of: "--out")
      words += command.values(of: "-state-out")
    default: break
    }
    return words
  }
}
