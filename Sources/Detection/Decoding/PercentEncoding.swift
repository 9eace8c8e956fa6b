/// A byte written as `%3D` (RFC 3986, section 2.1).
enum PercentEncoding {
  static func decoded(_ bytes: Span<UInt8>, at offset: Int) -> (text: [UInt8], length: Int)? {
    guard offset + 2 < bytes.count, bytes[offset] == ascii("%"),
      let high = Hexadecimal.digit(bytes[offset + 1]),
      let low = Hexadecimal.digit(bytes[offset + 2])
    else { return nil }
    return ([high << 4 | low], 3)
  }
}
