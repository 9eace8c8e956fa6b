extension YAMLNode {
  /// The bytes of a scalar without its quotes, and of a block scalar without its header and the line
  /// breaks at its end; of anything else `range`.
  ///
  /// This is where a finding stands, and what a fix replaces.
  var contentRange: Range<Int> {
    if isBlockScalar, let text {
      let end = text.utf8.count - text.utf8.reversed().prefix { $0 == 0x0A }.count
      return end > 0 ? YAMLSourceMap(self).range(ofText: 0..<end) : range
    }
    guard isQuoted, range.count >= 2 else { return range }
    return (range.lowerBound + 1)..<(range.upperBound - 1)
  }
}
