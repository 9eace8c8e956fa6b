/// base64 and base64url (RFC 4648, sections 4 and 5), padded or not.
public enum Base64 {
  /// The six bits of each digit, 255 for bytes that are none.
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 255, count: 256)
    let digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
    for (value, digit) in digits.enumerated() { values[Int(digit)] = UInt8(value) }
    values[Int(ascii("-"))] = 62
    values[Int(ascii("_"))] = 63
    return values
  }()

  /// Whether `byte` is a digit of either alphabet.
  static func isDigit(_ byte: UInt8) -> Bool { values[Int(byte)] != 255 }

  /// What `text` encodes; nil where it holds anything but digits, with up to two `=` at the end.
  public static func decode(_ text: some Sequence<UInt8>) -> [UInt8]? {
    var decoded: [UInt8] = []
    var buffer: UInt32 = 0
    var bits: UInt32 = 0
    var padding = 0
    for byte in text {
      if byte == ascii("=") {
        padding += 1
        continue
      }
      let value = values[Int(byte)]
      guard value != 255, padding == 0 else { return nil }
      buffer = buffer << 6 | UInt32(value)
      bits += 6
      if bits >= 8 {
        bits -= 8
        decoded.append(UInt8(truncatingIfNeeded: buffer >> bits))
      }
    }
    return padding <= 2 && bits < 6 ? decoded : nil
  }

  /// Calls `body` with each run of digits of `minimum` or more, its padding included.
  ///
  /// A run that long has a digit at every `minimum`-th byte, so most of the text is never looked at.
  static func forEachRun(in bytes: Span<UInt8>, minimum: Int, _ body: (Range<Int>) -> Void) {
    var probe = minimum - 1
    var floor = 0
    while probe < bytes.count {
      guard isDigit(bytes[probe]) else {
        probe += minimum
        continue
      }
      var start = probe
      while start > floor, isDigit(bytes[start - 1]) { start -= 1 }
      var end = probe + 1
      while end < bytes.count, isDigit(bytes[end]) { end += 1 }
      let length = end - start
      while end < bytes.count, end - start < length + 2, bytes[end] == ascii("=") { end += 1 }
      if length >= minimum { body(start..<end) }
      floor = end
      probe = end + minimum - 1
    }
  }
}
