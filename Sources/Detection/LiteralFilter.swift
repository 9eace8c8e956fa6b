import Rules

/// Finds every occurrence of a thousand literals in one pass, without regard to case.
///
/// Each literal is represented by its rarest three bytes, see `LiteralAnchor`. The pass keeps the
/// classes of the last two bytes and tests one bit for the third: a load, a shift and a test a byte,
/// none of which waits for the one before, and a table of 32 KiB that stays in the cache. Where the
/// bit is set, the byte before the three is tested with them by another such table, then the byte
/// behind, and then literals are compared. Of a thousand bytes of source code 40 pass the first test
/// and a few the second.
/// (An Aho-Corasick automaton over the same literals waits for its next state at every byte; it
/// measured at less than half the speed on source code.)
struct LiteralFilter: Sendable {
  /// A literal that stands somewhere: its index, and the byte offset of its first byte.
  struct Hit {
    var literal: Int
    var offset: Int
  }

  let table: LiteralTable
  /// Bytes of the longest literal.
  let longestLiteral: Int
  private let classes = LiteralAnchor.classes
  /// For two classes, the set of third classes with which they end an anchor.
  private let thirds: [UInt64]
  /// For two classes, how many sets of three that end an anchor come before theirs.
  private let ranks: [Int32]
  /// For each set of three classes that ends an anchor, where its entries start in the table's; the
  /// last element is where the last one's end.
  private let buckets: [Int32]
  /// For each such set, the classes that may stand behind the three in a literal.
  private let behind: [UInt64]
  /// Bits by `slot`, set where four classes are those of a literal's anchor and the byte before it.
  private let fours: [UInt64]

  /// A hit's `literal` is the index of the entry in `table`.
  init(_ table: LiteralTable) {
    var thirds = [UInt64](repeating: 0, count: 64 * 64)
    var buckets: [Int32] = []
    buckets.reserveCapacity(table.entries.count + 1)
    var behind: [UInt64] = []
    behind.reserveCapacity(table.entries.count)
    var fours = [UInt64](repeating: 0, count: 4096)
    var last: Int32 = -1
    for (index, entry) in table.entries.enumerated() {
      if entry.key != last {
        last = entry.key
        thirds[Int(last) >> 6] |= 1 << UInt64(last & 63)
        buckets.append(Int32(index))
        behind.append(0)
      }
      let start = Int(entry.start)
      let end = Int(entry.end)
      behind[behind.count - 1] |=
        end < Int(entry.count) ? 1 << UInt64(classes[Int(table.text[start + end])]) : .max
      // Only a literal of three bytes has none before its anchor: then it may be any.
      let first = end > 3 ? Int(classes[Int(table.text[start + end - 4])]) : 0
      for before in first...(end > 3 ? first : 63) {
        let slot = LiteralFilter.slot(before << 18 | Int(entry.key))
        fours[slot >> 6] |= 1 << UInt64(slot & 63)
      }
    }
    buckets.append(Int32(table.entries.count))
    var ranks = [Int32](repeating: 0, count: 64 * 64)
    var rank: Int32 = 0
    for index in thirds.indices {
      ranks[index] = rank
      rank += Int32(thirds[index].nonzeroBitCount)
    }
    self.table = table
    longestLiteral = Int(table.entries.reduce(0) { max($0, $1.count) })
    self.thirds = thirds
    self.buckets = buckets
    self.ranks = ranks
    self.behind = behind
    self.fours = fours
  }

  /// Adds each hit in `bytes` to `hits`, in the order in which their anchors end.
  func appendHits(in bytes: Span<UInt8>, to hits: inout [Hit]) {
    var index = 0
    var key = 0
    while nextAnchor(in: bytes, from: &index, key: &key) {
      confirm(key, end: index, in: bytes, to: &hits)
    }
  }

  /// Whether `first` comes before `second` among the hits of one text.
  func isOrdered(_ first: Hit, _ second: Hit) -> Bool {
    let left = first.offset + Int(table.entries[first.literal].end)
    let right = second.offset + Int(table.entries[second.literal].end)
    return left != right ? left < right : first.literal < second.literal
  }

  /// Goes to the next three classes that end an anchor; false where there are none.
  ///
  /// Not inlined: the loop needs every register.
  ///
  /// - Parameters:
  ///   - start: where to go on; then the offset behind the three bytes.
  ///   - last: the classes of the bytes before `start`; then `key & 0x3FFFF` is those of the three.
  @inline(never)
  private func nextAnchor(
    in bytes: Span<UInt8>, from start: inout Int, key last: inout Int
  ) -> Bool {
    let classes = classes.span
    let thirds = thirds.span
    let fours = fours.span
    // What the compiler needs to know to leave out the bounds checks of the loop.
    precondition(
      classes.count == 256 && thirds.count == 4096 && fours.count == 4096 && start >= 0)
    var key = last
    var index = start
    let count = bytes.count
    while index < count {
      let third = Int(classes[Int(bytes[index])])
      let set = thirds[key & 0xFFF]
      key = key &<< 6 | third
      index &+= 1
      if set &>> UInt64(truncatingIfNeeded: third) & 1 != 0 {
        let slot = LiteralFilter.slot(key & 0xFF_FFFF)
        guard fours[slot >> 6] &>> UInt64(truncatingIfNeeded: slot) & 1 != 0 else { continue }
        start = index
        last = key
        return true
      }
    }
    return false
  }

  private func confirm(_ key: Int, end: Int, in bytes: Span<UInt8>, to hits: inout [Hit]) {
    let pair = key &>> 6 & 0xFFF
    let before = thirds[pair] & ((1 &<< UInt64(key & 0x3F)) &- 1)
    let bucket = Int(ranks[pair]) + before.nonzeroBitCount
    // At the end of the text nothing is told apart: the comparison finds out.
    if end < bytes.count, behind[bucket] &>> UInt64(classes[Int(bytes[end])]) & 1 == 0 { return }
    let text = table.text.span
    let entries = table.entries.span
    for number in Int(buckets[bucket])..<Int(buckets[bucket + 1]) {
      let entry = entries[number]
      let start = end - Int(entry.end)
      guard start >= 0, Int(entry.count) <= bytes.count - start else { continue }
      var position = start
      var isSame = true
      for index in entry.text {
        if LiteralFilter.folded(bytes[position]) != text[index] {
          isSame = false
          break
        }
        position += 1
      }
      if isSame { hits.append(Hit(literal: number, offset: start)) }
    }
  }

  /// The place of four classes, six bits each, among 2^18 bits.
  private static func slot(_ classes: Int) -> Int {
    Int((UInt32(truncatingIfNeeded: classes) &* 0x9E37_79B1) &>> 14)
  }

  static func folded(_ byte: UInt8) -> UInt8 {
    byte.lowered
  }
}
