/// Finds whole files in the strings of a JSON document, as a Helm release has its manifest: one
/// string, with `\n` between the lines (RFC 8259, section 7).
enum JSONStrings {
  /// Adds each string of `bytes` that holds a line break, unescaped.
  static func append(from bytes: Span<UInt8>, to texts: inout [EncodedText]) {
    var offset = 0
    while offset < bytes.count {
      guard bytes[offset] == ascii("\"") else {
        offset += 1
        continue
      }
      var end = offset + 1
      var hasBreak = false
      while end < bytes.count, bytes[end] != ascii("\"") {
        if bytes[end] == ascii("\\"), end + 1 < bytes.count {
          hasBreak = hasBreak || bytes[end + 1] == ascii("n")
          end += 1
        }
        end += 1
      }
      end = min(end, bytes.count)
      if hasBreak, end - offset > EncodedText.shortest {
        texts.append(text(in: bytes, offset + 1..<end))
      }
      offset = end + 1
    }
  }

  private static func text(in bytes: Span<UInt8>, _ span: Range<Int>) -> EncodedText {
    var decoded: [UInt8] = []
    var offsets: [Int] = []
    var offset = span.lowerBound
    while offset < span.upperBound {
      let next = unescaped(bytes, at: offset)
      for byte in next.text {
        decoded.append(byte)
        offsets.append(offset)
      }
      offset += next.length
    }
    return EncodedText(
      encoding: "json", span: span, bytes: decoded, offsets: offsets + [span.upperBound])
  }

  private static func unescaped(
    _ bytes: Span<UInt8>, at offset: Int
  ) -> (text: [UInt8], length: Int) {
    guard bytes[offset] == ascii("\\"), offset + 1 < bytes.count else {
      return ([bytes[offset]], 1)
    }
    switch bytes[offset + 1] {
    case ascii("n"): return ([0x0A], 2)
    case ascii("r"): return ([0x0D], 2)
    case ascii("t"): return ([0x09], 2)
    case ascii("b"), ascii("f"): return ([0x20], 2)
    case ascii("u"): return BackslashEscape.decoded(bytes, at: offset) ?? ([], 2)
    default: return ([bytes[offset + 1]], 2)
    }
  }
}
