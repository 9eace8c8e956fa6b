import Findings
import Testing

@testable import Detection

@Suite struct LineTableTests {
  private func region(_ bytes: [UInt8], of needle: String) throws -> Region {
    let wanted = Array(needle.utf8)
    let start = try #require(
      bytes.indices.first { bytes[$0...].starts(with: wanted) }, "the text holds the needle")
    return LineTable(bytes.span).region(of: start..<(start + wanted.count), in: bytes.span)
  }

  private func expect(
    _ text: [UInt8], _ needle: String, _ line: Int, _ columns: Range<Int>,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let expected = Region(
      startLine: line, startColumn: columns.lowerBound, endLine: line,
      endColumn: columns.upperBound)
    #expect(try region(text, of: needle) == expected, sourceLocation: sourceLocation)
  }

  @Test func countsUTF16Units() throws {
    try expect(Array("éé😀 TOKEN".utf8), "TOKEN", 1, 6..<11)
    try expect(Array("a\n😀x\n".utf8), "x", 2, 3..<4)
    try expect(Array("a\r\nb".utf8), "b", 2, 1..<2)
    try expect(Array("a\rb".utf8), "b", 1, 3..<4)
  }

  @Test func countsBytesThatAreNoUTF8AsOneUnit() throws {
    try expect([0xFF, 0xC3, 0x20] + Array("x".utf8), "x", 1, 4..<5)
    try expect([0xE2, 0x82] + Array("x".utf8), "x", 1, 3..<4)
  }

  @Test func leavesTheByteOrderMarkOut() throws {
    try expect([0xEF, 0xBB, 0xBF] + Array("x".utf8), "x", 1, 1..<2)
    try expect(Array("a\n".utf8) + [0xEF, 0xBB, 0xBF] + Array("x".utf8), "x", 2, 2..<3)
  }

  @Test func spansLines() {
    let text = Array("ab\ncd\nef".utf8)
    let region = LineTable(text.span).region(of: 1..<5, in: text.span)
    #expect(region == Region(startLine: 1, startColumn: 2, endLine: 2, endColumn: 3))
    let toBreak = LineTable(text.span).region(of: 0..<3, in: text.span)
    #expect(toBreak.endLine == 1)
  }

  /// Code scanning ends a line at a lone CR, git does not.
  @Test func tellsTheLineOfCodeScanning() {
    let text = Array("a\rb\r\nc\rd\ne".utf8)
    let table = LineTable(text.span)
    #expect((1...3).map(table.hashIndex) == [0, 2, 4])
    #expect(PrimaryLocationLineHash.all(of: text.span).count == 5)
  }

  /// Columns on a line of many thousand bytes are counted from a mark, and are what they are from its
  /// start.
  @Test func countsColumnsOnALongLine() {
    let unit = "é😀a\u{FFFD}"
    let text = Array(("\u{FEFF}" + String(repeating: unit, count: 4_000) + "\nend").utf8)
    let table = LineTable(text.span)
    for count in [1, 200, 2_000, 3_999] {
      let start = 3 + count * unit.utf8.count
      let region = table.region(of: start..<(start + 2), in: text.span)
      #expect(region.startLine == 1)
      #expect(region.startColumn == count * unit.utf16.count + 1)
      #expect(region.endColumn == region.startColumn + 1)
    }
    let last = table.region(of: (text.count - 3)..<text.count, in: text.span)
    #expect(last.startLine == 2)
    #expect(last.startColumn == 1)
  }
}
