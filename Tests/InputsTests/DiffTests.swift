import Findings
import Foundation
import Git
import Inputs
import TestSupport
import Testing

struct DiffTests {
  private func added(_ old: [UInt8], _ new: [UInt8]) throws -> [ClosedRange<Int>]? {
    try Repository.addedLines(from: old.span, to: new.span)
  }

  private func added(_ old: String, _ new: String) throws -> [ClosedRange<Int>]? {
    try added(Array(old.utf8), Array(new.utf8))
  }

  @Test func linesOfTheNewSide() throws {
    #expect(try added("", "one\ntwo\n") == [1...2])
    #expect(try added("one\ntwo\n", "") == [])
    #expect(try added("one\ntwo\n", "one\ntwo\n") == [])
    #expect(try added("one\nthree\n", "one\ntwo\nthree\n") == [2...2])
    #expect(try added("one\ntwo\nthree\n", "one\nthree\n") == [])
    #expect(try added("a\nb\nc\nd\n", "A\nb\nc\nD\ne\n") == [1...1, 4...5])
  }

  @Test func theLastLineNeedsNoBreak() throws {
    #expect(try added("one", "one\ntwo") == [1...2], "a line break at its end makes it another")
    #expect(try added("one\n", "one\ntwo") == [2...2])
    #expect(try added("one\ntwo", "one\ntwo\n") == [2...2])
  }

  @Test func whiteSpaceCounts() throws {
    #expect(try added("a: b\n", "a:  b\n") == [1...1])
    #expect(try added("one\ntwo\n", "one\r\ntwo\n") == [1...1])
    #expect(try added("one\n", "one\n\n") == [2...2])
  }

  @Test func textThatIsNotUTF8() throws {
    #expect(try added([0xFF, 0x0A], [0xFF, 0x0A, 0xFE, 0x0A]) == [2...2])
  }

  @Test func binaryCountsAsAWhole() throws {
    let binary: [UInt8] = [1, 2, 0, 0, 0, 3, 0x0A, 0, 4]
    #expect(try added(binary, binary + [0x0A, 1]) == nil)
    #expect(try added(Array("text\n".utf8), binary) == nil)
    #expect(try added(binary, Array("text\n".utf8)) == nil)
  }

  private func encoded(_ text: String, isLittle: Bool, mark: Bool) -> [UInt8] {
    ((mark ? [0xFEFF] : []) + Array(text.utf16)).flatMap { unit in
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      return isLittle ? [low, high] : [high, low]
    }
  }

  @Test(arguments: [true, false], [true, false])
  func utf16IsComparedAsText(isLittle: Bool, mark: Bool) throws {
    // U+0A0A and U+010A hold the byte of a line feed without being one.
    let odd = mark ? "\u{0A0A}\u{010A}" : ""
    let old = "first line \(odd)\nthird line\n"
    let new = "first line \(odd)\nsecond line\nthird line\nfourth line\n"
    let before = encoded(old, isLittle: isLittle, mark: mark)
    let after = encoded(new, isLittle: isLittle, mark: mark)
    #expect(try added(before, after) == [2...2, 4...4])
    #expect(try added(Array(old.utf8), after) == [2...2, 4...4], "converted on the way")
    #expect(try added(before, Array(new.utf8)) == [2...2, 4...4])
  }

  @Test func manyLinesInReasonableTime() throws {
    let old = (0..<50_000).map { "line \($0)\n" }
    let new = old.enumerated().map { $0.offset % 1000 == 0 ? "changed\n" : $0.element }
    let clock = ContinuousClock()
    var ranges: [ClosedRange<Int>]?
    let time = try clock.measure { ranges = try added(old.joined(), new.joined()) }
    #expect(ranges?.count == 50)
    #expect(time < .seconds(5))
  }

  @Test func ofBlobsWhateverTheAttributesSay() throws {
    let repository = try ScratchRepository()
    try repository.makeHostile()
    try repository.commit("a.txt", "one\n")
    try repository.commit("a.txt", "one\ntwo\n")
    let opened = try Repository(path: repository.folder.path)
    let old = try #require(ObjectID(hex: try repository.git("rev-parse HEAD~1:a.txt")))
    let new = try #require(ObjectID(hex: try repository.git("rev-parse HEAD:a.txt")))
    #expect(try opened.addedLines(from: old, to: new) == [2...2])
    #expect(try opened.addedLines(from: new, to: new) == [])
    #expect(throws: GitError.self) { try opened.addedLines(from: .null, to: new) }
  }

  @Test func aLineMustBeNewToEveryParent() throws {
    let repository = try ScratchRepository()
    let ids = try ["one\ntwo\n", "zero\none\n", "zero\none\ntwo\nthree\n"].map { text in
      try #require(
        ObjectID(
          hex: try repository.git(["hash-object", "-w", "--stdin"], input: Array(text.utf8))))
    }
    let plan = InputPlan(repository: repository.folder.path)
    let reader = try InputReader(plan: plan)
    func lines(_ previous: [ObjectID]) throws -> AddedLines? {
      try reader.addedLines(
        of: Input(
          path: RepositoryPath("a"), content: .blob(ids[2]),
          addition: Input.Addition(previous: previous)))
    }
    #expect(try lines([]) == nil)
    #expect(try lines([ids[0]]) == AddedLines(ranges: [1...1, 4...4]))
    #expect(try lines([ids[1]]) == AddedLines(ranges: [3...4]))
    #expect(try lines([ids[0], ids[1]]) == AddedLines(ranges: [4...4]))
    #expect(try lines([.null]) == nil, "what cannot be read takes nothing away")
  }
}
