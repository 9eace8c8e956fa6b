/// Goes through a scalar as it is written and through its text side by side.
struct YAMLSourceReader {
  private(set) var segments: [YAMLSourceMap.Segment] = []
  private let bytes: [UInt8]
  private let range: Range<Int>
  private let text: [UInt8]
  /// How much of the text is accounted for.
  private var done = 0

  init(bytes: [UInt8], range: Range<Int>, text: [UInt8]) {
    self.bytes = bytes
    self.range = range
    self.text = text
  }

  /// A block scalar (YAML 1.2.2, section 8.1): a header line, then lines behind an indentation.
  mutating func readBlock() {
    var line = lineEnd(range.lowerBound) + 1
    let header = bytes[range.lowerBound..<min(line, bytes.count)]
    let explicit = header.dropFirst().prefix(2).first { (0x31...0x39).contains($0) }
    var indentation: Int?
    while line < range.upperBound {
      var end = lineEnd(line)
      let next = end + 1
      if end > line, bytes[end - 1] == 0x0D { end -= 1 }
      let blanks = bytes[line..<end].prefix { $0 == 0x20 }.count
      if blanks < end - line, indentation == nil {
        // An explicit width counts from the parent, whose own is not known here: the text tells.
        let kept =
          explicit == nil ? 0 : text[done...].drop { $0 == 0x0A }.prefix { $0 == 0x20 }.count
        indentation = max(0, blanks - kept)
      }
      let start = min(line + (indentation ?? blanks), end)
      if start < end { place(start..<end) }
      line = next
    }
  }

  mutating func readPlain() { readFlow(range) { _, _ in nil } }

  /// Only `''` stands for something else (section 7.3.2).
  mutating func readSingleQuoted() {
    readFlow(inside) { bytes, index in
      guard bytes[index] == UInt8(ascii: "'") else { return nil }
      return (2, 1)
    }
  }

  /// Escapes: section 5.7.
  mutating func readDoubleQuoted() {
    readFlow(inside) { bytes, index in
      guard bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count else { return nil }
      let digits: Int
      switch bytes[index + 1] {
      case UInt8(ascii: "x"): digits = 2
      case UInt8(ascii: "u"): digits = 4
      case UInt8(ascii: "U"): digits = 8
      case UInt8(ascii: "N"), UInt8(ascii: "_"): return (2, 2)
      case UInt8(ascii: "L"), UInt8(ascii: "P"): return (2, 3)
      case 0x0A, 0x0D: return (1, 0)
      default: return (2, 1)
      }
      let hexadecimal = bytes[min(index + 2, bytes.count)..<min(index + 2 + digits, bytes.count)]
      let value = UInt32(String(decoding: hexadecimal, as: UTF8.self), radix: 16)
      return (2 + digits, value.flatMap(Unicode.Scalar.init).map { UTF8.width($0) } ?? 1)
    }
  }

  private var inside: Range<Int> {
    let start = min(range.lowerBound + 1, range.upperBound)
    return start..<max(start, range.upperBound - 1)
  }

  /// Lines without the blanks around them, cut where an escape stands.
  ///
  /// - Parameter escape: how long the escape at an index is in the file and in the text.
  private mutating func readFlow(
    _ range: Range<Int>, escape: (_ bytes: [UInt8], _ index: Int) -> (source: Int, text: Int)?
  ) {
    var index = range.lowerBound
    var start = index
    var isContinued = false
    while index < range.upperBound {
      if let found = escape(bytes, index) {
        if start < index { place(start..<index) }
        let end = min(index + found.source, range.upperBound)
        if found.text > 0 { placeEscape(index..<end, found.text) }
        (index, start) = (end, end)
        isContinued = found.text == 0
      } else if bytes[index] == 0x0A {
        var end = index
        while end > start, YAMLTree.isBlank(bytes[end - 1]) { end -= 1 }
        if start < end { place(start..<end) }
        index += 1
        while index < range.upperBound, YAMLTree.isBlank(bytes[index]) { index += 1 }
        start = index
        if !isContinued { skipFold() }
        isContinued = false
      } else {
        index += 1
      }
    }
    if start < range.upperBound { place(start..<range.upperBound) }
  }

  /// Passes the blank or the line breaks that folding made.
  private mutating func skipFold() {
    if done < text.count, text[done] == 0x20 {
      done += 1
    } else {
      while done < text.count, text[done] == 0x0A { done += 1 }
    }
  }

  /// Takes a stretch of the file for the next of the text that equals it.
  private mutating func place(_ source: Range<Int>) {
    if done < text.count, text[done] != bytes[source.lowerBound] { skipFold() }
    let count = min(source.count, text.count - done)
    guard count > 0 else { return }
    segments.append(
      .init(text: done..<done + count, source: source.lowerBound..<source.lowerBound + count))
    done += count
    // The line break of a literal block scalar is the file's own.
    let end = source.upperBound
    if done < text.count, text[done] == 0x0A, end < bytes.count, bytes[end] == 0x0A,
      end < range.upperBound
    {
      segments[segments.count - 1].text = done - count..<done + 1
      segments[segments.count - 1].source = source.lowerBound..<source.lowerBound + count + 1
      done += 1
    }
  }

  private mutating func placeEscape(_ source: Range<Int>, _ count: Int) {
    guard done + count <= text.count else { return }
    segments.append(.init(text: done..<done + count, source: source))
    done += count
  }

  private func lineEnd(_ start: Int) -> Int {
    bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
  }
}
