/// base64 as Kubernetes writes it (RFC 4648, section 4), line breaks allowed.
enum Base64Text {
  /// The bytes that `text` stands for, nil for anything that is no base64.
  static func decode(_ text: String) -> [UInt8]? {
    var decoded: [UInt8] = []
    var buffer: UInt32 = 0
    var bits: UInt32 = 0
    var digits = 0
    var padding = 0
    for byte in text.utf8 where !byte.isSpace {
      if byte == ascii("=") {
        padding += 1
        continue
      }
      guard padding == 0, let value = value(of: byte) else { return nil }
      digits += 1
      buffer = buffer << 6 | UInt32(value)
      bits += 6
      if bits >= 8 {
        bits -= 8
        decoded.append(UInt8(truncatingIfNeeded: buffer >> bits))
      }
    }
    return (digits + padding) % 4 == 0 ? decoded : nil
  }

  private static func value(of byte: UInt8) -> UInt8? {
    switch byte {
    case ascii("A")...ascii("Z"): byte - ascii("A")
    case ascii("a")...ascii("z"): byte - ascii("a") + 26
    case ascii("0")...ascii("9"): byte - ascii("0") + 52
    case ascii("+"): 62
    case ascii("/"): 63
    default: nil
    }
  }
}
