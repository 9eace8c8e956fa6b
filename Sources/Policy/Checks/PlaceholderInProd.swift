import Findings
import Rules

/// ZT109: a placeholder that was left where a credential belongs.
struct PlaceholderInProd: PolicyCheck {
  static let id = "ZT109"

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    var search = PlaceholderSearch(names: CredentialNames(model.settings))
    let values = Dictionary(
      model.values.files.map { ($0.path, $0) }
    ) { first, _ in first }
    for file in model.files where !isExample(file) {
      if let values = values[file.path] { search.look(in: values) }
      if let dotenv = file.dotenv { search.look(in: dotenv, file) }
      if let terraform = file.terraform { search.look(in: terraform, file) }
      for script in file.scripts where script.origin != .markdownFence {
        search.look(in: script, file)
      }
    }
    for object in model.objects where !object.isTemplate {
      guard let file = model.file(at: object.source.path), !isExample(file) else { continue }
      search.look(in: object, environment: environment(of: object, model.settings))
    }
    breaches += search.breaches
  }

  /// The environment whose suffix the object's namespace ends in, where its path has none.
  private func environment(of object: KubernetesObject, _ settings: PolicySettings) -> String? {
    guard object.environment == nil, let namespace = object.namespace, namespace.isExact else {
      return nil
    }
    return settings.environments.first { environment in
      environment.suffix.map { !$0.isEmpty && namespace.text.hasSuffix($0) } ?? false
    }?.name
  }

  /// Whether the file is there to be copied and filled in.
  private func isExample(_ file: ModelFile) -> Bool {
    let words: [Substring] = ["example", "sample", "template", "dist", "tpl"]
    let name = String(decoding: file.path.name, as: UTF8.self).lowercased()
    return DotenvName(file.path) == .example
      || name.split(separator: ".").dropFirst().contains { words.contains($0) }
  }
}

/// Looks for placeholders in each form of file.
private struct PlaceholderSearch {
  let names: CredentialNames
  private(set) var breaches: [Breach] = []

  init(names: CredentialNames) { self.names = names }

  mutating func look(in values: ValuesFile) {
    for site in values.sites where !site.isKeyName {
      add(values.file.source, site.value.contentRange, site.text, key: site.name, at: site.path)
    }
  }

  mutating func look(in object: KubernetesObject, environment: String?) {
    object.node.walkScalars { visit in
      guard let text = visit.value.text, let key = visit.key?.text else { return }
      let isNamed = key == "value" && visit.parent?["name"]?.text != nil
      let name = isNamed ? visit.parent?["name"]?.text ?? key : key
      let isData = object.kind == "Secret" && visit.path.components.first == .key("data")
      let plain =
        isData ? Base64Text.decode(text).map { String(decoding: $0, as: UTF8.self) } ?? text : text
      let isSecret =
        object.kind == "Secret" && visit.path.components.count == 2
        && (isData || visit.path.components.first == .key("stringData"))
      add(
        object.source, visit.value.contentRange, plain, key: name,
        at: "\(object.identity)/\(visit.path)", isCredential: isSecret, environment: environment)
    }
  }

  mutating func look(in dotenv: DotenvFile, _ file: ModelFile) {
    for entry in dotenv.entries {
      add(file.source, entry.valueRange, entry.value, key: entry.key, at: entry.key)
    }
  }

  mutating func look(in terraform: TerraformFile, _ file: ModelFile) {
    terraform.forEachSite { site in
      guard case .string(let string) = site.expression.kind, string.interpolations.isEmpty,
        var key = site.keys.last
      else { return }
      let block = site.blocks.last
      if key == "default", block?.type == "variable" { key = block?.labels.first ?? key }
      let isSecret = key == "value" && block?.labels.first?.hasSuffix("_secret") == true
      add(
        file.source, string.content, string.text, key: key, at: site.path, isCredential: isSecret)
    }
  }

  mutating func look(in script: ShellScript, _ file: ModelFile) {
    for command in script.commands {
      for assignment in command.assignments {
        add(assignment.value, key: assignment.name, in: script, file)
      }
      let store = SecretWriter(command)
      var previous = ""
      for argument in command.arguments {
        var key = previous.hasPrefix("-") ? previous : ""
        var value = argument
        while let (head, tail) = value.split(at: "=") {
          key = head.text
          value = tail
        }
        let isStored = store?.takesSecret(key, isPair: value.range != argument.range) ?? false
        add(value, key: key, in: script, file, isCredential: isStored)
        previous = argument.text
      }
    }
  }

  private mutating func add(
    _ word: ShellWord, key: String, in script: ShellScript, _ file: ModelFile,
    isCredential: Bool = false
  ) {
    guard word.form != .expanded else { return }
    let name = key.drop { $0 == "-" }.split(whereSeparator: { "./".contains($0) }).last ?? ""
    let text = word.form == .placeholder ? script.text.text(word.content) : word.text
    add(
      file.source, script.text.range(of: word.content), text, key: String(name),
      at: String(name), isCredential: isCredential)
  }

  private mutating func add(
    _ source: SourceText, _ range: Range<Int>, _ text: String, key: String, at path: String,
    isCredential: Bool = false, environment: String? = nil
  ) {
    guard let word = PlaceholderWord(text, names: names) else { return }
    guard word == .distinctive || isCredential || names.meaning(of: key) != .other else { return }
    breaches.append(
      Breach(
        source, range, "a placeholder was left where \(path) belongs", identity: path,
        environment: environment))
  }
}

/// A command that writes its arguments to a secret store.
private enum SecretWriter {
  /// `vault kv put path key=value`.
  case pairs
  /// `az keyvault secret set --value …`, `aws secretsmanager create-secret --secret-string …`.
  case flag(String)

  init?(_ command: ShellCommand) {
    switch command.name {
    case "vault": self = .pairs
    case "az" where command.runs("az", "keyvault", "secret", "set"): self = .flag("--value")
    case "aws" where command.has("--secret-string"): self = .flag("--secret-string")
    default: return nil
    }
  }

  /// - Parameter isPair: whether the value stands behind a `=`.
  func takesSecret(_ key: String, isPair: Bool) -> Bool {
    switch self {
    case .pairs: isPair && !key.hasPrefix("-")
    case .flag(let name): key == name
    }
  }
}
