import Findings
import Rules
import Testing

@testable import Detection

@Suite struct VersionedTextTests {
  /// Versions of one file, each with stretches of the last one replaced: what is found in each is
  /// what a search of the whole finds, in the same order.
  @Test(arguments: 0..<40)
  func findsInEachVersionWhatAWholeSearchFinds(seed: UInt64) {
    var random = SeededGenerator(state: seed)
    // Short files, whose start and end alone are shared, and long ones.
    let length = seed % 2 == 0 ? 400 : 8_000
    var table = LiteralTable()
    for length in 3...8 {
      for _ in 0..<8 {
        table.insert(String(decoding: word(length, from: "abcAB-_", &random), as: UTF8.self))
      }
    }
    let filter = LiteralFilter(table)
    var versions = VersionedText()
    var text = word(length, from: "abcAB-_=\n ", &random)
    for number in 0..<30 {
      for _ in 0..<Int.random(in: 0...4, using: &random) {
        let start = Int.random(in: 0...text.count, using: &random)
        let end = min(text.count, start + Int.random(in: 0...20, using: &random))
        let alphabet = Bool.random(using: &random) ? "abcAB-_=\n " : "abcAB"
        let new = word(Int.random(in: 0...80, using: &random), from: alphabet, &random)
        text.replaceSubrange(start..<end, with: new)
      }
      // Now and then another file comes in between.
      let path = RepositoryPath(number % 7 == 6 ? "b" : "a")
      versions.update(to: text.span, path: path, by: filter)
      var expected: [LiteralFilter.Hit] = []
      filter.appendHits(in: text.span, to: &expected)
      #expect(versions.hits.map(\.offset) == expected.map(\.offset))
      #expect(versions.hits.map(\.literal) == expected.map(\.literal))
      #expect(versions.runs == Base64.runs(in: text.span, minimum: Base64Lines.shortestRun))
    }
  }

  /// Text that is full of runs, so that edits split, join and lengthen them.
  @Test(arguments: 0..<20)
  func findsEveryRunOfBase64(seed: UInt64) {
    var random = SeededGenerator(state: seed)
    var table = LiteralTable()
    table.insert("abc")
    let filter = LiteralFilter(table)
    var versions = VersionedText()
    var text: [UInt8] = []
    while text.count < 6_000 {
      text += word(Int.random(in: 1...90, using: &random), from: "abcdefgh012345", &random)
      text += word(Int.random(in: 1...4, using: &random), from: "= \n", &random)
    }
    for _ in 0..<30 {
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let start = Int.random(in: 0...text.count, using: &random)
        let end = min(text.count, start + Int.random(in: 0...40, using: &random))
        let new = word(Int.random(in: 0...40, using: &random), from: "ab= ", &random)
        text.replaceSubrange(start..<end, with: new)
      }
      versions.update(to: text.span, path: RepositoryPath("a"), by: filter)
      #expect(versions.runs == Base64.runs(in: text.span, minimum: Base64Lines.shortestRun))
    }
  }

  private func word(
    _ length: Int, from alphabet: String, _ random: inout SeededGenerator
  ) -> [UInt8] {
    let alphabet = Array(alphabet.utf8)
    return (0..<length).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &random)] }
  }
}

@Suite struct UnchangedStretchesTests {
  /// A text of lines, no two of which are the same.
  private func lines(_ range: Range<Int>) -> [UInt8] {
    range.flatMap { Array("line \($0) of the text\n".utf8) }
  }

  @Test func findsTheTextBetweenTwoEdits() {
    let old = lines(0..<20) + lines(1_000..<1_300) + lines(2_000..<2_020)
    let new =
      lines(0..<20) + lines(3_000..<3_008) + lines(1_000..<1_300) + lines(4_000..<4_001)
      + lines(2_000..<2_020)
    let shared = UnchangedStretches(old.span, new.span, shortest: 256)
    #expect(shared.all.count == 3)
    // All but what was inserted, give or take the digits that both have there.
    #expect(shared.total >= old.count && shared.total < old.count + 20)
  }

  @Test func sharesNothingWithAnotherText() {
    let shared = UnchangedStretches(
      lines(1_000..<1_200).span, Array("abc".utf8).span, shortest: 256)
    #expect(shared.total == 0)
  }

  /// Whatever is shared is the same in both, in order, and apart.
  @Test(arguments: 0..<40)
  func sharesWhatIsTheSame(seed: UInt64) {
    var random = SeededGenerator(state: seed)
    var old: [UInt8] = []
    for _ in 0..<Int.random(in: 0...900, using: &random) {
      old += Array(
        seed % 3 == 0 ? "  }\n".utf8 : "a \(Int.random(in: 0..<50, using: &random))\n".utf8)
    }
    var new = old
    for _ in 0..<Int.random(in: 0...6, using: &random) {
      let start = Int.random(in: 0...new.count, using: &random)
      let end = min(new.count, start + Int.random(in: 0...300, using: &random))
      new.replaceSubrange(
        start..<end, with: repeatElement(0x78, count: Int.random(in: 0...300, using: &random)))
    }
    let shared = UnchangedStretches(old.span, new.span, shortest: 64)
    var last = UnchangedStretches.Stretch(old: 0, new: 0, count: 0)
    for stretch in shared.all {
      #expect(stretch.old >= last.oldEnd && stretch.new >= last.newEnd)
      #expect(old[stretch.old..<stretch.oldEnd] == new[stretch.new..<stretch.newEnd])
      last = stretch
    }
    #expect(last.oldEnd <= old.count && last.newEnd <= new.count)
    #expect(shared.total == shared.all.reduce(0) { $0 + $1.count })
  }
}
