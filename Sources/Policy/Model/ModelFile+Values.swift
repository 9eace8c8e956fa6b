extension ModelFile {
  /// The mappings that hold values: of a values file, and of any other YAML that is no object.
  var valuesRoots: [YAMLNode] {
    guard let yaml, role == .values || role == .yaml else { return [] }
    return yaml.roots.filter { root in
      root.isMapping && (role == .values || root["apiVersion"] == nil && root["kind"] == nil)
    }
  }

  /// The namespace that a values file writes for what it configures.
  var valuesNamespace: NamePattern? {
    let queries: [YAMLQuery] = [
      "namespace", "namespaceOverride", "global.namespace", "externalSecrets.namespace",
    ]
    for root in valuesRoots {
      let texts = queries.lazy.compactMap { root.node(at: $0)?.text }
      if let text = texts.first(where: { !$0.isEmpty }) { return NamePattern(text) }
    }
    return nil
  }
}
