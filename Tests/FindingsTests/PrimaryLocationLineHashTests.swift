import Findings
import Testing

@Suite struct PrimaryLocationLineHashTests {
  private func hashes(_ bytes: [UInt8]) -> [String] { PrimaryLocationLineHash.all(of: bytes.span) }
  private func hashes(_ text: String) -> [String] { hashes(Array(text.utf8)) }

  /// The values that github/codeql-action itself expects (src/fingerprints.test.ts).
  @Test func agreesWithPublishedValues() {
    #expect(hashes("") == ["c129715d7a2bc9a3:1"])
    #expect(
      hashes(" a\nb\n  \t\tc\n d") == [
        "271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1",
      ])
    #expect(
      hashes(" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End") == [
        "8b7cf3e952e7aeb2:1", "b1ae1287ec4718d9:1", "bff680108adb0fcc:1", "c6805c5e1288b612:1",
        "b86d3392aea1be30:1", "e6ceba753e1a442:1",
      ])
  }

  @Test(arguments: [
    " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n",
    " hello; \t\rworld!!!\r\r\r  \t\tGreetings\r End\r",
    " hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n",
    " hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n",
  ])
  func lineBreaksAreOne(_ text: String) {
    #expect(
      hashes(text) == [
        "e9496ae3ebfced30:1", "fb7c023a8b9ccb3f:1", "ce8ba1a563dcdaca:1", "e20e36e16fcb0cc8:1",
        "b3edc88f2938467e:1", "c8e28b0b4002a3a0:1", "c129715d7a2bc9a3:1",
      ])
  }

  @Test func equalLinesAreCounted() {
    #expect(
      hashes(String(repeating: "Lorem ipsum dolor sit amet.\n", count: 10)) == [
        "a7f2ff13bc495cf2:1", "a7f2ff13bc495cf2:2", "a7f2ff13bc495cf2:3", "a7f2ff13bc495cf2:4",
        "a7f2ff13bc495cf2:5", "a7f2ff13bc495cf2:6", "a7f2ff1481e87703:1", "a9cf91f7bbf1862b:1",
        "55ec222b86bcae53:1", "cc97dc7b1d7d8f7b:1", "c129715d7a2bc9a3:1",
      ])
  }

  /// From here on the values come from a second implementation, in JavaScript with `BigInt`, that
  /// decodes the bytes as Node does.
  @Test func countsUTF16Units() {
    #expect(
      hashes("éé😀 TOKEN=x\nplain\n") == [
        "6641865bee0383a0:1", "db1e03ed63abac25:1", "c129715d7a2bc9a3:1",
      ])
  }

  @Test func keepsTheByteOrderMark() {
    #expect(hashes("\u{FEFF}a\n") == ["25afd31b599dedcd:1", "c129715d7a2bc9a3:1"])
    #expect(hashes("a\n") == ["243cbaa4685aab12:1", "c129715d7a2bc9a3:1"])
  }

  @Test func replacesWhatIsNotUTF8() {
    let bytes: [UInt8] = [
      0x61, 0xFF, 0xE2, 0x82, 0x41, 0x0A, 0xF0, 0x9F, 0x98, 0x0A, 0xED, 0xA0, 0x80, 0x0A, 0xC0,
      0xAF, 0x0A, 0xE2,
    ]
    #expect(
      hashes(bytes) == [
        "4e33c169f6eb565a:1", "93cf6e60954fdaa4:1", "e0da2c28eb15ca99:1", "8f16a939f50cd420:1",
        "8989dec65f08d110:1",
      ])
  }

  @Test func coversAHundredUnitsOfLongLines() {
    let text = String(repeating: "x", count: 250) + "\n" + String(repeating: "y", count: 99) + "\nz"
    #expect(
      hashes(text) == ["52b56201ffb58620:1", "cadd4b5b9d92c4ad:1", "76dcabf80cb35c79:1"])
  }

  @Test func aSpacePartsCarriageReturnAndLineFeed() {
    #expect(
      hashes("a\r \nb\r\r\n\n") == [
        "880f8c82f82ef668:1", "938dc08ca072a889:1", "5b5cae4d3171c963:1", "5b5d4caf73a13177:1",
        "3c5bef55b72b93c9:1", "c129715d7a2bc9a3:1",
      ])
  }
}
