/// Looks for a word in a text, many bytes at a time.
///
/// A block is passed over unless the word's first two bytes stand in it together, which is told
/// without a branch a byte.
package struct ByteSearch: Sendable {
  private let word: [UInt8]
  /// The bit in which the cases of a letter differ, where case does not count.
  private let fold: UInt8

  /// - Parameters:
  ///   - word: of two bytes or more, in ASCII.
  ///   - foldsCase: whether letters of either case are the same. Then `word` is of letters, digits
  ///     and `-`, and bytes that differ from them in that one bit are taken for them.
  package init(_ word: String, foldsCase: Bool = false) {
    let fold: UInt8 = foldsCase ? 0x20 : 0
    self.word = word.utf8.map { $0 | fold }
    self.fold = fold
  }

  /// Bytes that are looked at together.
  private static let block = 128

  /// The first offset at `start` or behind it where the word stands in `bytes`; nil for none.
  package func offset(in bytes: Span<UInt8>, from start: Int = 0) -> Int? {
    var index = start
    // No word starts where fewer bytes are left than it has.
    let end = bytes.count - word.count + 1
    while index < end {
      let next = min(index + ByteSearch.block, end)
      if mayStart(in: bytes.extracting(index..<next), before: bytes.extracting((index + 1)...)) {
        for offset in index..<next where stands(at: offset, in: bytes) { return offset }
      }
      index = next
    }
    return nil
  }

  /// Whether the word stands in `bytes`.
  package func isFound(in bytes: Span<UInt8>) -> Bool { offset(in: bytes) != nil }

  /// - Parameter others: the same bytes without the first one, and at least one more.
  private func mayStart(in bytes: Span<UInt8>, before others: Span<UInt8>) -> Bool {
    let seconds = others.extracting(..<bytes.count)
    precondition(seconds.count == bytes.count)
    let (first, second, fold) = (word[0], word[1], fold)
    var signs: UInt8 = 0
    for index in bytes.indices {
      let difference = (bytes[index] | fold) ^ first | (seconds[index] | fold) ^ second
      // The highest bit is set for zero, and for no other byte.
      signs |= (difference &- 1) & ~difference
    }
    return signs & 0x80 != 0
  }

  private func stands(at offset: Int, in bytes: Span<UInt8>) -> Bool {
    for index in word.indices where bytes[offset + index] | fold != word[index] { return false }
    return true
  }
}
