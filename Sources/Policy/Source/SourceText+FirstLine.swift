extension SourceText {
  /// The bytes of the first line without its line break; where a finding about the file stands.
  var firstLine: Range<Int> {
    let start = bytes.has("\u{FEFF}", at: 0) ? 3 : 0
    var end = bytes.lineBreak(from: start, limit: bytes.count)
    if end > start, bytes[end - 1] == 0x0D { end -= 1 }
    return start..<end
  }
}
