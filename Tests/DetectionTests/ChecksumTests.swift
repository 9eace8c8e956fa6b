import Rules
import TestSupport
import Testing

@testable import Detection

@Suite struct ChecksumTests {
  /// The check value of CRC-32 (ISO-HDLC) in the catalogue of parametrised CRC algorithms.
  @Test func computesTheCatalogueValue() {
    #expect(Checksum.crc32("123456789".utf8) == 0xCBF4_3926)
    #expect(Checksum.crc32("".utf8) == 0)
  }

  @Test(arguments: 0..<20)
  func provesTokensAndRefusesEachChange(number: Int) {
    let token = Array(PlantedSecret.github("checksum \(number)").text.utf8)
    #expect(Checksum.isProven(token))
    for index in 4..<token.count {
      var changed = token
      changed[index] = changed[index] == ascii("x") ? ascii("y") : ascii("x")
      #expect(!Checksum.isProven(changed), "a change at \(index) shows")
    }
  }

  @Test(arguments: ["", "ghp_", "ghp_abc", "abcdef"])
  func provesNothingShort(text: String) { #expect(!Checksum.isProven(Array(text.utf8))) }
}
