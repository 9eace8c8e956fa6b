import Testing

@testable import PCRE

@Suite struct PatternTests {
  /// What a match of `pattern` in `text` covers, nil where there is none.
  private func match(
    _ pattern: String, in text: String, from start: Int = 0, to end: Int? = nil,
    anchored: Bool = false, caseless: Bool = false
  ) throws -> String? {
    let bytes = Array(text.utf8)
    var scratch = MatchScratch()
    let isMatched = try scratch.match(
      try Pattern(pattern, caseless: caseless), in: bytes.span, from: start,
      to: end ?? bytes.count, anchored: anchored)
    guard isMatched, let range = scratch.range(of: 0) else { return nil }
    return String(decoding: bytes[range], as: UTF8.self)
  }

  @Test func findsTheSecretGroup() throws {
    let pattern = try Pattern(#"key(=)(?<secret>\d+)(x)?"#)
    #expect(pattern.secretGroup == 2)
    #expect(try Pattern("abc").secretGroup == 0)
    let text = Array("a key=123;".utf8)
    var scratch = MatchScratch()
    #expect(try scratch.match(pattern, in: text.span, from: 0, to: text.count, anchored: false))
    #expect(scratch.range(of: 0) == 2..<9)
    #expect(scratch.range(of: pattern.secretGroup) == 6..<9)
    #expect(scratch.range(of: 3) == nil, "the group took no part")
  }

  @Test func matchesAnchoredOnlyAtTheStart() throws {
    #expect(try match("b+", in: "abb") == "bb")
    #expect(try match("b+", in: "abb", anchored: true) == nil)
    #expect(try match("b+", in: "abb", from: 1, anchored: true) == "bb")
  }

  @Test func anAnchoredPatternMatchesAtTheStartHoweverItIsAskedFor() throws {
    let pattern = try Pattern("(?<!a)b+", anchored: true)
    let text = Array("abb bb".utf8)
    var scratch = MatchScratch()
    for isAsked in [true, false] {
      for start in text.indices {
        let isMatched = try scratch.match(
          pattern, in: text.span, from: start, to: text.count, anchored: isAsked)
        #expect(isMatched == [2, 4, 5].contains(start), "\(start)")
      }
    }
  }

  @Test func looksBehindTheStartAndNotBeyondTheEnd() throws {
    #expect(try match("(?<=a)b", in: "ab", from: 1, anchored: true) == "b")
    #expect(try match("(?<!a)b", in: "ab", from: 1) == nil)
    #expect(try match("b+", in: "abbbb", to: 3) == "bb")
    #expect(try match("bb(?=b)", in: "abbb", to: 3) == nil)
    #expect(try match(#"b+\b"#, in: "abbb", to: 3) == "bb", "the window's end ends a word")
    #expect(try match("^b", in: "ab", from: 1) == nil, "the start of the text is its own")
  }

  @Test func foldsCaseWhereItIsAskedTo() throws {
    #expect(try match("key", in: "a KEY", caseless: true) == "KEY")
    #expect(try match("key", in: "a KEY") == nil)
  }

  @Test func readsBytes() throws {
    #expect(try match("^.{2}$", in: "é") == "é", "a dot is a byte")
    #expect(try match(#"\w"#, in: "é") == nil)
    #expect(try match("", in: "") == "")
  }

  @Test(arguments: [#"(a+)+$"#, #"(?:a|aa)+$"#])
  func givesUpAtALimit(pattern: String) throws {
    let text = Array((String(repeating: "a", count: 60) + "!").utf8)
    let compiled = try Pattern(pattern)
    var scratch = MatchScratch()
    let error = #expect(throws: PatternError.self) {
      try scratch.match(compiled, in: text.span, from: 0, to: text.count, anchored: true)
    }
    #expect(error?.isLimit == true)
    // The next match is not hurt by it.
    #expect(
      try scratch.match(try Pattern("a!"), in: text.span, from: 0, to: text.count, anchored: false))
  }

  @Test(arguments: [("abc(", 4), ("a[b", 3), (#"a\"#, 2)])
  func tellsWhereAPatternIsBad(pattern: String, offset: Int) {
    let error = #expect(throws: PatternError.self) { try Pattern(pattern) }
    #expect(error?.offset == offset)
    #expect(error?.isLimit == false)
    #expect(error?.description.contains("bad pattern at byte \(offset)") == true)
  }
}
