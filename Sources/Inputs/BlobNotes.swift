public import Git

/// What was found out about blobs, kept from one run to the next: numbers, by blob id.
///
/// A blob never changes, so a note never grows old; a blob without one is looked at again. A file
/// that is damaged, or of another version, counts as empty, and a missing one costs time only.
///
/// The form is one of 32-bit words, the lowest byte first: a header of magic, version, number of
/// slots and checksum; the slots, a hash table of offsets in words; and the notes, each an id of five
/// words, a count and so many words.
public struct BlobNotes: Sendable {
  private let version: UInt32
  private var words: [UInt32]
  /// Notes of this run, in the order in which they were made.
  private var added: [(id: ObjectID, note: [UInt32])] = []
  /// Offsets of the notes that this run asked for, some of them more than once.
  private var asked: [Int] = []

  private static let magic: UInt32 = 0x4B52_4853
  private static let headerCount = 4

  /// - Parameters:
  ///   - bytes: what `encoded` gave in an earlier run; empty where there was none.
  ///   - version: of what the notes mean: others are forgotten.
  public init(_ bytes: [UInt8], version: UInt32) {
    self.version = version
    words = BlobNotes.words(of: bytes)
    let isWhole =
      words.count > BlobNotes.headerCount && words[0] == BlobNotes.magic && words[1] == version
      && Int(words[2]) <= words.count - BlobNotes.headerCount && words[2].nonzeroBitCount == 1
      && words[3] == BlobNotes.checksum(words.dropFirst(BlobNotes.headerCount), slots: words[2])
    if !isWhole { words = [] }
  }

  /// The note of a blob; nil where there is none.
  public mutating func note(of id: ObjectID) -> ArraySlice<UInt32>? {
    guard !words.isEmpty else { return nil }
    let key = id.words
    let slots = Int(words[2])
    var slot = Int(key.0) & (slots - 1)
    for _ in 0..<slots {
      let place = Int(words[BlobNotes.headerCount + slot])
      guard place > 0, place + 6 <= words.count else { return nil }
      if words[place] == key.0, words[place + 1] == key.1, words[place + 2] == key.2,
        words[place + 3] == key.3, words[place + 4] == key.4
      {
        let end = place + 6 + Int(words[place + 5])
        guard end <= words.count else { return nil }
        if asked.isEmpty { asked.reserveCapacity(slots / 2) }
        asked.append(place)
        return words[(place + 6)..<end]
      }
      slot = (slot + 1) & (slots - 1)
    }
    return nil
  }

  public mutating func add(_ note: [UInt32], to id: ObjectID) { added.append((id, note)) }

  /// Whether so much is new that writing it pays.
  public var isWorthKeeping: Bool { added.count > max(32, asked.count / 8) }

  /// The notes that this run asked for or made.
  public func encoded() -> [UInt8] {
    let old = Set(asked).sorted().map { place in
      words[place..<(place + 6 + Int(words[place + 5]))]
    }
    let new = added.map { id, note -> ArraySlice<UInt32> in
      let key = id.words
      return ([key.0, key.1, key.2, key.3, key.4, UInt32(note.count)] + note)[...]
    }
    var slots = 16
    while slots < 2 * (old.count + new.count) { slots *= 2 }
    var table = [UInt32](repeating: 0, count: slots)
    var notes: [UInt32] = []
    for note in old + new {
      guard let first = note.first else { continue }
      var slot = Int(first) & (slots - 1)
      while table[slot] != 0 { slot = (slot + 1) & (slots - 1) }
      table[slot] = UInt32(BlobNotes.headerCount + slots + notes.count)
      notes += note
    }
    let body = table + notes
    let sum = BlobNotes.checksum(body[...], slots: UInt32(slots))
    let header = [BlobNotes.magic, version, UInt32(slots), sum]
    var bytes: [UInt8] = []
    bytes.reserveCapacity(4 * (header.count + body.count))
    for word in header + body {
      for shift in stride(from: 0, to: 32, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: word >> UInt32(shift)))
      }
    }
    return bytes
  }

  private static func words(of bytes: [UInt8]) -> [UInt32] {
    var words = [UInt32](repeating: 0, count: bytes.count / 4)
    let source = bytes.span
    var target = words.mutableSpan
    for index in 0..<target.count {
      let at = index &* 4
      target[index] =
        UInt32(source[at]) | UInt32(source[at &+ 1]) << 8 | UInt32(source[at &+ 2]) << 16
        | UInt32(source[at &+ 3]) << 24
    }
    return words
  }

  /// FNV-1a over words (RFC 9923), against damage, not against forgery: who writes in the git
  /// directory needs no notes to deceive.
  private static func checksum(_ words: ArraySlice<UInt32>, slots: UInt32) -> UInt32 {
    words.reduce((0x811C_9DC5 ^ slots) &* 0x0100_0193) { ($0 ^ $1) &* 0x0100_0193 }
  }
}
