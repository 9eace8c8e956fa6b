/// What the body of a private key in PEM says (RFC 7468, section 3).
enum PEMValidation {
  private static let truncated = Validation.Outcome.plausible

  /// - Parameter block: the text from `-----BEGIN` on, perhaps inside a string or a diff, and perhaps
  ///   cut off.
  static func outcome(of block: [UInt8]) -> Validation.Outcome {
    let frame = Array("-----".utf8)
    var body = block
    var label: [UInt8] = []
    if let end = ByteText.position(of: frame, in: block, from: 5) {
      label = Array(block[5..<end])
      body = Array(block[(end + 5)...])
    }
    let end = ByteText.position(of: frame, in: body)
    if let end { body = Array(body[..<end]) }
    let isEncrypted = ByteText.position(of: "ENCRYPTED", in: Array(block.prefix(200))) != nil
    let isArmoured = ByteText.position(of: "PGP", in: label) != nil
    let digits = body.filter(Base64.isDigit)
    guard digits.count >= 40, Entropy.shannon(digits) >= 3.5,
      !Placeholder.isPlaceholder(Array(digits.prefix(64)))
    else { return .disproven }
    if isArmoured { return armour(body) }
    // Headers of an old encrypted key (RFC 1421, section 4.6) stand before its body.
    if isEncrypted, ByteText.position(of: "BEGIN ENCRYPTED", in: block) == nil { return .plausible }
    guard end != nil, let bytes = Base64.decode(text(of: body)) else { return truncated }
    return ByteText.position(of: "OPENSSH", in: label) != nil ? openSSH(bytes) : der(bytes)
  }

  /// The body without line breaks, also written as `\n` in a string, and without what a language
  /// or a diff puts around its lines.
  private static func text(of body: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    var index = 0
    while index < body.count {
      let byte = body[index]
      if byte == ascii("\\") {
        // `\/` is a slash in JSON; `\n` and `\r` are line breaks.
        if index + 1 < body.count, body[index + 1] == ascii("/") { text.append(ascii("/")) }
        index += 2
        continue
      }
      let isConcatenation =
        byte == ascii("+") && (index == 0 || body[index - 1].isBlank || body[index - 1].isLineBreak)
        && (index + 1 == body.count || body[index + 1].isBlank || body[index + 1].isQuote)
      if Base64.isDigit(byte) && byte != ascii("-") && !isConcatenation || byte == ascii("=") {
        text.append(byte)
      }
      index += 1
    }
    return text
  }

  /// A key in DER (RFC 5958, RFC 8017 appendix A.1, RFC 5915): one SEQUENCE, whose length is that
  /// of what follows (X.690, section 8.1.3).
  private static func der(_ bytes: [UInt8]) -> Validation.Outcome {
    guard bytes.count > 4, bytes[0] == 0x30 else {
      return .doubted("its body is no key in DER")
    }
    let (length, head): (Int, Int)
    switch bytes[1] {
    case 0..<0x80: (length, head) = (Int(bytes[1]), 2)
    case 0x81: (length, head) = (Int(bytes[2]), 3)
    case 0x82: (length, head) = (Int(bytes[2]) << 8 | Int(bytes[3]), 4)
    default: return .doubted("its body is no key in DER")
    }
    // A body of another length was shortened for an example, or altered: it may still be a key.
    guard head + length == bytes.count else { return .plausible }
    return .proven("its body is a whole key in DER")
  }

  /// A key of OpenSSH: the magic text, then strings with their lengths in front (OpenSSH,
  /// PROTOCOL.key, section 1).
  private static func openSSH(_ bytes: [UInt8]) -> Validation.Outcome {
    let magic = Array("openssh-key-v1\0".utf8)
    guard bytes.starts(with: magic) else {
      return .doubted("its body is no key of OpenSSH")
    }
    var position = magic.count
    func length() -> Int? {
      guard position + 4 <= bytes.count else { return nil }
      defer { position += 4 }
      return bytes[position..<(position + 4)].reduce(0) { $0 << 8 | Int($1) }
    }
    // Cipher, key derivation and its options; then the number of keys, a public one, the private.
    for _ in 0..<3 {
      guard let size = length(), size <= bytes.count - position else { return .plausible }
      position += size
    }
    guard let keys = length(), keys == 1, let size = length(), size <= bytes.count - position else {
      return .plausible
    }
    position += size
    guard let rest = length(), position + rest == bytes.count else { return .plausible }
    return .proven("its body is a whole key of OpenSSH")
  }

  /// ASCII armour with its CRC-24 (RFC 4880, section 6.1); later keys may do without (RFC 9580,
  /// section 6.1).
  private static func armour(_ body: [UInt8]) -> Validation.Outcome {
    let lines = body.split(whereSeparator: \.isLineBreak).map { line in
      Array(line.filter { !$0.isBlank })
    }
    guard let sum = lines.last, sum.count == 5, sum[0] == ascii("="),
      let expected = Base64.decode(sum[1...])
    else { return .plausible }
    let data = lines.dropLast().filter { !$0.contains(ascii(":")) }.flatMap { $0 }
    guard let bytes = Base64.decode(data) else { return .plausible }
    let crc = Checksum.crc24(bytes)
    let isRight = expected.elementsEqual([
      UInt8(crc >> 16), UInt8(crc >> 8 & 0xFF), UInt8(crc & 0xFF),
    ])
    return isRight
      ? .proven("its checksum is right")
      : .doubted("its checksum is wrong: it was made up, or changed")
  }
}
