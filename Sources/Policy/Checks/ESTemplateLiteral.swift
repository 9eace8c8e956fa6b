import Findings

/// ZT317: a literal credential in the template of an ExternalSecret.
struct ESTemplateLiteral: PolicyCheck {
  static let id = "ZT317"

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    let names = CredentialNames(model.settings)
    for object in model.objects {
      for template in object.externalSecretSpec?.nodes(at: "target.template") ?? [] {
        for entry in template.nodes(at: "data").flatMap(\.entries) {
          check(entry, of: object, names, &breaches)
        }
        for node in template.nodes(at: "templateFrom[].literal") {
          check(file: node, key: "templateFrom", of: object, names, &breaches)
        }
      }
    }
  }

  private func check(
    _ entry: YAMLEntry, of object: KubernetesObject, _ names: CredentialNames,
    _ breaches: inout [Breach]
  ) {
    let key = entry.key.text ?? ""
    guard let text = entry.value.text else { return }
    if !text.contains("\n"), names.isCredential(key), names.isLiteral(text) {
      breaches.append(
        breach(
          object, entry.value.contentRange, secret: Array(text.utf8),
          "the template of \(object.identity) holds \(key) itself", key))
      return
    }
    check(file: entry.value, key: key, of: object, names, &breaches)
  }

  /// A value that is a file of its own.
  private func check(
    file node: YAMLNode, key: String, of object: KubernetesObject, _ names: CredentialNames,
    _ breaches: inout [Breach]
  ) {
    guard let text = node.text else { return }
    let found = EmbeddedCredentials.all(in: Array(text.utf8), names: names)
    guard !found.isEmpty else { return }
    let map = YAMLSourceMap(node)
    for credential in found {
      breaches.append(
        breach(
          object, map.range(ofText: credential.range), secret: credential.bytes,
          "\(key) in the template of \(object.identity) holds \(credential.name) itself",
          "\(key)/\(credential.name)"))
    }
  }

  private func breach(
    _ object: KubernetesObject, _ range: Range<Int>, secret: [UInt8], _ message: String,
    _ key: String
  ) -> Breach {
    Breach(
      object.source, range, message, identity: "\(object.identity)/\(key)", secret: secret)
  }
}
