import Testing

@testable import Findings

@Suite struct ByteSearchTests {
  private func offsets(of search: ByteSearch, in text: [UInt8]) -> [Int] {
    var all: [Int] = []
    var next = 0
    while let offset = search.offset(in: text.span, from: next) {
      all.append(offset)
      next = offset + 1
    }
    return all
  }

  /// At every offset of a text that is longer than a block: also across the edge of one, and last.
  @Test(arguments: ["ab", "shrike:ignore", "://", "aaa"])
  func findsAWordWhereverItStands(word: String) {
    let search = ByteSearch(word)
    let bytes = Array(word.utf8)
    for offset in 0...300 {
      let before = [UInt8](repeating: 0x2E, count: offset)
      for behind in [0, 1, 200] {
        let text = before + bytes + [UInt8](repeating: 0x2E, count: behind)
        #expect(offsets(of: search, in: text) == [offset])
      }
    }
  }

  @Test func findsWordsThatOverlap() {
    #expect(offsets(of: ByteSearch("aa"), in: Array("aaaa".utf8)) == [0, 1, 2])
  }

  @Test func findsNothingInLessThanTheWord() {
    #expect(offsets(of: ByteSearch("word"), in: []) == [])
    #expect(offsets(of: ByteSearch("word"), in: Array("wor".utf8)) == [])
    #expect(offsets(of: ByteSearch("word"), in: Array("wor word wo".utf8)) == [4])
  }

  @Test func heedsCaseUnlessAskedNotTo() {
    let text = Array("AGE-secret age-SECRET".utf8)
    #expect(offsets(of: ByteSearch("age-secret"), in: text) == [])
    #expect(offsets(of: ByteSearch("age-secret", foldsCase: true), in: text) == [0, 11])
  }
}
