/// Where a rule's context words were seen in one text, so that many matches close to one another do
/// not look at the same bytes.
struct ContextProgress {
  /// The offset of the last word that was seen, -1 for none.
  private var last = -1
  /// What was looked through for words behind `last`.
  private var covered = 0..<0

  /// Whether one of `words`, in lower case, starts within `range` of `bytes`.
  mutating func holds(_ words: [[UInt8]], in range: Range<Int>, of bytes: Span<UInt8>) -> Bool {
    if range.lowerBound < covered.lowerBound || range.lowerBound > covered.upperBound {
      self = ContextProgress()
      covered = range.lowerBound..<range.lowerBound
    }
    if range.contains(last) { return true }
    for offset in covered.upperBound..<max(covered.upperBound, range.upperBound)
    where words.contains(where: { bytes.hasWord($0, at: offset) }) {
      last = offset
      covered = covered.lowerBound..<(offset + 1)
      return range.contains(offset)
    }
    covered = covered.lowerBound..<max(covered.upperBound, range.upperBound)
    return false
  }
}
