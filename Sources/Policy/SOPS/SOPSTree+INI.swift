extension SOPSTree {
  /// The values and comments of an INI file: each under its section and key.
  ///
  /// SOPS' metadata is the section `sops`, whose keys are flattened as in dotenv files
  /// (stores/ini, stores/flatten.go). Keys before any section belong to `DEFAULT`.
  public init(ini source: SourceText) {
    let bytes = source.bytes
    var leaves: [SOPSLeaf] = []
    var section = "DEFAULT"
    var line = bytes.has("\u{FEFF}", at: 0) ? 3 : 0
    while line < bytes.count {
      let stop = bytes.lineBreak(from: line, limit: bytes.count)
      let content = SOPSTree.trimmed(line..<stop, in: bytes)
      line = stop + 1
      guard !content.isEmpty else { continue }
      switch bytes[content.lowerBound] {
      case ascii(";"), ascii("#"):
        let text = bytes.text((content.lowerBound + 1)..<content.upperBound)
        leaves.append(
          SOPSLeaf(
            path: [section], text: text, range: content, kind: .comment, comments: [[text]]))
      case ascii("["):
        let close = bytes[content].firstIndex(of: ascii("]")) ?? content.upperBound
        section = bytes.text((content.lowerBound + 1)..<close)
      default:
        if let leaf = SOPSTree.leaf(content, in: section, bytes) { leaves.append(leaf) }
      }
    }
    self.init(leaves: leaves)
  }

  private static func leaf(_ line: Range<Int>, in section: String, _ bytes: [UInt8]) -> SOPSLeaf? {
    guard let sign = bytes[line].firstIndex(where: { $0 == ascii("=") || $0 == ascii(":") })
    else { return nil }
    let key = bytes.text(trimmed(line.lowerBound..<sign, in: bytes))
    var value = trimmed((sign + 1)..<line.upperBound, in: bytes)
    if value.count > 1, let quote = bytes[value].first, quote == bytes[value].last,
      quote == ascii("\"") || quote == ascii("`")
    {
      value = (value.lowerBound + 1)..<(value.upperBound - 1)
    }
    let path = section == "sops" ? SOPSTree.path(ofFlat: "sops_" + key) : [section, key]
    return SOPSLeaf(path: path, text: bytes.text(value), range: value)
  }

  private static func trimmed(_ range: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
    var (lower, upper) = (range.lowerBound, range.upperBound)
    while lower < upper, bytes[lower].isSpace { lower += 1 }
    while upper > lower, bytes[upper - 1].isSpace { upper -= 1 }
    return lower..<upper
  }
}
