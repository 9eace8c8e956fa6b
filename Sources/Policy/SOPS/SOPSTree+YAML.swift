extension SOPSTree {
  /// The values of every document of a YAML or JSON file.
  init(_ file: YAMLFile) { self.init(leaves: SOPSTree.leaves(of: file)) }

  /// Every value of `file`, with the comments that stand alone above it and above what holds it.
  static func leaves(of file: YAMLFile) -> [SOPSLeaf] {
    var collector = LeafCollector(comments: file.comments.filter(\.isAlone), bytes: file.bytes)
    for document in file.documents {
      guard let root = file.root(of: document) else { continue }
      collector.collect(root, from: document.range.lowerBound)
    }
    return collector.leaves
  }

  private struct LeafCollector {
    let comments: [YAMLComment]
    let bytes: [UInt8]
    var leaves: [SOPSLeaf] = []
    private var path: [String] = []
    private var indices: [Int] = []
    private var levels: [[String]] = []

    init(comments: [YAMLComment], bytes: [UInt8]) {
      self.comments = comments
      self.bytes = bytes
    }

    /// - Parameter start: where the comments above the node's first child may begin.
    mutating func collect(_ node: YAMLNode, from start: Int) {
      guard node.isMapping || node.isSequence else {
        leaves.append(
          SOPSLeaf(
            path: path, indices: indices, text: node.text ?? "", range: node.contentRange,
            kind: node.kind == .null ? .null : .value, comments: levels))
        return
      }
      var previous = start
      for entry in node.entries {
        levels.append(texts(in: previous..<max(previous, entry.key.range.lowerBound)))
        path.append(entry.key.text ?? "")
        collect(entry.value, from: entry.key.range.upperBound)
        path.removeLast()
        levels.removeLast()
        previous = max(entry.key.range.upperBound, entry.value.range.upperBound)
      }
      for (index, item) in node.items.enumerated() {
        levels.append(texts(in: previous..<max(previous, item.range.lowerBound)))
        indices.append(index)
        collect(item, from: item.range.lowerBound)
        indices.removeLast()
        levels.removeLast()
        previous = max(previous, item.range.upperBound)
      }
    }

    private func texts(in range: Range<Int>) -> [String] {
      var low = 0
      var high = comments.count
      while low < high {
        let middle = (low + high) / 2
        if comments[middle].range.lowerBound < range.lowerBound {
          low = middle + 1
        } else {
          high = middle
        }
      }
      return comments[low...].prefix { $0.range.upperBound <= range.upperBound }
        .map { bytes.text(($0.range.lowerBound + 1)..<$0.range.upperBound) }
    }
  }
}
