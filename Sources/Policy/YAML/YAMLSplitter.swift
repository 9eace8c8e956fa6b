/// Finds where a file's documents start and end.
///
/// A line that starts with `---` or `...` is a marker wherever it stands, also inside quotes and
/// block scalars (YAML 1.2.2, section 9.1.2, c-forbidden), so no parser is needed to find it.
enum YAMLSplitter {
  /// The documents' byte ranges, in order, without those that hold nothing but blank lines.
  static func documents(of bytes: [UInt8]) -> [Range<Int>] {
    let span = bytes.span
    var ranges: [Range<Int>] = []
    var start = 0
    var hasContent = false
    var hasText = false
    var line = span.count >= 3 && span[0] == 0xEF && span[1] == 0xBB && span[2] == 0xBF ? 3 : 0
    while line < span.count {
      var end = line
      while end < span.count, span[end] != 0x0A { end += 1 }
      let marker = self.marker(span, line, end)
      if marker == UInt8(ascii: "-"), hasContent {
        ranges.append(start..<line)
        (start, hasContent) = (line, false)
      }
      let isBlank = YAMLSplitter.isBlank(span, line, end)
      hasText = hasText || !isBlank
      // Comments and directives before `---` belong to the document that it opens.
      let isLead = isBlank || span[line] == UInt8(ascii: "#") || span[line] == UInt8(ascii: "%")
      hasContent = hasContent || !isLead
      line = end + 1
      if marker == UInt8(ascii: "."), hasContent {
        ranges.append(start..<min(line, span.count))
        (start, hasContent) = (min(line, span.count), false)
      }
    }
    if start < span.count, hasText { ranges.append(start..<span.count) }
    return ranges
  }

  private static func marker(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> UInt8? {
    guard start + 3 <= end else { return nil }
    let byte = bytes[start]
    guard byte == UInt8(ascii: "-") || byte == UInt8(ascii: "."), bytes[start + 1] == byte,
      bytes[start + 2] == byte
    else { return nil }
    return start + 3 == end || YAMLTree.isBlank(bytes[start + 3]) ? byte : nil
  }

  private static func isBlank(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    for index in start..<end where !YAMLTree.isBlank(bytes[index]) { return false }
    return true
  }
}
