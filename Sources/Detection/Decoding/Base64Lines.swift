/// Finds base64 and hexadecimal in a text, on one line or wrapped over several.
enum Base64Lines {
  /// The shortest run of base64 that is decoded, for `EncodedText.shortest` bytes.
  static let shortestRun = 28
  /// Lines of wrapped base64 have 64 digits (RFC 7468, section 2) or 76 (RFC 2045, section 6.8).
  private static let shortestLine = 60

  /// - Parameter runs: the runs of `shortestRun` digits or more in `bytes`.
  static func append(
    _ runs: [Range<Int>], of bytes: Span<UInt8>, to texts: inout [EncodedText]
  ) {
    var index = runs.startIndex
    while index < runs.endIndex {
      var lines = [runs[index]]
      index += 1
      while index < runs.endIndex, continues(runs[index], lines, in: bytes) {
        lines.append(runs[index])
        index += 1
      }
      if let tail = tail(behind: lines, in: bytes) { lines.append(tail) }
      decode(lines: lines, of: bytes, to: &texts)
    }
  }

  private static func decode(
    lines: [Range<Int>], of bytes: Span<UInt8>, to texts: inout [EncodedText]
  ) {
    let span = lines[0].lowerBound..<lines[lines.count - 1].upperBound
    if lines.count == 1 {
      let run = bytes.extracting(span)
      if let decoded = Hexadecimal.decode(run) {
        texts.append(EncodedText(encoding: "hex", span: span, bytes: decoded))
      } else if let decoded = Base64.decode(run) {
        texts.append(EncodedText(encoding: "base64", span: span, bytes: decoded))
      }
      return
    }
    var digits: [UInt8] = []
    for line in lines { digits += bytes.copy(line) }
    if let decoded = Hexadecimal.decode(digits.span) {
      texts.append(EncodedText(encoding: "hex", span: span, bytes: decoded))
    } else if let decoded = Base64.decode(digits.span) {
      texts.append(EncodedText(encoding: "base64", span: span, bytes: decoded))
    } else {
      for line in lines { decode(lines: [line], of: bytes, to: &texts) }
    }
  }

  /// Whether `run` is the next line of what `lines` are wrapped from.
  private static func continues(
    _ run: Range<Int>, _ lines: [Range<Int>], in bytes: Span<UInt8>
  ) -> Bool {
    let last = lines[lines.count - 1]
    let first = lines[0].count
    return first >= shortestLine && last.count == first && run.count <= first
      && bytes[last.upperBound - 1] != ascii("=") && isBreak(last.upperBound, run.lowerBound, bytes)
  }

  /// Whether nothing but one line break and the next line's indentation stands in between.
  private static func isBreak(_ start: Int, _ end: Int, _ bytes: Span<UInt8>) -> Bool {
    guard end > start, end - start <= 64 else { return false }
    var index = start
    if bytes[index] == 0x0D { index += 1 }
    guard index < end, bytes[index] == 0x0A else { return false }
    return (index + 1..<end).allSatisfy { bytes[$0].isBlank }
  }

  /// The last line of wrapped base64, where it is too short to be a run.
  private static func tail(behind lines: [Range<Int>], in bytes: Span<UInt8>) -> Range<Int>? {
    let last = lines[lines.count - 1]
    guard last.count == lines[0].count, last.count >= shortestLine,
      bytes[last.upperBound - 1] != ascii("=")
    else { return nil }
    var start = last.upperBound
    while start < bytes.count, bytes[start].isLineBreak || bytes[start].isBlank { start += 1 }
    guard isBreak(last.upperBound, start, bytes) else { return nil }
    var end = start
    while end < bytes.count, Base64.isDigit(bytes[end]) { end += 1 }
    while end < bytes.count, bytes[end] == ascii("=") { end += 1 }
    guard end > start, end - start < last.count, end == bytes.count || bytes[end].isLineBreak else {
      return nil
    }
    return start..<end
  }
}

/// Text in hexadecimal: two digits a byte (RFC 4648, section 8), with `0x` before them or not.
enum Hexadecimal {
  /// What `text` says; nil where it is none, or no text: digests and keys are hexadecimal too.
  static func decode(_ text: Span<UInt8>) -> [UInt8]? {
    var index = text.count > 2 && text[0] == 0x30 && text[1] | 0x20 == ascii("x") ? 2 : 0
    guard (text.count - index) % 2 == 0, (text.count - index) / 2 >= EncodedText.shortest else {
      return nil
    }
    var decoded: [UInt8] = []
    while index < text.count {
      guard let high = digit(text[index]), let low = digit(text[index + 1]) else { return nil }
      let byte = high << 4 | low
      // The first bytes tell: of a digest's, two in three are no text.
      if decoded.count < 2, byte < 0x09, decoded.first != 0x1F { return nil }
      decoded.append(byte)
      index += 2
    }
    return decoded
  }

  /// The value of one digit.
  static func digit(_ byte: UInt8) -> UInt8? {
    if byte.isDigit { return byte & 0x0F }
    return byte.isHexDigit ? (byte | 0x20) - 0x57 : nil
  }
}
