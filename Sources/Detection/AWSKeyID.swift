/// The id of an AWS access key: four letters for its kind, then 16 base32 digits (RFC 4648, section
/// 6), of which the first ten bytes' worth holds the account that it belongs to.
///
/// Source of the kinds: AWS, "IAM identifiers", "Unique identifiers". The account's place is not in
/// AWS's documentation; keys from before 2019, whose fifth letter is I or J, do not have it.
enum AWSKeyID {
  static func outcome(of id: [UInt8]) -> Validation.Outcome {
    guard id.count == 20 else { return .plausible }
    let digits = id.dropFirst(4)
    guard let value = Base32.decode(digits) else {
      return .doubted("AWS issues ids in base32 (A to Z, 2 to 7), and this one is none")
    }
    if id[4] == ascii("I") || id[4] == ascii("J") { return .plausible }
    // 48 bits, of which the first belongs to the kind and the last seven to the key.
    let bits = value.prefix(6).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let account = (bits & 0x7FFF_FFFF_FF80) >> 7
    guard account <= 999_999_999_999 else {
      return .doubted("no AWS account has the number that it holds")
    }
    let text = String(account)
    let padded = String(repeating: "0", count: 12 - text.utf8.count) + text
    return .fitting("it belongs to AWS account \(padded)")
  }
}

/// base32 (RFC 4648, section 6) in upper case, without padding.
enum Base32 {
  /// What `text` encodes; nil where it holds anything but digits. Bits that fill no byte are left.
  static func decode(_ text: some Sequence<UInt8>) -> [UInt8]? {
    var decoded: [UInt8] = []
    var buffer: UInt32 = 0
    var bits = 0
    for byte in text {
      let value: UInt8
      switch byte {
      case ascii("A")...ascii("Z"): value = byte - ascii("A")
      case ascii("2")...ascii("7"): value = byte - ascii("2") + 26
      default: return nil
      }
      buffer = buffer << 5 | UInt32(value)
      bits += 5
      if bits >= 8 {
        bits -= 8
        decoded.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
        buffer &= (1 << UInt32(bits)) - 1
      }
    }
    return decoded
  }
}
