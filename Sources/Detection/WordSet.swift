/// A few words to look for in a text.
struct WordSet: Sendable {
  /// For each first byte, the words that start with it, longer ones first.
  private var words = [[[UInt8]]](repeating: [], count: 256)
  /// Whether a word starts with the byte: for most of a text it says all.
  private var starts = [Bool](repeating: false, count: 256)
  private let matchesCase: Bool

  /// - Parameters:
  ///   - words: none empty; in lower case, unless case counts.
  ///   - matchesCase: whether case counts.
  init(_ words: [String], matchesCase: Bool = false) {
    self.matchesCase = matchesCase
    for word in words.map({ Array($0.utf8) }).sorted(by: { $0.count > $1.count }) {
      let first = word[0]
      self.words[Int(first)].append(word)
      starts[Int(first)] = true
      if !matchesCase, first.isLower { starts[Int(first & ~0x20)] = true }
    }
  }

  /// The length of the longest word that stands at `index`, 0 for none.
  func longestWord(at index: Int, in text: [UInt8]) -> Int {
    let first = text[index]
    guard starts[Int(first)] else { return 0 }
    for word in words[Int(matchesCase ? first : first.lowered)]
    where isWord(word, at: index, in: text) {
      return word.count
    }
    return 0
  }

  /// Whether a word stands anywhere in `text`.
  func isAnyIn(_ text: [UInt8]) -> Bool {
    for index in text.indices where starts[Int(text[index])] {
      if longestWord(at: index, in: text) > 0 { return true }
    }
    return false
  }

  private func isWord(_ word: [UInt8], at index: Int, in text: [UInt8]) -> Bool {
    guard index + word.count <= text.count else { return false }
    for (offset, byte) in word.enumerated() {
      let found = text[index + offset]
      guard (matchesCase ? found : found.lowered) == byte else { return false }
    }
    return true
  }
}
