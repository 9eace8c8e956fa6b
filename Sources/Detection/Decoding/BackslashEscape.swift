/// A character written by its number behind a backslash.
///
/// `\u003d` is JSON's and most languages' (RFC 8259, section 7), `\x3d` that of C and what came from
/// it, `\u{3d}` that of Swift, Rust and ECMAScript. Characters beyond 16 bits are two of the first.
enum BackslashEscape {
  static func decoded(_ bytes: Span<UInt8>, at offset: Int) -> (text: [UInt8], length: Int)? {
    guard offset + 3 < bytes.count, bytes[offset] == ascii("\\") else { return nil }
    switch bytes[offset + 1] {
    case ascii("x"): return number(bytes, digits: offset + 2..<offset + 4, end: offset + 4, offset)
    case ascii("u") where bytes[offset + 2] == ascii("{"):
      var end = offset + 3
      while end < bytes.count, end < offset + 9, bytes[end].isHexDigit { end += 1 }
      guard end < bytes.count, bytes[end] == ascii("}") else { return nil }
      return number(bytes, digits: offset + 3..<end, end: end + 1, offset)
    case ascii("u"):
      return number(bytes, digits: offset + 2..<offset + 6, end: offset + 6, offset)
    default: return nil
    }
  }

  private static func number(
    _ bytes: Span<UInt8>, digits: Range<Int>, end: Int, _ start: Int
  ) -> (text: [UInt8], length: Int)? {
    guard end <= bytes.count, let value = Hexadecimal.number(bytes, digits) else { return nil }
    // A surrogate by itself is no character, and no secret has one: it is passed over.
    let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
    return (Array(String(Character(scalar)).utf8), end - start)
  }
}

extension Hexadecimal {
  /// The number that the digits in `range` write; nil where there is another byte, or none.
  static func number(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt32? {
    guard !range.isEmpty else { return nil }
    var value: UInt32 = 0
    for index in range {
      guard let digit = digit(bytes[index]) else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}
