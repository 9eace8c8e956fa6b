import Findings
import Rules

extension KubernetesObject {
  /// The objects of a file, in order; empty for a file that holds none.
  static func objects(in file: ModelFile, namespaces: NamespaceResolver) -> [KubernetesObject] {
    guard let yaml = file.yaml, file.role == .yaml || file.role == .template else { return [] }
    return yaml.roots.flatMap { objects(at: $0, in: file, namespaces: namespaces) }
  }

  private static func objects(
    at node: YAMLNode, in file: ModelFile, namespaces: NamespaceResolver
  ) -> [KubernetesObject] {
    guard node.isMapping else {
      // A list of objects, as `kubectl` takes it in JSON.
      return node.items.flatMap { objects(at: $0, in: file, namespaces: namespaces) }
    }
    guard let apiVersion = node["apiVersion"]?.text, let kindNode = node["kind"],
      let kind = kindNode.text
    else { return [] }
    if kind == "List" || kind.hasSuffix("List") && node["items"] != nil {
      return (node["items"]?.items ?? [])
        .flatMap { objects(at: $0, in: file, namespaces: namespaces) }
    }
    let written = node.node(at: "metadata.namespace")?.text.flatMap { $0.isEmpty ? nil : $0 }
    return [
      KubernetesObject(
        node: node, source: file.source, apiVersion: apiVersion, kind: kind, kindNode: kindNode,
        name: node.node(at: "metadata.name")?.text.map(NamePattern.init),
        namespace: written.map(NamePattern.init) ?? namespaces.namespace(of: file.path),
        environment: file.environment, isTemplate: file.role == .template)
    ]
  }
}
