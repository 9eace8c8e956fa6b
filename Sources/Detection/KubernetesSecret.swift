/// Reads the values of a Kubernetes Secret where they stand, in YAML or JSON.
///
/// Source: Kubernetes API reference, "Secret v1 core": `data` holds base64, `stringData` plain text.
/// It follows indentation and braces and no more, so that a manifest with template actions in it, or
/// one that is not valid YAML, is read as well.
struct KubernetesSecret {
  /// One value of the secret.
  struct Entry {
    var key: [UInt8]
    /// The value as it is written, without quotes; byte offsets into the file.
    var value: Range<Int>
    /// Whether it stands under `data`, in base64.
    var isEncoded: Bool
  }

  private let text: [UInt8]
  private let base: Int

  /// Bytes before and behind the `kind` that belong to the object at most.
  static let reach = 64 * 1024

  /// - Parameters:
  ///   - text: the surroundings of the `kind`.
  ///   - base: the offset of `text` in the file.
  init(_ text: [UInt8], base: Int) {
    self.text = text
    self.base = base
  }

  /// The entries of the object whose `kind: Secret` starts at `kind`, an offset into the file.
  ///
  /// - Parameter end: the offset behind the literal; what follows must end the word `Secret`.
  func entries(kind: Int, end: Int) -> [Entry] {
    let next = end - base < text.count ? text[end - base] : 0x0A
    guard !next.isIdentifier, next != ascii("-") else { return [] }
    if kind > base, text[kind - base - 1] == ascii("\"") || text[kind - base] == ascii("\"") {
      return jsonEntries(around: kind - base)
    }
    return yamlEntries(around: kind - base)
  }

  // MARK: YAML

  private struct Line {
    var start: Int
    var end: Int
    /// The column of the first byte that is neither blank nor the dash of a list.
    var column: Int
    /// The column of the first byte that is not blank.
    var indent: Int
    var isBlank: Bool
  }

  private func yamlEntries(around kind: Int) -> [Entry] {
    let lines = documentLines(around: kind)
    guard let own = lines.firstIndex(where: { $0.start <= kind && kind <= $0.end }) else {
      return []
    }
    let column = lines[own].column
    var first = own
    while first > 0, belongs(lines[first - 1], to: column),
      lines[first].indent == lines[first].column
    {
      first -= 1
    }
    var last = own
    while last + 1 < lines.count, belongs(lines[last + 1], to: column),
      lines[last + 1].isBlank || lines[last + 1].indent == lines[last + 1].column
        || lines[last + 1].indent > column
    {
      last += 1
    }
    var entries: [Entry] = []
    for index in first...last where lines[index].column == column {
      let line = lines[index]
      if isKey("data:", line) { entries += members(of: index, in: lines, isEncoded: true) }
      if isKey("stringData:", line) { entries += members(of: index, in: lines, isEncoded: false) }
    }
    return entries
  }

  private func belongs(_ line: Line, to column: Int) -> Bool {
    line.isBlank || line.column >= column
  }

  private func isKey(_ key: String, _ line: Line) -> Bool {
    let start = line.start + line.column
    return text[start..<line.end].starts(with: key.utf8)
  }

  /// The lines of the YAML document around `offset`: `---` and `...` end one.
  private func documentLines(around offset: Int) -> [Line] {
    var lines: [Line] = []
    var start = 0
    while start < text.count {
      var end = start
      while end < text.count, text[end] != 0x0A { end += 1 }
      let next = end + 1
      if end > start, text[end - 1] == 0x0D { end -= 1 }
      let line = measured(start, end)
      if text[start..<end].starts(with: "---".utf8) {
        if start > offset { break }
        lines = []
      } else {
        lines.append(line)
      }
      start = next
    }
    return lines
  }

  private func measured(_ start: Int, _ end: Int) -> Line {
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
      start: start, end: end, column: column - start, indent: indent - start, isBlank: isBlank)
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
        entries.append(entry(key, trimmed(body), isEncoded: isEncoded))
      } else {
        entries.append(entry(key, value, isEncoded: isEncoded))
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

  private func entry(_ key: [UInt8], _ value: Range<Int>, isEncoded: Bool) -> Entry {
    Entry(
      key: key, value: (value.lowerBound + base)..<(value.upperBound + base), isEncoded: isEncoded)
  }

  // MARK: JSON

  private func jsonEntries(around kind: Int) -> [Entry] {
    guard let open = objectStart(before: kind) else { return [] }
    var entries: [Entry] = []
    var depth = 0
    var index = open
    var section: Bool?
    var key: Range<Int>?
    while index < text.count {
      switch text[index] {
      case ascii("{"): depth += 1
      case ascii("}"):
        depth -= 1
        if depth == 1 { section = nil }
        if depth == 0 { return entries }
      case ascii("\""):
        let end = stringEnd(index)
        let string = index + 1..<max(index + 1, end - 1)
        if isFollowedByColon(end) {
          key = string
          if depth == 1 { section = sectionKind(string) }
        } else if depth == 2, let isEncoded = section, let name = key {
          entries.append(entry(Array(text[name]), string, isEncoded: isEncoded))
        }
        index = end - 1
      default: break
      }
      index += 1
    }
    return entries
  }

  private func sectionKind(_ name: Range<Int>) -> Bool? {
    if text[name].elementsEqual("data".utf8) { return true }
    return text[name].elementsEqual("stringData".utf8) ? false : nil
  }

  private func isFollowedByColon(_ offset: Int) -> Bool {
    var index = offset
    while index < text.count, text[index].isBlank || text[index].isLineBreak { index += 1 }
    return index < text.count && text[index] == ascii(":")
  }

  /// The offset behind the string that starts at `quote`.
  private func stringEnd(_ quote: Int) -> Int {
    var index = quote + 1
    while index < text.count, text[index] != ascii("\"") {
      index += text[index] == ascii("\\") ? 2 : 1
    }
    return min(index + 1, text.count)
  }

  /// The brace that opens the object whose member stands at `offset`.
  private func objectStart(before offset: Int) -> Int? {
    var depth = 0
    for index in (0..<offset).reversed() {
      if text[index] == ascii("}") { depth += 1 }
      guard text[index] == ascii("{") else { continue }
      if depth == 0 { return index }
      depth -= 1
    }
    return nil
  }
}
