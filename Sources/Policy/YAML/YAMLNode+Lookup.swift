extension YAMLNode {
  /// The value of `key`: the last of duplicates, as parsers take it, or what a merge key brings.
  public subscript(key: String) -> YAMLNode? { entry(key)?.value }

  /// The entry of `key`: the last of duplicates, or what a merge key brings.
  public func entry(_ key: String) -> YAMLEntry? {
    let own = entries
    return own.last { $0.key.text == key } ?? merged(own).lazy.compactMap { $0.entry(key) }.first
  }

  /// Every entry of `key` that is written here, in order: a template's branches may each have one.
  /// What a merge key brings is given where nothing is written.
  public func allEntries(_ key: String) -> [YAMLEntry] {
    let own = entries
    let written = own.filter { $0.key.text == key }
    guard written.isEmpty else { return written }
    return merged(own).lazy.map { $0.allEntries(key) }.first { !$0.isEmpty } ?? []
  }

  /// Every node at `query`, duplicates included, in the order of the text.
  public func nodes(at query: YAMLQuery) -> [YAMLNode] {
    query.steps.reduce([self]) { nodes, step in nodes.flatMap { $0.nodes(step) } }
  }

  /// The last node at `query`, the one that a parser would take.
  public func node(at query: YAMLQuery) -> YAMLNode? { nodes(at: query).last }

  private func nodes(_ step: YAMLQuery.Step) -> [YAMLNode] {
    switch step {
    case .key(let key): allEntries(key).map(\.value)
    case .any: entries.map(\.value)
    case .items: items
    case .item(let index): items.dropFirst(index).prefix(1).map { $0 }
    }
  }

  /// The mappings that `<<` names, the first one first (YAML 1.1, merge key type).
  private func merged(_ entries: [YAMLEntry]) -> [YAMLNode] {
    entries.filter { $0.key.text == "<<" && !$0.key.isQuoted }
      .flatMap { $0.value.isSequence ? $0.value.items : [$0.value] }
      .filter(\.isMapping)
  }
}
