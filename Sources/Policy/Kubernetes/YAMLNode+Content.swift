extension YAMLNode {
  /// The bytes of a scalar without its quotes; of anything else `range`.
  ///
  /// This is where a finding stands, and what a fix replaces.
  var contentRange: Range<Int> {
    guard isQuoted, range.count >= 2 else { return range }
    return (range.lowerBound + 1)..<(range.upperBound - 1)
  }
}
