import Findings

/// ZT216: a Secret that kustomize makes of what stands in the repository.
struct KustomizeSecretLiterals: PolicyCheck {
  static let id = "ZT216"

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    let names = CredentialNames(model.settings)
    for file in model.files(.kustomization) {
      for generator in (file.yaml?.roots ?? []).flatMap({ $0.nodes(at: "secretGenerator[]") }) {
        let owner = generator["name"]?.text ?? ""
        for literal in generator.nodes(at: "literals[]") {
          if let breach = breach(literal, of: owner, in: file, names) { breaches.append(breach) }
        }
        for node in sources(of: generator) {
          guard let path = path(node, in: file), let other = model.file(at: path),
            SOPSTree(other)?.metadata == nil
          else { continue }
          breaches.append(
            Breach(
              file.source, node.contentRange,
              "the Secret \(owner) is made of [a file](1) that stands in the clear",
              identity: "\(owner)/\(path.display)",
              related: [
                RelatedPlace(
                  source: other.source, range: other.source.firstLine, message: "the file")
              ]))
        }
      }
    }
  }

  /// `literals`: `KEY=value` each (kustomize, "secretGenerator").
  private func breach(
    _ literal: YAMLNode, of owner: String, in file: ModelFile, _ names: CredentialNames
  ) -> Breach? {
    guard let text = literal.text, let equals = text.utf8.firstIndex(of: ascii("=")) else {
      return nil
    }
    let key = String(text[..<equals])
    let value = String(text[text.utf8.index(after: equals)...])
    guard names.isLiteral(value), !names.isPublicEntry(key), !names.isListedPlaceholder(value)
    else { return nil }
    let start = key.utf8.count + 1
    return Breach(
      file.source, YAMLSourceMap(literal).range(ofText: start..<(start + value.utf8.count)),
      "\(key) of the generated Secret \(owner) stands in the repository",
      identity: "\(owner)/\(key)", secret: Array(value.utf8))
  }

  private func sources(of generator: YAMLNode) -> [YAMLNode] {
    ["envs[]", "files[]", "env"].flatMap { generator.nodes(at: YAMLQuery($0)) }
  }

  /// A path of `files` may follow the key that it becomes: `tls.key=certs/tls.key`.
  private func path(_ node: YAMLNode, in file: ModelFile) -> RepositoryPath? {
    guard let text = node.text?.split(separator: "=").last else { return nil }
    var parts = file.path.display.split(separator: "/").dropLast().map(String.init)
    for part in text.split(separator: "/") where part != "." {
      if part != ".." {
        parts.append(String(part))
      } else if parts.popLast() == nil {
        return nil
      }
    }
    return RepositoryPath(parts.joined(separator: "/"))
  }
}
