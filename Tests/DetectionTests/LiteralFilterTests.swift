import Findings
import Rules
import Testing

@testable import Detection

@Suite struct LiteralFilterTests {
  private struct Place: Hashable, Comparable {
    let offset: Int
    let literal: Int

    static func < (left: Place, right: Place) -> Bool {
      (left.offset, left.literal) < (right.offset, right.literal)
    }
  }

  private func found(_ literals: [String], in text: [UInt8]) -> [Place] {
    var table = LiteralTable()
    for index in literals.indices {
      table.insert(literals[index], rules: [LiteralTable.Owner(rule: index, isStrict: false)])
    }
    var hits: [LiteralFilter.Hit] = []
    LiteralFilter(table).appendHits(in: text.span, to: &hits)
    let places = hits.map { hit in
      let rule = table.rules[table.entries[hit.literal].rules.lowerBound].rule
      return Place(offset: hit.offset, literal: Int(rule))
    }
    return places.sorted()
  }

  /// Every offset tried with every literal.
  private func expected(_ literals: [String], in text: [UInt8]) -> [Place] {
    let lowered = text.map(\.lowered)
    return text.indices.flatMap { offset in
      literals.indices.filter { lowered[offset...].starts(with: literals[$0].lowercased().utf8) }
        .map { Place(offset: offset, literal: $0) }
    }
  }

  @Test(arguments: 0..<60)
  func findsWhatANaiveSearchFinds(seed: UInt64) {
    var random = SeededGenerator(state: seed)
    // Few letters, so that literals overlap, repeat and stand in one another.
    let alphabet = Array((seed.isMultiple(of: 2) ? "abAB-_" : "abcdefXYZ0129 :=\"~é").utf8)
    func word(_ length: Int) -> [UInt8] {
      (0..<length).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &random)] }
    }
    let literals = (0..<40).map { _ in
      String(
        decoding: word(Int.random(in: 3...9, using: &random)).filter { $0 < 0x80 }, as: UTF8.self)
    }.filter { $0.utf8.count >= 3 }
    let unique = Array(Set(literals.map { $0.lowercased() })).sorted()
    let text = word(Int.random(in: 0...3_000, using: &random))
    #expect(found(unique, in: text) == expected(unique, in: text))
  }

  @Test func findsLiteralsAtBothEndsAndInOneAnother() {
    let literals = ["abcabc", "abc", "bca", "cab"]
    for text in ["abcabc", "ABCabcabc", "abc", "ab", "", "xxABC", "abCxx"] {
      let bytes = Array(text.utf8)
      #expect(found(literals, in: bytes) == expected(literals, in: bytes), "\(text)")
    }
  }

  @Test func foldsLettersAndNothingElse() {
    // `[` and `{`, `@` and a backquote differ by the bit that tells cases apart.
    #expect(found(["key[0]"], in: Array("key{0}".utf8)).isEmpty)
    #expect(found(["a@b.c"], in: Array("a`b.c".utf8)).isEmpty)
    #expect(found(["key[0]"], in: Array("KEY[0]".utf8)).count == 1)
  }
}

/// SplitMix64: the same numbers for the same seed.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
