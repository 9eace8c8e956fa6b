import Findings

/// ZT218: a credential that is written into a compose file.
struct ComposeInlineSecret: PolicyCheck {
  static let id = "ZT218"

  private static let files = PathGlobs(["docker-compose*.y*ml", "compose*.y*ml"])

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    let names = CredentialNames(model.settings)
    for file in model.files where Self.files.matches(file.path) {
      for variable in (file.yaml?.roots ?? []).flatMap(Self.variables) {
        guard names.isCredential(variable.name, value: variable.text) else { continue }
        breaches.append(
          Breach(
            file.source, variable.range, "\(variable.name) is written into the compose file",
            identity: variable.name, secret: Array(variable.text.utf8)))
      }
    }
  }

  private struct Variable {
    let name: String
    let text: String
    let range: Range<Int>
  }

  /// The environment of each service: a mapping, or a list of `NAME=value` (Compose specification,
  /// "services", "environment").
  private static func variables(in root: YAMLNode) -> [Variable] {
    root.nodes(at: "services.*.environment").flatMap { node -> [Variable] in
      let mapped = node.entries.compactMap { entry -> Variable? in
        guard let name = entry.key.text, let text = entry.value.text else { return nil }
        return Variable(name: name, text: text, range: entry.value.contentRange)
      }
      let listed = node.items.compactMap { item -> Variable? in
        guard let text = item.text, let equals = text.utf8.firstIndex(of: ascii("=")) else {
          return nil
        }
        let name = String(text[..<equals])
        let value = String(text[text.utf8.index(after: equals)...])
        let start = name.utf8.count + 1
        return Variable(
          name: name, text: value,
          range: YAMLSourceMap(item).range(ofText: start..<(start + value.utf8.count)))
      }
      return mapped + listed
    }
  }
}
