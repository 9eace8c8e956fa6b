/// A word of a name, in lower case, packed into a number so that none is copied: five bits a letter.
struct NameWord: Equatable {
  /// The last 25 letters; a longer word equals none that is, because `count` tells.
  private(set) var letters: UInt128 = 0
  private(set) var count = 0

  init() {}

  /// - Parameter text: ASCII letters only.
  init(_ text: String) {
    for letter in text.utf8 { append(letter) }
  }

  private mutating func append(_ letter: UInt8) {
    letters = letters &<< 5 | UInt128(truncatingIfNeeded: letter & 0x1F)
    count += 1
  }

  /// Whether `ending`, which is shorter, ends the word.
  func ends(with ending: NameWord) -> Bool {
    guard count > ending.count else { return false }
    let mask = ((1 as UInt128) &<< UInt128(5 * ending.count)) &- 1
    return letters & mask == ending.letters
  }

  /// The next word of `name`, which is split at separators, case changes and digits.
  ///
  /// - Parameter position: where to look; moves behind the word. Start with 0.
  static func next(in name: Span<UInt8>, from position: inout Int) -> NameWord? {
    var word = NameWord()
    while position < name.count {
      let byte = name[position]
      if byte.isLetter {
        if word.count > 0, startsWord(at: position, of: name) { return word }
        word.append(byte)
      } else if word.count > 0 {
        return word
      }
      position += 1
    }
    return word.count > 0 ? word : nil
  }

  /// Whether the letter at `index`, behind another, starts a word: `apiKey`, `APIKey`.
  private static func startsWord(at index: Int, of name: Span<UInt8>) -> Bool {
    guard name[index].isUpper else { return false }
    return !name[index - 1].isUpper || index + 1 < name.count && name[index + 1].isLower
  }

  /// Where a table starts to look for the word.
  fileprivate var hash: Int {
    let folded = UInt64(truncatingIfNeeded: letters) ^ UInt64(truncatingIfNeeded: letters >> 64)
    return Int(truncatingIfNeeded: (folded &* 0x9E37_79B9_7F4A_7C15) >> 32)
  }
}

/// Bits by word, in open addressing: a dictionary's hash alone would take longer.
struct NameWordTable: Sendable {
  private var words = [NameWord](repeating: NameWord(), count: slots)
  private var bits = [UInt16](repeating: 0, count: slots)

  /// A power of two, several times the words that any table here has.
  private static let slots = 2048

  /// Adds `added` to the bits of `word`, of 1 to 25 letters.
  mutating func insert(_ word: String, _ added: UInt16) {
    let word = NameWord(word)
    let slot = slot(of: word)
    words[slot] = word
    bits[slot] |= added
  }

  /// The bits of `word`, 0 where it has none.
  subscript(_ word: NameWord) -> UInt16 { bits[slot(of: word)] }

  private func slot(of word: NameWord) -> Int {
    var slot = word.hash & (NameWordTable.slots - 1)
    while words[slot].count > 0, words[slot] != word {
      slot = (slot + 1) & (NameWordTable.slots - 1)
    }
    return slot
  }
}
