/// ZT201: a literal credential in a container's environment.
struct EnvLiteralSecret: PolicyCheck {
  static let id = "ZT201"

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    let names = CredentialNames(model.settings)
    for object in model.objects {
      for container in object.containers {
        for variable in EnvironmentVariable.all(of: container) where !variable.isNameFilled {
          guard let node = variable.value, let text = node.text,
            names.isCredential(variable.name, value: text)
          else { continue }
          breaches.append(
            Breach(
              object.source, node.contentRange,
              "\(variable.name) of \(object.identity) is written as a literal value",
              identity: "\(object.identity)/\(container["name"]?.text ?? "")/\(variable.name)",
              secret: Array(text.utf8)))
        }
      }
    }
  }
}
