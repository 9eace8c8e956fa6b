import Testing

@testable import Detection
@testable import Git

@Suite struct TextFormTests {
  private static func utf16(_ text: String, little: Bool, mark: Bool = false) -> [UInt8] {
    let units = (mark ? [0xFEFF] : []) + Array(text.utf16)
    return units.flatMap { unit in
      let bytes = [UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8)]
      return little ? bytes : bytes.reversed()
    }
  }

  @Test(arguments: [true, false], [true, false])
  func knowsUTF16(isLittle: Bool, hasMark: Bool) {
    let text = "name = välue 😀\r\nsecond line of plain text\n"
    let bytes = Self.utf16(text, little: isLittle, mark: hasMark)
    let mark = hasMark ? 2 : 0
    #expect(TextForm(bytes.span) == .utf16(isLittleEndian: isLittle, mark: mark))
    let decoded = TextForm.utf8(bytes.span, isLittleEndian: isLittle, mark: mark)
    #expect(String(decoding: decoded, as: UTF8.self) == text)
  }

  @Test func mendsLoneSurrogatesAndAnOddByte() {
    let bytes = Self.utf16("a", little: true) + [0x00, 0xD8, 0x62, 0x00, 0x63]
    #expect(TextForm.utf8(bytes.span, isLittleEndian: true, mark: 0) == Array("a\u{FFFD}b".utf8))
  }

  @Test func tellsTextBinaryAndPointers() {
    #expect(TextForm(Array("plain".utf8).span) == .text)
    #expect(TextForm([UInt8]().span) == .text)
    #expect(TextForm([0x89, 0x50, 0, 1, 2, 3, 0, 0, 0, 9].span) == .binary)
    let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"
    #expect(TextForm(Array(pointer.utf8).span) == .lfsPointer)
    let page = pointer + String(repeating: "and much text behind it\n", count: 60)
    #expect(TextForm(Array(page.utf8).span) == .text)
    // A NUL behind what git looks at leaves it text.
    #expect(TextForm(([UInt8](repeating: 0x61, count: 8_000) + [0]).span) == .text)
  }

  /// Lines are found by one module and the added ones counted by the other.
  @Test func agreesWithHowAddedLinesAreCounted() {
    var random = SeededGenerator(state: 7)
    var samples = [true, false].flatMap { little in
      ["", "a", "abcd", "text of some length\n", "日本語のテキスト\n", "é😀 mixed\r\n"].flatMap {
        [Self.utf16($0, little: little), Self.utf16($0, little: little, mark: true)]
      }
    }
    for _ in 0..<400 {
      let share = UInt8.random(in: 0...255, using: &random)
      samples.append(
        (0..<Int.random(in: 0...40, using: &random)).map { index in
          let isNull = UInt8.random(in: 0...255, using: &random) < share
          return isNull && !index.isMultiple(of: 3) ? 0 : UInt8.random(in: 0...255, using: &random)
        })
      samples.append(
        (0..<30).map { $0.isMultiple(of: 2) == (share < 128) ? 0x61 : share < 40 ? 1 : 0 })
    }
    for sample in samples {
      var decoded: [UInt8]?
      if case .utf16(let isLittle, let mark) = TextForm(sample.span) {
        decoded = TextForm.utf8(sample.span, isLittleEndian: isLittle, mark: mark)
      }
      #expect(UTF16Text(of: sample.span)?.utf8 == decoded, "\(sample)")
    }
  }
}
