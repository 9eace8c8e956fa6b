/// One entry of a container's `env`.
struct EnvironmentVariable {
  let nameNode: YAMLNode
  let name: String
  /// The literal `value`; nil where there is `valueFrom` or neither.
  let value: YAMLNode?

  init?(_ node: YAMLNode) {
    guard let nameNode = node["name"], let name = nameNode.text else { return nil }
    self.nameNode = nameNode
    self.name = name
    value = node["valueFrom"] == nil ? node["value"] : nil
  }

  /// Whether a template makes the name.
  var isNameFilled: Bool { TemplateText.isFilled(name) }

  /// The entries of a container, in order.
  static func all(of container: YAMLNode) -> [EnvironmentVariable] {
    container.allEntries("env").flatMap(\.value.items).compactMap(EnvironmentVariable.init)
  }
}
