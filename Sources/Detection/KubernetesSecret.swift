/// Reads the values of a Kubernetes Secret where they stand, in YAML or JSON.
///
/// Source: Kubernetes API reference, "Secret v1 core": `data` holds base64, `stringData` plain text.
/// It follows indentation and braces and no more, so that a manifest with template actions in it, or
/// one that is not valid YAML, is read as well. One reads all the secrets of a file, in the order in
/// which they stand.
struct KubernetesSecret {
  /// One value of the secret.
  struct Entry {
    var key: [UInt8]
    /// The value as it is written, without quotes; byte offsets into the file.
    var value: Range<Int>
    /// Whether it stands under `data`, in base64.
    var isEncoded: Bool
  }

  let text: [UInt8]
  /// What of `text` belongs to the object at most.
  private(set) var bounds = 0..<0
  /// Bytes of the text that were looked at so far.
  var read = 0
  /// The lines that the last object of YAML was read from, and its column.
  private var last = (extent: 0..<0, column: 0)

  /// Bytes before and behind the `kind` that belong to the object at most.
  static let reach = 64 * 1024

  /// Bytes that are looked at in a text of `count` bytes before the scan of it is given up: objects
  /// that stand in one another are read once for each of them, and no honest file has many.
  static func readAtMost(in count: Int) -> Int { 8 * count + 8 * reach }

  /// - Parameter text: the file.
  init(_ text: [UInt8]) { self.text = text }

  /// The entries of the object whose `kind: Secret` stands at `kind`; none where it is the object
  /// that was read last.
  ///
  /// What follows `kind` must end the word `Secret`.
  mutating func entries(kind: Range<Int>) -> [Entry] {
    let next = kind.upperBound < text.count ? text[kind.upperBound] : 0x0A
    guard !next.isIdentifier, next != ascii("-") else { return [] }
    let start = kind.lowerBound
    bounds =
      max(
        0, start - KubernetesSecret.reach)..<min(
        text.count, kind.upperBound + KubernetesSecret.reach)
    if start > bounds.lowerBound, text[start - 1] == ascii("\"") || text[start] == ascii("\"") {
      return jsonEntries(around: start)
    }
    return yamlEntries(around: start)
  }

  // MARK: YAML

  private struct Line {
    var start: Int
    /// The end without the line break.
    var end: Int
    /// The start of the next line.
    var next: Int
    /// The column of the first byte that is neither blank nor the dash of a list.
    var column: Int
    /// The column of the first byte that is not blank.
    var indent: Int
    var isBlank: Bool
  }

  private mutating func yamlEntries(around kind: Int) -> [Entry] {
    let own = line(of: kind)
    let column = own.column
    if last.extent.contains(kind), last.column == column { return [] }
    let lines = objectLines(around: own)
    last = (lines[0].start..<lines[lines.count - 1].next, column)
    read += last.extent.count
    var entries: [Entry] = []
    for index in lines.indices where lines[index].column == column {
      let line = lines[index]
      if isKey("data:", line) { entries += members(of: index, in: lines, isEncoded: true) }
      if isKey("stringData:", line) { entries += members(of: index, in: lines, isEncoded: false) }
    }
    return entries
  }

  /// The lines of the object that the line `own` is a member of.
  ///
  /// It ends where a line stands further left, at the next item of a list, and at `---`, which ends
  /// the document.
  private func objectLines(around own: Line) -> [Line] {
    let column = own.column
    var before: [Line] = []
    var first = own
    while first.indent == first.column, first.start > bounds.lowerBound {
      let line = line(of: first.start - 1)
      guard !endsDocument(line), belongs(line, to: column) else { break }
      before.append(line)
      first = line
    }
    var lines = Array(before.reversed())
    lines.append(own)
    var start = own.next
    while start < bounds.upperBound {
      let line = line(of: start)
      guard !endsDocument(line), belongs(line, to: column),
        line.isBlank || line.indent == line.column || line.indent > column
      else { break }
      lines.append(line)
      start = line.next
    }
    return lines
  }

  private func endsDocument(_ line: Line) -> Bool {
    text[line.start..<line.end].starts(with: "---".utf8)
  }

  private func belongs(_ line: Line, to column: Int) -> Bool {
    line.isBlank || line.column >= column
  }

  private func isKey(_ key: String, _ line: Line) -> Bool {
    let start = line.start + line.column
    return text[start..<line.end].starts(with: key.utf8)
  }

  /// The line that `offset` is on, as far as it lies within the bounds.
  private func line(of offset: Int) -> Line {
    let start = text.span.lineStart(of: offset, notBefore: bounds.lowerBound)
    var end = offset
    while end < bounds.upperBound, text[end] != 0x0A { end += 1 }
    let next = min(end + 1, bounds.upperBound)
    if end > start, text[end - 1] == 0x0D { end -= 1 }
    return measured(start, end, next: next)
  }

  private func measured(_ start: Int, _ end: Int, next: Int) -> Line {
    var indent = start
    while indent < end, text[indent] == 0x20 { indent += 1 }
    var column = indent
    while column + 1 < end, text[column] == ascii("-"), text[column + 1].isBlank {
      column += 1
      while column < end, text[column].isBlank { column += 1 }
    }
    let isBlank =
      indent == end || text[indent] == ascii("#") || text[indent] == 0x0D
      || isTemplateAction(text[indent..<end])
    return Line(
      start: start, end: end, next: next, column: column - start, indent: indent - start,
      isBlank: isBlank)
  }

  /// Whether a line is a template's alone (`{{- if … }}`), which stands at any column.
  private func isTemplateAction(_ line: ArraySlice<UInt8>) -> Bool {
    guard line.starts(with: "{{".utf8), let last = line.lastIndex(where: { !$0.isBlank }) else {
      return false
    }
    return line[...last].suffix(2).elementsEqual("}}".utf8)
  }

  private func members(of header: Int, in lines: [Line], isEncoded: Bool) -> [Entry] {
    let column = lines[header].column
    var entries: [Entry] = []
    var index = header + 1
    while index < lines.count, lines[index].isBlank || lines[index].indent > column {
      let line = lines[index]
      index += 1
      guard !line.isBlank, let (key, value) = pair(line) else { continue }
      if value.isEmpty || text[value.lowerBound] == ascii("|")
        || text[value.lowerBound] == ascii(">")
      {
        let first = index
        while index < lines.count, lines[index].isBlank || lines[index].indent > line.indent {
          index += 1
        }
        guard first < index, !value.isEmpty else { continue }
        let body = lines[first].start + lines[first].indent..<lines[index - 1].end
        entries.append(Entry(key: key, value: trimmed(body), isEncoded: isEncoded))
      } else {
        entries.append(Entry(key: key, value: value, isEncoded: isEncoded))
      }
    }
    return entries
  }

  /// The key and the range of the value, without quotes and comment.
  private func pair(_ line: Line) -> (key: [UInt8], value: Range<Int>)? {
    let start = line.start + line.indent
    guard
      let colon = text[start..<line.end].firstIndex(of: ascii(":")),
      colon + 1 == line.end || text[colon + 1].isBlank
    else { return nil }
    let key = text[start..<colon].filter { !$0.isQuote && !$0.isBlank }
    var lower = colon + 1
    while lower < line.end, text[lower].isBlank { lower += 1 }
    var upper = line.end
    if lower < upper, text[lower] == ascii("\"") || text[lower] == ascii("'") {
      let quote = text[lower]
      lower += 1
      upper = text[lower..<upper].lastIndex(of: quote) ?? upper
    } else if let comment = commentStart(lower..<upper) {
      upper = comment
    }
    while upper > lower, text[upper - 1].isBlank { upper -= 1 }
    return (Array(key), lower..<upper)
  }

  private func commentStart(_ range: Range<Int>) -> Int? {
    range.dropFirst().first { text[$0] == ascii("#") && text[$0 - 1].isBlank }
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var upper = range.upperBound
    while upper > range.lowerBound, text[upper - 1].isBlank || text[upper - 1].isLineBreak {
      upper -= 1
    }
    return range.lowerBound..<upper
  }
}
