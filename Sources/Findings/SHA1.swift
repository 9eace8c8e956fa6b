/// SHA-1 (FIPS 180-4, section 6.1), by which detect-secrets names the secrets in its baseline.
///
/// For comparing with what another tool wrote, never for a fingerprint of ours: it has no key, and
/// is broken.
enum SHA1 {
  /// The 20-byte digest of `message` in lower-case hexadecimal.
  static func digest(_ message: [UInt8]) -> String {
    var padded = message
    padded.append(0x80)
    padded += [UInt8](repeating: 0, count: (119 - message.count % 64) % 64)
    let bits = UInt64(message.count) * 8
    padded += (0..<8).map { UInt8(truncatingIfNeeded: bits >> (56 - 8 * UInt64($0))) }
    var state: [UInt32] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0]
    for start in stride(from: 0, to: padded.count, by: 64) {
      compress(Array(padded[start..<start + 64]), into: &state)
    }
    return state.flatMap { word in
      (0..<4).map { hexadecimal(UInt8(truncatingIfNeeded: word >> (24 - 8 * $0))) }
    }.joined()
  }

  private static func compress(_ block: [UInt8], into state: inout [UInt32]) {
    var words = (0..<16).map { index in
      (0..<4).reduce(UInt32(0)) { $0 << 8 | UInt32(block[index * 4 + $1]) }
    }
    for index in 16..<80 {
      let mixed = words[index - 3] ^ words[index - 8] ^ words[index - 14] ^ words[index - 16]
      words.append(rotated(mixed, 1))
    }
    var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
    for (index, word) in words.enumerated() {
      let (function, constant): (UInt32, UInt32)
      switch index / 20 {
      case 0: (function, constant) = ((b & c) ^ (~b & d), 0x5a82_7999)
      case 1: (function, constant) = (b ^ c ^ d, 0x6ed9_eba1)
      case 2: (function, constant) = ((b & c) ^ (b & d) ^ (c & d), 0x8f1b_bcdc)
      default: (function, constant) = (b ^ c ^ d, 0xca62_c1d6)
      }
      let next = rotated(a, 5) &+ function &+ e &+ constant &+ word
      (e, d, c, b, a) = (d, c, rotated(b, 30), a, next)
    }
    for (index, word) in [a, b, c, d, e].enumerated() { state[index] &+= word }
  }

  private static func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 {
    word << count | word >> (32 - count)
  }
}
