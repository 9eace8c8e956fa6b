extension SOPSTree {
  /// The values of a JSON file.
  public init(_ document: JSONDocument) {
    var leaves: [SOPSLeaf] = []
    if let root = document.root { SOPSTree.collect(root, [], [], &leaves) }
    self.init(leaves: leaves)
  }

  private static func collect(
    _ node: JSONNode, _ path: [String], _ indices: [Int], _ leaves: inout [SOPSLeaf]
  ) {
    switch node.kind {
    case .object(let members):
      for member in members { collect(member.value, path + [member.key], indices, &leaves) }
    case .array(let nodes):
      for (index, node) in nodes.enumerated() { collect(node, path, indices + [index], &leaves) }
    case .null:
      leaves.append(
        SOPSLeaf(path: path, indices: indices, text: "", range: node.range, kind: .null))
    case .string(let text), .number(let text):
      leaves.append(SOPSLeaf(path: path, indices: indices, text: text, range: node.content))
    case .bool(let value):
      leaves.append(
        SOPSLeaf(path: path, indices: indices, text: String(value), range: node.range))
    }
  }

  /// The variables and comments of a dotenv file; SOPS' metadata is in variables that start with
  /// `sops_` (stores/dotenv, stores/flatten.go).
  public init(_ file: DotenvFile, source: SourceText) {
    var leaves = file.entries.map { entry in
      SOPSLeaf(
        path: SOPSTree.path(ofFlat: entry.key), text: entry.value, range: entry.valueRange)
    }
    leaves += file.comments.map { comment in
      let text = source.text(of: (comment.range.lowerBound + 1)..<comment.range.upperBound)
      return SOPSLeaf(
        path: [], text: text, range: comment.range, kind: .comment, comments: [[text]])
    }
    leaves.sort { $0.range.lowerBound < $1.range.lowerBound }
    self.init(leaves: leaves)
  }

  /// `sops_age__list_0__map_recipient` is `sops`, `age`, `recipient`; other keys are themselves.
  static func path(ofFlat key: String) -> [String] {
    guard key.hasPrefix("sops_") else { return [key] }
    let bytes = Array(key.utf8.dropFirst(5))
    var parts: [[UInt8]] = [[]]
    var index = 0
    while index < bytes.count {
      if bytes.has("__list_", at: index) {
        index += 7
        while bytes.byte(index).isDigit { index += 1 }
      } else if bytes.has("__map_", at: index) {
        index += 6
        parts.append([])
      } else {
        parts[parts.count - 1].append(bytes[index])
        index += 1
      }
    }
    return ["sops"] + parts.map { String(decoding: $0, as: UTF8.self) }
  }
}
