import Findings
import Rules

/// A place that names a key of a secret store: an object, a values file, Terraform, a script.
struct RemoteKeySite: Sendable {
  let source: SourceText
  /// The key's own bytes.
  let range: Range<Int>
  /// The key as its reader sees it.
  let text: String
  let origin: Origin

  enum Origin: Sendable {
    /// The second is the item of `data` or `dataFrom`.
    case externalSecret(KubernetesObject, YAMLNode)
    case pushSecret(KubernetesObject)
    case values(ModelFile)
    /// The resource's type ("azurerm_key_vault_secret").
    case terraform(String)
    /// The program ("az").
    case shell(String)
  }

  /// What tells the site in a fingerprint.
  var identity: String {
    switch origin {
    case .externalSecret(let object, _), .pushSecret(let object): "\(object.identity)/\(text)"
    case .values: "values/\(text)"
    case .terraform(let type): "\(type)/\(text)"
    case .shell(let program): "\(program)/\(text)"
    }
  }

  /// The key without the type that Azure's provider takes before it.
  ///
  /// Source: external-secrets.io, "Azure Key Vault", "Object Types".
  var name: String {
    let types = ["secret/", "key/", "cert/"]
    guard let type = types.first(where: { text.hasPrefix($0) }) else { return text }
    return String(text.dropFirst(type.count))
  }
}

extension RepositoryModel {
  /// Every remote key that is fully known: none that a template or variable fills in.
  var remoteKeySites: [RemoteKeySite] {
    objectKeySites + files.flatMap { valuesKeySites(in: $0) + terraformKeySites(in: $0) }
      + files.flatMap { file in file.scripts.flatMap { shellKeySites(in: $0) } }
  }

  /// Those that Kubernetes objects read or write.
  var objectKeySites: [RemoteKeySite] {
    objects.flatMap { object in
      let read = object.remoteKeys.compactMap { key in
        site(key.node, in: object.source, .externalSecret(object, key.item))
      }
      guard object.isExternalSecrets, object.kind == "PushSecret" else { return read }
      return object.node.nodes(at: "spec.data[].match.remoteRef.remoteKey")
        .compactMap { site($0, in: object.source, .pushSecret(object)) }
    }
  }

  /// `remoteRef.key` and `extract.key` in a values file, wherever it keeps them.
  func valuesKeySites(in file: ModelFile) -> [RemoteKeySite] {
    var sites: [RemoteKeySite] = []
    for root in file.valuesRoots {
      root.walkScalars { visit in
        let tail = visit.path.components.suffix(2)
        guard
          tail.elementsEqual([.key("remoteRef"), .key("key")])
            || tail.elementsEqual([.key("extract"), .key("key")])
        else { return }
        if let found = site(visit.value, in: file.source, .values(file)) { sites.append(found) }
      }
    }
    return sites
  }

  private func site(
    _ node: YAMLNode, in source: SourceText, _ origin: RemoteKeySite.Origin
  ) -> RemoteKeySite? {
    guard let text = node.text, !text.isEmpty, !TemplateText.isFilled(text) else { return nil }
    return RemoteKeySite(source: source, range: node.contentRange, text: text, origin: origin)
  }

  // MARK: Terraform and scripts

  /// The attribute that names the key, by resource type.
  private static let terraformNames = [
    "azurerm_key_vault_secret": "name", "aws_secretsmanager_secret": "name",
    "google_secret_manager_secret": "secret_id", "vault_kv_secret_v2": "name",
  ]

  /// The names of the secrets that a Terraform file makes.
  func terraformKeySites(in file: ModelFile) -> [RemoteKeySite] {
    (file.terraform?.body.blocks ?? []).compactMap { block in
      guard block.type == "resource", let type = block.labels.first?.text,
        let name = RepositoryModel.terraformNames[type],
        let expression = block.attribute(name)?.expression, let text = expression.literal,
        !text.isEmpty, case .string(let string) = expression.kind
      else { return nil }
      return RemoteKeySite(
        source: file.source, range: string.content, text: text, origin: .terraform(type))
    }
  }

  private func shellKeySites(in script: ShellScript) -> [RemoteKeySite] {
    script.commands.compactMap { command in
      guard let word = RepositoryModel.keyWord(of: command), let text = word.literal, !text.isEmpty,
        !TemplateText.isFilled(text)
      else { return nil }
      return RemoteKeySite(
        source: script.text.source, range: script.text.range(of: word.content), text: text,
        origin: .shell(command.name ?? ""))
    }
  }

  /// The word with the key's name: of `vault kv put`, the path behind its mount.
  private static func keyWord(of command: ShellCommand) -> ShellWord? {
    if command.runs("az", "keyvault", "secret", "set") {
      return command.values(of: "--name").first ?? command.values(of: "-n").first
    }
    if command.runs("aws", "secretsmanager", "create-secret") {
      return command.values(of: "--name").first
    }
    let mount = command.values(of: "-mount").first
    guard command.runs("vault", "kv", "put"),
      let path = command.arguments.dropFirst(2).first(where: { word in
        !word.text.hasPrefix("-") && word.range != mount?.range
      })
    else { return nil }
    return mount == nil ? path.split(at: "/")?.tail : path
  }
}
