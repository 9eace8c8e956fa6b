internal import YAMLEvents

/// Where each byte of a scalar's text stands in the file.
///
/// Folding, escapes and indentation make the two differ; what stands in both is mapped exactly.
public struct YAMLSourceMap: Sendable {
  /// Stretches of text in order; what lies between them (line breaks, blanks) was made by folding.
  private(set) var segments: [Segment] = []

  struct Segment: Sendable, Hashable {
    /// In the UTF-8 of the scalar's text.
    var text: Range<Int>
    /// In the file. As long as `text`, or an escape that `text` is the value of.
    var source: Range<Int>
  }

  /// - Parameter node: anything but a scalar has an empty map.
  public init(_ node: YAMLNode) {
    guard let text = node.text else { return }
    var reader = YAMLSourceReader(
      bytes: node.file.bytes, range: node.range, text: Array(text.utf8))
    switch node.style {
    case .literal, .folded: reader.readBlock()
    case .doubleQuoted: reader.readDoubleQuoted()
    case .singleQuoted: reader.readSingleQuoted()
    case .plain: reader.readPlain()
    }
    segments = reader.segments
    if segments.isEmpty {
      segments = [Segment(text: 0..<0, source: node.range.lowerBound..<node.range.lowerBound)]
    }
  }

  /// The byte of the file that holds the byte of the text at `offset`; between two stretches it is
  /// the place behind the first.
  public func offset(ofText offset: Int) -> Int {
    guard let segment = segment(at: offset) else { return 0 }
    let inside = max(0, offset - segment.text.lowerBound)
    if segment.text.count == segment.source.count {
      return segment.source.lowerBound + min(inside, segment.text.count)
    }
    let isInside = inside < segment.text.count
    return isInside ? segment.source.lowerBound : segment.source.upperBound
  }

  /// The bytes of the file that hold a range of the text, whole escapes.
  public func range(ofText range: Range<Int>) -> Range<Int> {
    let start = offset(ofText: range.lowerBound)
    guard !range.isEmpty, let last = segment(at: range.upperBound - 1) else { return start..<start }
    let inside = range.upperBound - last.text.lowerBound
    let end =
      last.text.count == last.source.count
      ? last.source.lowerBound + min(inside, last.text.count) : last.source.upperBound
    return start..<max(start, end)
  }

  /// The last stretch that starts at or before `offset`, else the first.
  private func segment(at offset: Int) -> Segment? {
    var low = 0
    var high = segments.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if segments[middle].text.lowerBound <= offset { low = middle } else { high = middle }
    }
    return segments.isEmpty ? nil : segments[low]
  }
}
