/// Bytes that are text in UTF-16: with a byte order mark, or with every other byte NUL in what
/// begins like Latin text.
struct UTF16Text {
  /// The text in UTF-8, without the mark.
  let utf8: [UInt8]

  /// How many bytes are looked at to tell text from binary data, as git does.
  private static let window = 8000

  /// Nil where `bytes` do not look like UTF-16.
  init?(of bytes: Span<UInt8>) {
    guard bytes.count >= 2, let order = UTF16Text.order(of: bytes) else { return nil }
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    var offset = order.start
    while offset + 1 < bytes.count {
      let (first, second) = (UInt16(bytes[offset]), UInt16(bytes[offset + 1]))
      units.append(order.isLittle ? second << 8 | first : first << 8 | second)
      offset += 2
    }
    utf8 = Array(String(decoding: units, as: UTF16.self).utf8)
  }

  /// Whether the first bytes have a NUL, which text in UTF-8 has not.
  static func hasNull(_ bytes: Span<UInt8>) -> Bool {
    for index in 0..<min(bytes.count, window) where bytes[index] == 0 { return true }
    return false
  }

  /// The same measure as `TextForm` of Detection, so that both count the same lines; a test compares
  /// them, since neither module may import the other.
  private static func order(of bytes: Span<UInt8>) -> (isLittle: Bool, start: Int)? {
    if bytes[0] == 0xFF, bytes[1] == 0xFE { return (true, 2) }
    if bytes[0] == 0xFE, bytes[1] == 0xFF { return (false, 2) }
    let count = min(bytes.count, window)
    guard count >= 8 else { return nil }
    var nulls = (even: 0, odd: 0)
    for index in 0..<count where bytes[index] == 0 {
      if index & 1 == 0 { nulls.even += 1 } else { nulls.odd += 1 }
    }
    let half = count / 2
    if nulls.odd * 10 >= half * 7, nulls.even * 20 <= half { return (true, 0) }
    if nulls.even * 10 >= half * 7, nulls.odd * 20 <= half { return (false, 0) }
    return nil
  }
}
