/// The checksum that GitHub and npm put into their tokens.
///
/// The last six characters are the CRC-32 of those before, behind the prefix, in base 62 (digits,
/// upper case, lower case) with leading zeros. Source: GitHub blog, "Behind GitHub's new
/// authentication token formats" (2021), "Checksum"; npm took the same format (GitHub changelog,
/// "npm has a new access token format", 2021).
enum Checksum {
  /// Whether the token's last six characters prove the 30 before them.
  static func isProven(_ token: [UInt8]) -> Bool {
    guard let mark = token.lastIndex(of: ascii("_")) else { return false }
    let body = token[(mark + 1)...]
    guard body.count > 6 else { return false }
    return Array(body.suffix(6)) == base62(crc32(body.dropLast(6)))
  }

  /// CRC-32 (ISO 3309, polynomial 0xEDB88320 reflected), as zlib computes it.
  static func crc32(_ bytes: some Sequence<UInt8>) -> UInt32 {
    var remainder: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      remainder ^= UInt32(byte)
      for _ in 0..<8 {
        remainder = remainder >> 1 ^ (remainder & 1 == 1 ? 0xEDB8_8320 : 0)
      }
    }
    return ~remainder
  }

  private static func base62(_ value: UInt32) -> [UInt8] {
    let digits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
    var rest = Int(value)
    var text: [UInt8] = []
    for _ in 0..<6 {
      text.append(digits[rest % 62])
      rest /= 62
    }
    return text.reversed()
  }
}
