/// A node on a walk.
public struct YAMLVisit: Sendable {
  /// From the node where the walk began.
  public let path: YAMLKeyPath
  /// The key that leads to it, also over the items of a sequence; nil where there is none.
  public let key: YAMLNode?
  /// The collection that holds it; nil for the node where the walk began.
  public let parent: YAMLNode?
  public let value: YAMLNode
}

extension YAMLNode {
  /// Visits this node and all below it, in the order of the text.
  ///
  /// - Parameter throughAliases: whether to go on behind aliases, so that an anchored node is
  ///   visited at each place that refers to it; else it is visited once, where it is written.
  public func walk(throughAliases: Bool = false, _ visit: (YAMLVisit) -> Void) {
    var walk = Walk(throughAliases: throughAliases)
    walk.go(self, key: nil, parent: nil, visit)
  }

  /// Visits every scalar value (not keys) below, in the order of the text.
  public func walkScalars(throughAliases: Bool = false, _ visit: (YAMLVisit) -> Void) {
    walk(throughAliases: throughAliases) { if $0.value.isScalar { visit($0) } }
  }

  private struct Walk {
    let throughAliases: Bool
    var path = YAMLKeyPath()

    mutating func go(
      _ node: YAMLNode, key: YAMLNode?, parent: YAMLNode?, _ visit: (YAMLVisit) -> Void
    ) {
      if node.aliasRange != nil, !throughAliases, parent != nil { return }
      visit(YAMLVisit(path: path, key: key, parent: parent, value: node))
      for entry in node.entries {
        path.components.append(.key(entry.key.text ?? ""))
        go(entry.value, key: entry.key, parent: node, visit)
        path.components.removeLast()
      }
      for (index, item) in node.items.enumerated() {
        path.components.append(.index(index))
        go(item, key: key, parent: node, visit)
        path.components.removeLast()
      }
    }
  }
}
