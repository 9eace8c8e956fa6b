import Findings
import Rules

/// A Secret as what a workload refers to, and what makes it: an object, a generator or a command.
struct ProducedSecret {
  let source: SourceText
  /// Where it says the Secret's name, or what it is.
  let range: Range<Int>
  let name: NamePattern
  let namespace: NamePattern?
  let environment: String?
  /// The entries of the Secret; nil where they are not all known.
  let keys: Set<String>?
  /// What it is ("ExternalSecret/app").
  let owner: String

  /// Every producer of the model.
  static func all(in model: RepositoryModel) -> [ProducedSecret] {
    model.objects.compactMap(producer)
      + model.files.flatMap { file in
        generators(in: file) + commands(in: file)
      }
  }

  // MARK: Objects

  private static func producer(_ object: KubernetesObject) -> ProducedSecret? {
    func make(_ node: YAMLNode?, _ keys: Set<String>?) -> ProducedSecret? {
      guard let node, let text = node.text else { return nil }
      return ProducedSecret(
        source: object.source, range: node.contentRange, name: NamePattern(text),
        namespace: object.kind == "ClusterExternalSecret" ? nil : object.namespace,
        environment: object.environment?.name,
        keys: isOpen(object) ? nil : keys, owner: object.identity)
    }
    let own = object.node.node(at: "metadata.name")
    switch (object.kind, object.group) {
    case ("Secret", ""):
      let isMade = object.node["type"]?.text == "kubernetes.io/service-account-token"
      let keys = entryNames(object.node["data"]) + entryNames(object.node["stringData"])
      return make(own, isMade ? nil : Set(keys))
    case ("SealedSecret", _):
      let keys =
        entryNames(object.node.node(at: "spec.encryptedData"))
        + entryNames(object.node.node(at: "spec.template.data"))
      return make(object.node.node(at: "spec.template.metadata.name") ?? own, Set(keys))
    case ("Certificate", "cert-manager.io"):
      return make(object.node.node(at: "spec.secretName"), certificateKeys(object.node))
    case ("ExternalSecret", _), ("ClusterExternalSecret", _):
      guard let spec = object.externalSecretSpec else { return nil }
      let name = spec.node(at: "target.name") ?? object.node.node(at: "spec.externalSecretName")
      return make(name ?? own, keys(ofExternal: spec))
    default: return nil
    }
  }

  /// Whether a template writes entries of the object that nobody sees here.
  private static func isOpen(_ object: KubernetesObject) -> Bool {
    guard object.isTemplate else { return false }
    let text = object.source.text(of: object.node.range)
    return text.contains("toYaml") || text.contains("range ")
      || text.contains("include ")
        && text.contains("nindent")
  }

  private static func entryNames(_ node: YAMLNode?) -> [String] {
    (node?.entries ?? []).compactMap(\.key.text)
  }

  /// Nil where `dataFrom` or `templateFrom` brings entries of any name.
  private static func keys(ofExternal spec: YAMLNode) -> Set<String>? {
    if spec["dataFrom"] != nil || spec.node(at: "target.template.templateFrom") != nil {
      return nil
    }
    let written = spec.nodes(at: "data[].secretKey").compactMap(\.text)
    let template = spec.node(at: "target.template")
    guard let data = template?["data"] else { return Set(written) }
    let made = entryNames(data)
    return Set(template?["mergePolicy"]?.text == "Merge" ? made + written : made)
  }

  /// What cert-manager writes (API reference, "CertificateSpec").
  private static func certificateKeys(_ node: YAMLNode) -> Set<String> {
    var keys: Set<String> = ["tls.crt", "tls.key", "ca.crt"]
    let stores = node.node(at: "spec.keystores")
    if stores?["jks"] != nil { keys.formUnion(["keystore.jks", "truststore.jks"]) }
    if stores?["pkcs12"] != nil { keys.formUnion(["keystore.p12", "truststore.p12"]) }
    if node.node(at: "spec.additionalOutputFormats") != nil {
      keys.formUnion(["tls-combined.pem", "key.der"])
    }
    return keys
  }

  // MARK: Others

  private static func generators(in file: ModelFile) -> [ProducedSecret] {
    guard file.role == .kustomization, let root = file.yaml?.roots.first else { return [] }
    return root.nodes(at: "secretGenerator[]").compactMap { generator in
      guard let name = generator["name"], let text = name.text else { return nil }
      let isOpen = generator["envs"] != nil || generator["env"] != nil
      let literals = generator.nodes(at: "literals[]").compactMap(\.text)
      let files = generator.nodes(at: "files[]").compactMap(\.text)
      let keys = (literals + files).map { pair in
        String(pair.prefix { $0 != "=" }.split(separator: "/").last ?? "")
      }
      return ProducedSecret(
        source: file.source, range: name.contentRange, name: NamePattern(text),
        namespace: (generator["namespace"] ?? root["namespace"])?.text.map(NamePattern.init),
        environment: file.environment?.name, keys: isOpen ? nil : Set(keys),
        owner: "secretGenerator/\(text)")
    }
  }

  /// `kubectl create secret generic NAME` in a script.
  private static func commands(in file: ModelFile) -> [ProducedSecret] {
    file.scripts.flatMap { script in
      script.commands.compactMap { command in
        guard command.runs("kubectl", "create", "secret") else { return nil }
        let words = Array(command.arguments)
        guard let kind = words.firstIndex(where: { kinds.contains($0.literal ?? "") }),
          kind + 1 < words.count
        else { return nil }
        let word = words[kind + 1]
        let namespace = command.values(of: "-n").first ?? command.values(of: "--namespace").first
        return ProducedSecret(
          source: file.source, range: script.text.range(of: word.content),
          name: NamePattern(word.literal ?? "{{}}"),
          namespace: namespace?.literal.map(NamePattern.init), environment: file.environment?.name,
          keys: nil, owner: "kubectl")
      }
    }
  }

  private static let kinds: Set<String> = ["generic", "tls", "docker-registry"]
}
