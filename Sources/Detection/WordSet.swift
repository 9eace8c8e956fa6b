/// A few words to look for in a text, without regard to case.
struct WordSet: Sendable {
  /// For each first byte in lower case, the words that start with it, longer ones first.
  private var words = [[[UInt8]]](repeating: [], count: 256)

  /// - Parameter words: in lower case, none empty.
  init(_ words: [String]) {
    for word in words.map({ Array($0.utf8) }).sorted(by: { $0.count > $1.count }) {
      self.words[Int(word[0])].append(word)
    }
  }

  /// The length of the longest word that stands at `index`, 0 for none.
  func longestWord(at index: Int, in text: [UInt8]) -> Int {
    let candidates = words[Int(text[index].lowered)]
    if candidates.isEmpty { return 0 }
    return candidates.first { text.span.hasWord($0, at: index) }?.count ?? 0
  }
}
