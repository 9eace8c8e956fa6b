/// Finds every occurrence of a few hundred literals in one pass, without regard to case.
///
/// Each literal is represented by its rarest three bytes. The pass keeps the classes of the last
/// two bytes and tests one bit for the third: a load, a shift and a test a byte, none of which waits
/// for the one before, and a table of 32 KiB that stays in the cache. Only where the bit is set is a
/// literal compared. (An Aho-Corasick automaton over the same literals waits for its next state at
/// every byte; it measured at less than half the speed on source code.)
struct LiteralFilter: Sendable {
  /// A literal that stands somewhere: its index, and the byte offset of its first byte.
  struct Hit {
    var literal: Int
    var offset: Int
  }

  private struct Anchor {
    var literal: Int
    /// Bytes from the literal's start to the end of its rarest three.
    var end: Int
    /// Where the literal stands in `text`.
    var text: Range<Int>
  }

  /// The literals, one behind the other, in lower case.
  private let text: [UInt8]
  /// The class of each byte, 0 to 63: a letter and its other case share one.
  private let classes: [UInt8]
  /// For two classes, the set of third classes with which they end an anchor.
  private let thirds: [UInt64]
  /// For two classes, how many sets of three that end an anchor come before theirs.
  private let ranks: [Int]
  /// For each set of three classes that ends an anchor, where its entries start in `anchors`; the
  /// last element is where the last one's end.
  private let buckets: [Int]
  private let anchors: [Anchor]

  /// - Parameter literals: three bytes or more each; ASCII letters match both cases.
  init(_ literals: [String]) {
    let classes = LiteralFilter.makeClasses()
    var text: [UInt8] = []
    var thirds = [UInt64](repeating: 0, count: 64 * 64)
    var keyed: [(key: Int, anchor: Anchor)] = []
    for (index, written) in literals.enumerated() {
      let literal = written.utf8.map(LiteralFilter.folded)
      precondition(literal.count >= 3, "a literal has three bytes or more")
      let end = LiteralFilter.rarestEnd(of: literal)
      let key = literal[(end - 3)..<end].reduce(0) { $0 << 6 | Int(classes[Int($1)]) }
      thirds[key >> 6] |= 1 << UInt64(key & 63)
      let start = text.count
      text += literal
      keyed.append((key, Anchor(literal: index, end: end, text: start..<text.count)))
    }
    keyed.sort { ($0.key, $0.anchor.literal) < ($1.key, $1.anchor.literal) }
    self.classes = classes
    self.thirds = thirds
    self.text = text
    anchors = keyed.map(\.anchor)
    buckets =
      keyed.indices.filter { $0 == 0 || keyed[$0].key != keyed[$0 - 1].key } + [keyed.count]
    var rank = 0
    ranks = thirds.map { set in
      defer { rank += set.nonzeroBitCount }
      return rank
    }
  }

  /// Adds each hit in `bytes` to `hits`, in the order in which their anchors end.
  func appendHits(in bytes: Span<UInt8>, to hits: inout [Hit]) {
    var index = 0
    var key = 0
    while nextAnchor(in: bytes, from: &index, key: &key) {
      confirm(key, end: index, in: bytes, to: &hits)
    }
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
    // What the compiler needs to know to leave out the bounds checks of the loop.
    precondition(classes.count == 256 && thirds.count == 4096 && start >= 0)
    var key = last
    var index = start
    let count = bytes.count
    while index < count {
      let third = Int(classes[Int(bytes[index])])
      let set = thirds[key & 0xFFF]
      key = key &<< 6 | third
      index &+= 1
      if set &>> UInt64(truncatingIfNeeded: third) & 1 != 0 {
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
    let bucket = ranks[pair] + before.nonzeroBitCount
    let text = text.span
    for number in buckets[bucket]..<buckets[bucket + 1] {
      let anchor = anchors[number]
      let start = end - anchor.end
      guard start >= 0, anchor.text.count <= bytes.count - start else { continue }
      var position = start
      var isSame = true
      for index in anchor.text {
        if LiteralFilter.folded(bytes[position]) != text[index] {
          isSame = false
          break
        }
        position += 1
      }
      if isSame { hits.append(Hit(literal: anchor.literal, offset: start)) }
    }
  }

  static func folded(_ byte: UInt8) -> UInt8 {
    byte.lowered
  }

  /// Letters and digits have a class each, the punctuation of source code too; what is left shares.
  private static func makeClasses() -> [UInt8] {
    let own = Array("abcdefghijklmnopqrstuvwxyz0123456789 _-.:/=+$\"'<>()[]{}#@*,;&|~".utf8)
    var classes = [UInt8](repeating: 63, count: 256)
    for (index, byte) in own.prefix(63).enumerated() { classes[Int(byte)] = UInt8(index) }
    for byte in UInt8(ascii: "A")...UInt8(ascii: "Z") {
      classes[Int(byte)] = classes[Int(byte | 0x20)]
    }
    return classes
  }

  /// The end of the three adjoining bytes that source code holds least often.
  private static func rarestEnd(of literal: [UInt8]) -> Int {
    let ends = 3...literal.count
    return ends.min { commonness(literal[($0 - 3)..<$0]) < commonness(literal[($1 - 3)..<$1]) } ?? 3
  }

  private static func commonness(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(1) { $0 * (weights[$1] ?? 4) }
  }

  /// How often a byte stands in source code, per mille, roughly: letters of English text and the
  /// commonest punctuation. Only the order matters.
  private static let weights: [UInt8: Int] = {
    let letters: KeyValuePairs = [
      "e": 90, "t": 70, "a": 60, "r": 60, "i": 58, "n": 58, "o": 56, "s": 56, "l": 36, "c": 34,
      "d": 32, "u": 26, "p": 26, "m": 24, "f": 22, "h": 20, "g": 18, "b": 14, "y": 12, "v": 10,
      "x": 8, "w": 8, "k": 8, "_": 20, " ": 150, "q": 2, "z": 2, "j": 3,
    ]
    return Dictionary(
      uniqueKeysWithValues: letters.map { (Array($0.key.utf8)[0], $0.value) })
  }()
}
