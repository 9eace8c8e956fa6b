/// Searches in text that is held as bytes.
enum ByteText {
  /// The offset of the first `needle` in `text`, nil where there is none.
  static func position(of needle: [UInt8], in text: [UInt8], from start: Int = 0) -> Int? {
    guard let first = needle.first, text.count - start >= needle.count else { return nil }
    return (start...(text.count - needle.count)).first {
      text[$0] == first && text[$0..<($0 + needle.count)].elementsEqual(needle)
    }
  }

  static func position(of needle: String, in text: [UInt8]) -> Int? {
    position(of: Array(needle.utf8), in: text)
  }
}
