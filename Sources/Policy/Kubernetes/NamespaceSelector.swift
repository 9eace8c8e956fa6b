extension YAMLNode {
  /// The mapping that makes a label selector fit everything: an empty selector, or one whose only
  /// part, `matchLabels`, is empty; nil where it selects.
  ///
  /// Source: Kubernetes API, LabelSelector: "An empty label selector matches all objects."
  var openSelector: YAMLNode? {
    guard isMapping else { return nil }
    if entries.isEmpty { return self }
    guard entries.count == 1, let labels = self["matchLabels"], labels.isMapping,
      labels.entries.isEmpty
    else { return nil }
    return labels
  }
}
