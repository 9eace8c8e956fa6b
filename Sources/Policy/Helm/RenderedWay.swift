/// The way to a node of a rendered object, in words that also lead through its template: keys, and
/// the items of a list by their name.
struct RenderedWay {
  let kind: String
  let name: NamePattern?
  let steps: [Step]
  /// Whether it ends at the last step's key and not at its value.
  let endsAtKey: Bool
  /// The node behind each step; the last is the one that it leads to.
  let nodes: [YAMLNode]

  enum Step {
    case key(String)
    case item(name: NamePattern?, index: Int)
  }

  /// The way to what stands at `offset`; nil where no object does.
  init?(to offset: Int, in file: YAMLFile) {
    guard
      let root = file.roots.last(where: { $0.range.lowerBound <= offset }), root.isMapping,
      let kind = root["kind"]?.text
    else { return nil }
    var node = root
    var steps: [Step] = []
    var nodes: [YAMLNode] = []
    var endsAtKey = false
    descent: while true {
      if let entry = node.entries.last(where: { $0.key.range.lowerBound <= offset }) {
        steps.append(.key(entry.key.text ?? ""))
        endsAtKey = entry.key.range.contains(offset)
        node = entry.value
      } else if let index = node.items.lastIndex(where: { $0.range.lowerBound <= offset }) {
        let item = node.items[index]
        steps.append(.item(name: item["name"]?.text.map(NamePattern.init), index: index))
        node = item
      } else {
        break descent
      }
      nodes.append(node)
      if endsAtKey || node.range.lowerBound > offset { break }
    }
    self.kind = kind
    name = root.node(at: "metadata.name")?.text.map(NamePattern.init)
    self.steps = steps
    self.endsAtKey = endsAtKey
    self.nodes = nodes
  }

  /// How far `steps` lead from a node. A template may have a key in several branches: the one that
  /// leads furthest counts.
  static func follow(_ steps: ArraySlice<Step>, from trail: [Stop]) -> [Stop] {
    guard let step = steps.first, let node = trail.last?.value else { return trail }
    let next: [Stop] =
      switch step {
      case .key(let key): node.allEntries(key).map { Stop(key: $0.key, value: $0.value) }
      case .item(let name, let index): items(of: node, name, index)
      }
    return next.map { follow(steps.dropFirst(), from: trail + [$0]) }
      .max { $0.count < $1.count } ?? trail
  }

  /// The same of a rendered text that is not all in one place: what is left of the way where a part
  /// of it was followed.
  struct Rest {
    let steps: ArraySlice<Step>
    /// The rendered node behind the first of them.
    let node: YAMLNode?
  }

  /// What is left behind `count` steps.
  func rest(behind count: Int) -> Rest {
    Rest(steps: steps.dropFirst(count), node: nodes.dropFirst(count).first)
  }

  /// A node on the way.
  struct Stop {
    /// Nil for a root and for the items of a list.
    let key: YAMLNode?
    let value: YAMLNode
  }

  private static func items(of node: YAMLNode, _ name: NamePattern?, _ index: Int) -> [Stop] {
    let items = node.items
    if let name {
      let named = items.filter { item in
        item["name"]?.text.map { NamePattern($0).canEqual(name) } ?? false
      }
      return named.map { Stop(key: nil, value: $0) }
    }
    // A loop is written once, however often it ran.
    guard let item = items.count == 1 ? items.first : items.dropFirst(index).first else {
      return []
    }
    return [Stop(key: nil, value: item)]
  }
}
