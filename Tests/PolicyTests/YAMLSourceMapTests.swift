import Testing

@testable import Policy

@Suite struct YAMLSourceMapTests {
  /// Where a word of the value `k`'s text stands, as `line:text`.
  private func place(_ word: String, _ text: String) throws -> String {
    let file = yaml(text)
    let node = try #require(file.roots.first?["k"])
    let value = Array((node.text ?? "").utf8)
    let wanted = Array(word.utf8)
    let start = try #require(
      (0...(value.count - wanted.count)).first { value[$0...].starts(with: wanted) })
    let range = YAMLSourceMap(node).range(ofText: start..<start + wanted.count)
    return "\(file.lines.line(of: range.lowerBound)):\(source(range, of: file))"
  }

  @Test(arguments: [
    ("k: plain two\n", "two", "1:two"), ("k: plain\n  second\n  third\n", "third", "3:third"),
    ("k: plain\n\n\n  after\n", "after", "4:after"), ("k: 'it''s odd'\n", "odd", "1:odd"),
    ("k: 'it''s odd'\n", "'s", "1:''s"), ("k: \"a\\tb\\u00e9c\"\n", "c", "1:c"),
    ("k: \"a\\tb\\u00e9c\"\n", "é", "1:\\u00e9"), ("k: \"a\\tb\"\n", "\t", "1:\\t"),
    ("k: \"one \\\n  two\n  three\"\n", "two", "2:two"),
    ("k: \"one\n  two\n\n  three\"\n", "three", "4:three"),
    ("k: |\n  first\n    second\n\n  third\n", "third", "5:third"),
    ("k: |\n  first\n    second\n", "  second", "3:  second"),
    ("k: |2\n    first\n  second\n", "  first", "2:  first"),
    ("k: |\n\n\n  late\n", "late", "4:late"), ("k: |\r\n  one\r\n  two\r\n", "two", "3:two"),
    ("k: >\n  one\n  two\n\n  three\n    four\n  five\n", "two", "3:two"),
    ("k: >\n  one\n  two\n\n  three\n    four\n  five\n", "three", "5:three"),
    ("k: >\n  one\n  two\n\n  three\n    four\n  five\n", "  four", "6:  four"),
    ("k: >\n  one\n  two\n\n  three\n    four\n  five\n", "five", "7:five"),
  ])
  func findsTextInTheFile(_ text: String, _ word: String, _ expected: String) throws {
    #expect(try place(word, text) == expected)
  }

  @Test func textAcrossLinesCoversThem() throws {
    #expect(try place("one\ntwo", "k: |\n  one\n  two\n") == "2:one\n  two")
    #expect(try place("one two", "k: >\n  one\n  two\n") == "2:one\n  two")
  }

  @Test func everyByteOfALiteralScalarIsItself() throws {
    let file = yaml("k: |\n  a é\n    b\n\n  c\n")
    let node = try #require(file.roots.first?["k"])
    let map = YAMLSourceMap(node)
    for (offset, byte) in Array((node.text ?? "").utf8).enumerated() where byte != 0x0A {
      #expect(file.bytes[map.offset(ofText: offset)] == byte, "\(offset)")
    }
  }
}
