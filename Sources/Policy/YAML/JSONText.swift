/// JSON as libyaml takes it.
enum JSONText {
  /// `bytes` with what JSON allows and libyaml refuses in `range` replaced by as many bytes: tabs
  /// between values, and the halves of surrogate pairs in escapes (RFC 8259, section 7), whose
  /// character becomes U+FFFD. Nil where the range does not look like JSON.
  static func asYAML(_ bytes: [UInt8], _ range: Range<Int>) -> [UInt8]? {
    guard let first = bytes[range].firstIndex(where: { !YAMLTree.isBlank($0) }),
      bytes[first] == UInt8(ascii: "{") || bytes[first] == UInt8(ascii: "[")
    else { return nil }
    var text = bytes
    var isQuoted = false
    var index = first
    while index < range.upperBound {
      switch text[index] {
      case UInt8(ascii: "\""): isQuoted.toggle()
      case 0x09 where !isQuoted: text[index] = 0x20
      case UInt8(ascii: "\\") where isQuoted:
        if isSurrogate(text, index, range.upperBound) {
          text.replaceSubrange(index + 2..<index + 6, with: [0x66, 0x66, 0x66, 0x64])
        }
        index += 1
      default: break
      }
      index += 1
    }
    return text
  }

  /// Whether `\ud800` to `\udfff` stands at `index`.
  private static func isSurrogate(_ text: [UInt8], _ index: Int, _ end: Int) -> Bool {
    guard index + 6 <= end, text[index + 1] == UInt8(ascii: "u") else { return false }
    return text[index + 2] | 0x20 == UInt8(ascii: "d")
      && [0x38, 0x39, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66].contains(text[index + 3] | 0x20)
  }
}
