extension DotenvFile {
  /// Reads `source` to its end; a line that is no assignment is a fault, and the next is read on.
  public init(_ source: SourceText) {
    var reader = DotenvReader(source: source, position: 0, end: source.bytes.count)
    reader.read()
    self.init(entries: reader.entries, comments: reader.comments, faults: reader.faults)
  }
}

/// Reads one dotenv file, or the inside of one comment.
struct DotenvReader {
  let source: SourceText
  private let bytes: [UInt8]
  private var position: Int
  private let end: Int
  /// Comments inside a comment are not looked for.
  private var isComment = false
  /// Offsets behind which no closing quote of a kind stands: each is searched for in vain once.
  private var unclosed: [UInt8: Int] = [:]
  var entries: [DotenvEntry] = []
  var comments: [DotenvComment] = []
  var faults: [SourceFault] = []

  init(source: SourceText, position: Int, end: Int) {
    self.source = source
    bytes = source.bytes
    self.position = position
    self.end = end
  }

  mutating func read() {
    if position == 0, bytes.has("\u{FEFF}", at: 0) { position = 3 }
    while position < end {
      skip { $0.isSpace }
      guard position < end else { return }
      if bytes[position] == ascii("#") {
        readComment()
      } else if let entry = readEntry() {
        entries.append(entry)
      } else {
        fault(at: position, "this line is no KEY=value")
        skipLine()
      }
    }
  }

  private mutating func readComment() {
    let start = position
    skipLine()
    var stop = position
    while stop > start, bytes[stop - 1].isSpace { stop -= 1 }
    var inner = DotenvReader(source: source, position: start, end: stop)
    inner.isComment = true
    inner.skip { $0 == ascii("#") || $0.isBlank }
    let first = inner.position
    let entry = inner.readEntry()
    // Prose that holds a "=" is not an assignment.
    let isWhole = entry.map { _ in inner.position >= stop && !inner.hasGap(from: first) } ?? false
    comments.append(DotenvComment(range: start..<stop, entry: isWhole ? entry : nil))
  }

  /// Whether blanks stand inside an unquoted value, as they do in a sentence.
  private func hasGap(from start: Int) -> Bool {
    guard let entry = lastRead, entry.quote == .none else { return false }
    return bytes[entry.valueRange].contains(where: \.isBlank)
  }

  private var lastRead: DotenvEntry?

  /// Reads `export KEY=value` to the line's end; nil, with the position as it was, for other text.
  private mutating func readEntry() -> DotenvEntry? {
    let start = position
    var isExported = false
    if bytes.has("export", at: position), position + 6 < end, bytes[position + 6].isBlank {
      isExported = true
      position += 6
      skip(\.isBlank)
    }
    let keyStart = position
    skip { $0.isIdentifier || $0 == ascii(".") || $0 == ascii("-") }
    let keyRange = keyStart..<position
    skip(\.isBlank)
    guard !keyRange.isEmpty, position < end, separates(bytes[position]) else {
      position = start
      return nil
    }
    position += 1
    skip(\.isBlank)
    var entry = DotenvEntry(
      key: bytes.text(keyRange), keyRange: keyRange, value: "", valueRange: position..<position,
      quote: .none, isExported: isExported, references: [],
      line: source.line(of: keyRange.lowerBound))
    readValue(into: &entry)
    lastRead = entry
    return entry
  }

  /// `=`, or the `: ` that motdotla/dotenv takes as well.
  private func separates(_ byte: UInt8) -> Bool {
    byte == ascii("=") || (byte == ascii(":") && bytes.byte(position + 1).isBlank && !isComment)
  }

  private mutating func readValue(into entry: inout DotenvEntry) {
    let quote: DotenvEntry.Quote =
      switch position < end ? bytes[position] : 0 {
      case ascii("\""): .double
      case ascii("'"): .single
      case ascii("`"): .backtick
      default: .none
      }
    if quote != .none {
      if let close = closing(of: bytes[position]) {
        entry.valueRange = (position + 1)..<close
        entry.quote = quote
        position = close + 1
        finishLine()
        finish(&entry)
        return
      }
      fault(at: position, "the quote that opens here is not closed")
    }
    let start = position
    var stop = position
    while position < end, bytes[position] != 0x0A {
      // A comment starts at a # behind a blank.
      if bytes[position] == ascii("#"), position == start || bytes[position - 1].isBlank { break }
      position += 1
      if !bytes[position - 1].isSpace { stop = position }
    }
    entry.valueRange = start..<stop
    finishLine()
    finish(&entry)
  }

  /// The offset of the quote that closes the one at `position`; a backslash protects it in `"`.
  private mutating func closing(of quote: UInt8) -> Int? {
    if let from = unclosed[quote], position >= from { return nil }
    var index = position + 1
    while index < end {
      if bytes[index] == quote { return index }
      index += quote != ascii("'") && bytes[index] == ascii("\\") ? 2 : 1
    }
    unclosed[quote] = position
    return nil
  }

  /// Takes the comment that may stand behind a value, and the rest of the line.
  private mutating func finishLine() {
    skip(\.isBlank)
    if position < end, bytes[position] == ascii("#"), !isComment { readComment() }
    skipLine()
  }

  private func finish(_ entry: inout DotenvEntry) {
    entry.value =
      entry.quote == .double
      ? DotenvReader.unescaped(bytes[entry.valueRange]) : bytes.text(entry.valueRange)
    if entry.quote == .none || entry.quote == .double {
      entry.references = DotenvReference.all(in: bytes, entry.valueRange)
    }
  }

  private static func unescaped(_ value: ArraySlice<UInt8>) -> String {
    var text: [UInt8] = []
    var rest = value
    while let byte = rest.popFirst() {
      guard byte == ascii("\\"), let next = rest.popFirst() else {
        text.append(byte)
        continue
      }
      switch next {
      case ascii("n"): text.append(0x0A)
      case ascii("r"): text.append(0x0D)
      case ascii("t"): text.append(0x09)
      case ascii("\""), ascii("\\"), ascii("$"), ascii("`"): text.append(next)
      default: text += [byte, next]
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func skip(_ isSkipped: (UInt8) -> Bool) {
    while position < end, isSkipped(bytes[position]) { position += 1 }
  }

  private mutating func skipLine() { position = bytes.lineBreak(from: position, limit: end) }

  private mutating func fault(at offset: Int, _ message: String) {
    guard !isComment, faults.count < SourceFault.limit else { return }
    faults.append(SourceFault(offset: offset, line: source.line(of: offset), message: message))
  }
}
