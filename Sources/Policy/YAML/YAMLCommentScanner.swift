internal import YAMLEvents

/// Finds comments, which libyaml passes over without a word.
struct YAMLCommentScanner {
  private(set) var comments: [YAMLComment] = []
  private let range: Range<Int>
  private var line: Int
  private var lineStart: Int

  /// - Parameter line: the 1-based line that the range starts on.
  init(range: Range<Int>, line: Int) {
    self.range = range
    self.line = line
    lineStart = range.lowerBound
  }

  /// A comment starts at `#` behind a blank, anywhere but in a scalar (YAML 1.2.2, section 6.6).
  mutating func scan(_ bytes: Span<UInt8>, around records: ArraySlice<YAMLRecord>) {
    var index = range.lowerBound
    for record in records where record.form == .scalar {
      scanGap(bytes, &index, Int(record.start))
      if record.style == .literal || record.style == .folded {
        // The header line may end in a comment.
        var end = Int(record.start)
        while end < record.end, bytes[end] != 0x0A { end += 1 }
        scanGap(bytes, &index, end)
      }
      while index < record.end { step(bytes, &index) }
    }
    scanGap(bytes, &index, range.upperBound)
  }

  /// The comments that have a line for themselves, where nothing is known of the scalars.
  mutating func scanLines(_ bytes: Span<UInt8>) {
    var index = range.lowerBound
    while index < range.upperBound {
      if bytes[index] == UInt8(ascii: "#"), isAlone(bytes, index) {
        take(bytes, &index)
      } else {
        step(bytes, &index)
      }
    }
  }

  private mutating func scanGap(_ bytes: Span<UInt8>, _ index: inout Int, _ end: Int) {
    while index < end {
      if bytes[index] == UInt8(ascii: "#"), index == lineStart || YAMLTree.isBlank(bytes[index - 1])
      {
        take(bytes, &index)
      } else {
        step(bytes, &index)
      }
    }
  }

  private mutating func step(_ bytes: Span<UInt8>, _ index: inout Int) {
    if bytes[index] == 0x0A {
      line += 1
      lineStart = index + 1
    }
    index += 1
  }

  private mutating func take(_ bytes: Span<UInt8>, _ index: inout Int) {
    var end = index
    while end < range.upperBound, bytes[end] != 0x0A { end += 1 }
    let next = end
    if end > index, bytes[end - 1] == 0x0D { end -= 1 }
    comments.append(
      YAMLComment(range: index..<end, line: line, isAlone: isAlone(bytes, index)))
    index = next
  }

  private func isAlone(_ bytes: Span<UInt8>, _ index: Int) -> Bool {
    for place in lineStart..<index where !YAMLTree.isBlank(bytes[place]) { return false }
    return true
  }
}
