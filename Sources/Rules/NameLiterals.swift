/// The literals of a rule that finds a credential by its name, with every sign that joins words.
enum NameLiterals {
  /// `literals`, and for each that has `_` or `-` between two words the same with the other signs
  /// and with a dot: `ACME_API_KEY`, `--acme-api-key` and `acme.api.key` are one name. Left out is
  /// what another literal stands in anyway. A literal with a dot is a host and stays as it is.
  static func joined(_ literals: [String]) -> [String] {
    let known = literals.map { Array($0.lowercased().utf8) }
    var all = literals
    var seen = Set(known)
    for literal in known where !literal.contains(dot) && literal.contains(where: isSign) {
      for sign in signs {
        let other = literal.indices.map { index in
          isBetweenWords(index, of: literal) ? sign : literal[index]
        }
        guard !known.contains(where: { other.contains($0) }), seen.insert(other).inserted else {
          continue
        }
        all.append(String(decoding: other, as: UTF8.self))
      }
    }
    return all
  }

  private static let dot = UInt8(ascii: ".")
  private static let signs = [UInt8(ascii: "_"), UInt8(ascii: "-"), dot]

  private static func isSign(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
  }

  /// Whether `index` has a sign with a letter or digit on either side: one at an end stays.
  private static func isBetweenWords(_ index: Int, of literal: [UInt8]) -> Bool {
    isSign(literal[index]) && index > 0 && index + 1 < literal.count
      && isWord(literal[index - 1]) && isWord(literal[index + 1])
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}

extension Array where Element == UInt8 {
  /// Whether `word` stands anywhere in it.
  fileprivate func contains(_ word: [UInt8]) -> Bool {
    guard count >= word.count else { return false }
    return (0...(count - word.count)).contains { self[$0...].starts(with: word) }
  }
}
