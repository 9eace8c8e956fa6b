/// ZT203: `$(NAME)` that Kubernetes does not substitute, or substitutes by a literal password.
struct URISubstitutionUnresolved: PolicyCheck {
  static let id = "ZT203"

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    for object in model.objects {
      for container in object.containers { check(container, of: object, &breaches) }
    }
  }

  private func check(
    _ container: YAMLNode, of object: KubernetesObject, _ breaches: inout [Breach]
  ) {
    let variables = EnvironmentVariable.all(of: container)
    let hasSources =
      !(container["envFrom"]?.items.isEmpty ?? true)
      || container["envFrom"].map { !$0.isSequence } ?? false
    let start = container.entry("env")?.key.range.upperBound ?? 0
    for (index, variable) in variables.enumerated() {
      guard let node = variable.value, let text = node.text, text.contains("$(") else { continue }
      let earlier = variables[..<index]
      let isOpen =
        hasSources || earlier.contains(where: \.isNameFilled)
        || TemplateLines.insert(
          into: object, between: start, and: variable.nameNode.range.lowerBound)
      let map = YAMLSourceMap(node)
      let slots = ConnectionURI.passwordSlots(in: Array(text.utf8))
      for use in VariableUse.all(in: text) {
        let definition = earlier.last { $0.name == use.name }
        let isPassword = slots.contains { $0.contains(use.range.lowerBound) }
        let related: EnvironmentVariable?
        let message: String
        if let definition {
          guard isPassword, Self.isLiteral(definition) else { continue }
          related = definition
          message = "the password $(\(use.name)) is [a literal in the same list](1)"
        } else {
          guard !isOpen, !Self.isService(use.name) else { continue }
          related = variables[index...].first { $0.name == use.name }
          message =
            related == nil
            ? "$(\(use.name)) is defined nowhere in this container's env and stays as text"
            : "$(\(use.name)) is [defined further down](1), so that it stays as text"
        }
        breaches.append(
          Breach(
            object.source, map.range(ofText: use.range), message,
            identity: "\(object.identity)/\(variable.name)/\(use.name)",
            related: related.map {
              [
                RelatedPlace(
                  source: object.source, range: $0.nameNode.contentRange, message: "its definition")
              ]
            } ?? []))
      }
    }
  }

  private static func isLiteral(_ variable: EnvironmentVariable) -> Bool {
    guard let text = variable.value?.text, !text.isEmpty else { return false }
    return !TemplateText.isFilled(text) && !text.contains("$(")
  }

  /// Variables that Kubernetes itself sets for each Service.
  private static func isService(_ name: String) -> Bool {
    name.hasSuffix("_SERVICE_HOST") || name.contains("_SERVICE_PORT")
  }
}

/// `$(NAME)` in an environment variable's value.
///
/// Source: Kubernetes API reference, "EnvVar v1 core", `value`: `$$(NAME)` is an escape.
struct VariableUse {
  var name: String
  /// With the parentheses, in the UTF-8 of the text.
  var range: Range<Int>

  static func all(in text: String) -> [VariableUse] {
    let bytes = Array(text.utf8)
    var uses: [VariableUse] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == ascii("$"), bytes.byte(index + 1) == ascii("$") {
        index += 2
        continue
      }
      if bytes.has("$(", at: index) {
        var end = index + 2
        while end < bytes.count, bytes[end].isIdentifier { end += 1 }
        if end > index + 2, bytes.byte(end) == ascii(")") {
          uses.append(
            VariableUse(name: bytes.text((index + 2)..<end), range: index..<(end + 1)))
          index = end
        }
      }
      index += 1
    }
    return uses
  }
}
