import Foundation
import Testing

@testable import Detection

@Suite struct Base64Tests {
  private func runs(in text: String, minimum: Int) -> [String] {
    let bytes = Array(text.utf8)
    return Base64.runs(in: bytes.span, minimum: minimum).map {
      String(decoding: bytes[$0], as: UTF8.self)
    }
  }

  @Test(arguments: 0..<40)
  func findsARunAtEveryAlignment(offset: Int) {
    let run = "QWxhZGRpbjpvcGVuIHNlc2FtZQ"
    let before = String(repeating: ".", count: offset)
    for after in ["", ".", " tail of the text that goes on"] {
      #expect(runs(in: before + run + after, minimum: run.count) == [run])
      #expect(runs(in: before + run + "==" + after, minimum: 20) == [run + "=="])
      #expect(runs(in: before + run + after, minimum: run.count + 1).isEmpty)
    }
    #expect(runs(in: run + before + "." + run, minimum: 20) == [run, run])
  }

  @Test func decodesBothAlphabetsWithAndWithoutPadding() {
    for count in 0..<40 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 83 ^ 0xFB) }
      let padded = Data(bytes).base64EncodedString()
      let bare = padded.replacing("=", with: "")
      let url = bare.replacing("+", with: "-").replacing("/", with: "_")
      for text in [padded, bare, url] { #expect(Base64.decode(text.utf8) == bytes, "\(text)") }
    }
  }

  @Test(arguments: ["A", "AAAAA", "AA=A", "AA===", "AA A", "AA\n", "A.AA", "é"])
  func refusesWhatIsNone(text: String) { #expect(Base64.decode(text.utf8) == nil) }
}
