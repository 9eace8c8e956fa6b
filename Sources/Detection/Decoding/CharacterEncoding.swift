/// Encodings that write single characters in another way, in the midst of others that stand for
/// themselves.
enum CharacterEncoding: CaseIterable {
  /// `%3D` (RFC 3986, section 2.1).
  case percent
  /// `\x3d`, `\u003d` and `\u{3d}`, as most languages have them, and JSON (RFC 8259, section 7).
  case escape
  /// `&#61;`, `&#x3d;`, `&quot;` (HTML, section 13.5).
  case entity

  var name: String {
    switch self {
    case .percent: "percent"
    case .escape: "escape"
    case .entity: "html"
    }
  }

  /// What the encoded character that starts at `offset` stands for in UTF-8, and its length.
  func decoded(_ bytes: Span<UInt8>, at offset: Int) -> (text: [UInt8], length: Int)? {
    switch self {
    case .percent: PercentEncoding.decoded(bytes, at: offset)
    case .escape: BackslashEscape.decoded(bytes, at: offset)
    case .entity: HTMLEntity.decoded(bytes, at: offset)
    }
  }

  /// Whether the encoded text cannot go past `byte`.
  private func isEdge(_ byte: UInt8) -> Bool {
    switch self {
    case .percent, .escape:
      byte <= 0x20 || byte.isQuote || byte == ascii("<") || byte == ascii(">")
    case .entity:
      byte.isLineBreak || byte == ascii("\"") || byte == ascii("<") || byte == ascii(">")
    }
  }

  private init?(_ byte: UInt8) {
    switch byte {
    case ascii("%"): self = .percent
    case ascii("\\"): self = .escape
    case ascii("&"): self = .entity
    default: return nil
    }
  }

  // MARK: Finding

  /// Bytes on each side of an encoded character that are decoded with it at most.
  private static let reach = 4_096
  /// Bytes that are looked at together for a first sign.
  private static let block = 128

  /// Adds each stretch of `bytes` with encoded characters in it, decoded.
  static func append(from bytes: Span<UInt8>, to texts: inout [EncodedText]) {
    var offset = 0
    /// For each encoding, how far its last stretch went.
    var ends = [0, 0, 0]
    while offset < bytes.count {
      let end = min(offset + block, bytes.count)
      let isSuspect = hasSign(bytes.extracting(offset..<end))
      while isSuspect, offset < end {
        defer { offset += 1 }
        guard let encoding = CharacterEncoding(bytes[offset]) else { continue }
        let index = encoding == .percent ? 0 : encoding == .escape ? 1 : 2
        guard offset >= ends[index], encoding.decoded(bytes, at: offset) != nil else { continue }
        let stretch = encoding.stretch(around: offset, notBefore: ends[index], in: bytes)
        ends[index] = stretch.upperBound
        if let text = encoding.text(in: bytes, stretch) { texts.append(text) }
      }
      offset = end
    }
  }

  /// Whether an encoded character may start in `bytes`.
  ///
  /// Without a branch in its loop, so that it takes many bytes at a time: an instruction a byte,
  /// where the search for literals takes fourteen. Nine blocks in ten of source code hold no sign.
  private static func hasSign(_ bytes: Span<UInt8>) -> Bool {
    var signs: UInt8 = 0
    for index in bytes.indices {
      let byte = bytes[index]
      signs |= (byte == 0x25 ? 1 : 0) | (byte == 0x5C ? 1 : 0) | (byte == 0x26 ? 1 : 0)
    }
    return signs > 0
  }

  private func stretch(
    around offset: Int, notBefore floor: Int, in bytes: Span<UInt8>
  ) -> Range<Int> {
    var lower = offset
    let lowest = max(floor, offset - CharacterEncoding.reach)
    while lower > lowest, !isEdge(bytes[lower - 1]) { lower -= 1 }
    var upper = offset + 1
    let highest = min(bytes.count, offset + CharacterEncoding.reach)
    while upper < highest, !isEdge(bytes[upper]) { upper += 1 }
    return lower..<upper
  }

  /// The stretch decoded; nil where it is too short, or holds bytes of no text.
  private func text(in bytes: Span<UInt8>, _ stretch: Range<Int>) -> EncodedText? {
    var decoded: [UInt8] = []
    var offsets: [Int] = []
    var offset = stretch.lowerBound
    while offset < stretch.upperBound {
      if CharacterEncoding(bytes[offset]) == self, let next = self.decoded(bytes, at: offset) {
        guard next.text.allSatisfy({ $0 >= 0x20 || $0.isBlank || $0.isLineBreak }) else {
          return nil
        }
        for byte in next.text {
          decoded.append(byte)
          offsets.append(offset)
        }
        offset += next.length
      } else {
        decoded.append(bytes[offset])
        offsets.append(offset)
        offset += 1
      }
    }
    guard decoded.count >= EncodedText.shortest else { return nil }
    return EncodedText(
      encoding: name, span: stretch, bytes: decoded, offsets: offsets + [offset])
  }
}
