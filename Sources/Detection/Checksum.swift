/// The checksums that credentials carry.
enum Checksum {
  /// Whether the last six characters of a token of GitHub or npm prove those before them.
  ///
  /// They are the CRC-32 of what stands behind the prefix, in base 62 (digits, upper case, lower
  /// case) with leading zeros. Source: GitHub blog, "Behind GitHub's new authentication token
  /// formats" (2021), "Checksum"; npm took the same format (GitHub changelog, "npm has a new access
  /// token format", 2021).
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

  /// Whether a seed of NATS, base32 of two prefix bytes, the key and a CRC-16, ends in the CRC of
  /// the rest, the lower byte first (nats-io/nkeys, README, "Basics"; crc16.go).
  static func isProvenNATSSeed(_ seed: [UInt8]) -> Bool {
    guard let bytes = Base32.decode(seed), bytes.count > 2 else { return false }
    let sum = crc16(bytes.dropLast(2))
    return bytes.suffix(2).elementsEqual([UInt8(sum & 0xFF), UInt8(sum >> 8)])
  }

  /// CRC-16/XMODEM (polynomial 0x1021, nothing reflected).
  static func crc16(_ bytes: some Sequence<UInt8>) -> UInt16 {
    var remainder: UInt16 = 0
    for byte in bytes {
      remainder ^= UInt16(byte) << 8
      for _ in 0..<8 {
        remainder = remainder << 1 ^ (remainder & 0x8000 != 0 ? 0x1021 : 0)
      }
    }
    return remainder
  }

  /// CRC-24 of OpenPGP's armour (RFC 4880, section 6.1).
  static func crc24(_ bytes: some Sequence<UInt8>) -> UInt32 {
    var remainder: UInt32 = 0xB704CE
    for byte in bytes {
      remainder ^= UInt32(byte) << 16
      for _ in 0..<8 {
        remainder <<= 1
        if remainder & 0x100_0000 != 0 { remainder ^= 0x186_4CFB }
      }
    }
    return remainder & 0xFF_FFFF
  }

  /// Whether a bech32 text, in either case, has a right checksum (BIP 173, "Checksum").
  static func isProvenBech32(_ text: [UInt8]) -> Bool {
    let lower = text.map(\.lowered)
    let digits = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)
    guard let mark = lower.lastIndex(of: ascii("1")), mark > 0 else { return false }
    let head = lower[..<mark]
    var values = head.map { UInt32($0 >> 5) } + [0] + head.map { UInt32($0 & 31) }
    for byte in lower[(mark + 1)...] {
      guard let value = digits.firstIndex(of: byte) else { return false }
      values.append(UInt32(value))
    }
    let generators: [UInt32] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3]
    var sum: UInt32 = 1
    for value in values {
      let top = sum >> 25
      sum = (sum & 0x1ff_ffff) << 5 ^ value
      for (bit, generator) in generators.enumerated() where top >> UInt32(bit) & 1 == 1 {
        sum ^= generator
      }
    }
    return sum == 1
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
