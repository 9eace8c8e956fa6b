/// Makes YAML of a template: every action becomes blank or a placeholder of the same length, so that
/// each byte keeps its place. Both branches of a condition stay.
///
/// A byte that must go becomes a line break where a blank would shift an indentation: lines are
/// counted in the template, so that costs nothing.
struct TemplateMask {
  private(set) var bytes: [UInt8]
  /// The line at work, without its line break.
  private var line: Range<Int> = 0..<0

  /// Something to mask: an action, or a branch that is left out.
  struct Span: Sendable {
    var range: Range<Int>
    var isOutput: Bool
    var trimsRight: Bool
    /// Whether what stands before it and what stands behind are YAML of different places.
    var separates = false
  }

  /// How far back the start of a placeholder's line is looked for, in bytes.
  private static let lineLimit = 512

  /// - Parameter spans: in order, none inside another.
  init(_ bytes: [UInt8], _ spans: [Span], lines: TextLines) {
    self.bytes = bytes
    for span in spans { blank(span) }
    var first = 0
    var number = 0
    while first < spans.count {
      let start = lines.line(of: spans[first].range.lowerBound, near: number)
      number = max(number + 1, start)
      guard number <= lines.count else { break }
      let isLast = number == lines.count
      line = lines.start(of: number)..<(isLast ? bytes.count : lines.start(of: number + 1) - 1)
      var end = first
      while end < spans.count, spans[end].range.lowerBound < line.upperBound { end += 1 }
      shape(spans[first..<end])
      while first < end, spans[first].range.upperBound <= line.upperBound { first += 1 }
    }
    for span in spans where span.isOutput { dropParent(span) }
  }

  /// Blanks an action; the first line of an output becomes a word.
  private mutating func blank(_ span: Span) {
    let start = span.range.lowerBound
    var isWord = span.isOutput
    for index in span.range {
      if bytes[index] == 0x0A {
        isWord = false
      } else if isWord {
        let column = index - start
        bytes[index] = column < placeholder.count ? placeholder[column] : UInt8(ascii: "_")
      } else {
        bytes[index] = 0x20
      }
    }
  }

  /// Gives the line its YAML form.
  private mutating func shape(_ spans: ArraySlice<Span>) {
    if isBlankOutside(spans) {
      // Not blanks: they would set the indentation of a block scalar that starts with them.
      for index in line { bytes[index] = 0x0A }
      if spans.contains(where: \.separates), line.count >= marker.count {
        bytes.replaceSubrange(line.prefix(marker.count), with: marker)
      }
      return
    }
    keepIndentation(spans)
    for span in spans where span.isOutput && followsBlockHeader(span.range.lowerBound) {
      for index in span.range.clamped(to: line) { bytes[index] = 0x20 }
    }
  }

  /// Whether nothing but actions stands on the line.
  private func isBlankOutside(_ spans: ArraySlice<Span>) -> Bool {
    var index = line.lowerBound
    for span in spans {
      while index < min(span.range.lowerBound, line.upperBound) {
        guard YAMLTree.isBlank(bytes[index]) else { return false }
        index += 1
      }
      index = max(index, span.range.upperBound)
    }
    while index < line.upperBound {
      guard YAMLTree.isBlank(bytes[index]) else { return false }
      index += 1
    }
    return true
  }

  /// Text behind a control action at the start of a line, or behind a dash, gets the column that it
  /// has once the action is gone: it moves to a line of its own.
  private mutating func keepIndentation(_ spans: ArraySlice<Span>) {
    guard let first = spans.first, !first.isOutput else { return }
    let begin = max(first.range.lowerBound, line.lowerBound)
    let before = bytes[line.lowerBound..<begin]
    guard before.allSatisfy({ $0 == 0x20 || $0 == UInt8(ascii: "-") }) else { return }
    var text = begin
    while text < line.upperBound, bytes[text] == 0x20 { text += 1 }
    let leading = spans.prefix { !$0.isOutput && $0.range.upperBound <= text }
    guard text < line.upperBound, let last = leading.last else { return }
    let column = begin - line.lowerBound + (last.trimsRight ? 0 : text - last.range.upperBound)
    let hasDash = before.contains(UInt8(ascii: "-"))
    let free = (hasDash ? begin : line.lowerBound)..<text
    guard free.count >= column + (hasDash ? 1 : 0) else { return }
    for index in free { bytes[index] = index < text - column ? 0x0A : 0x20 }
  }

  /// Whether `|` or `>` of a block scalar, with its indicators, stands directly before `end`.
  private func followsBlockHeader(_ end: Int) -> Bool {
    var index = end
    while index > line.lowerBound, bytes[index - 1] == 0x20 { index -= 1 }
    while index > line.lowerBound, "+-123456789".utf8.contains(bytes[index - 1]) { index -= 1 }
    guard index > line.lowerBound, "|>".utf8.contains(bytes[index - 1]) else { return false }
    index -= 1
    guard index > line.lowerBound, bytes[index - 1] == 0x20 else { return false }
    while index > line.lowerBound, bytes[index - 1] == 0x20 { index -= 1 }
    return index > line.lowerBound && ":-".utf8.contains(bytes[index - 1])
  }

  /// Blanks a placeholder that is a key's or a dash's only value where deeper lines follow: the
  /// action writes a part of the same collection.
  private mutating func dropParent(_ span: Span) {
    guard bytes[span.range.lowerBound] == placeholder[0] else { return }
    var start = span.range.lowerBound
    let limit = max(0, start - TemplateMask.lineLimit)
    while start > limit, bytes[start - 1] != 0x0A { start -= 1 }
    guard start == 0 || bytes[start - 1] == 0x0A, let owner = owner(start, span.range.lowerBound)
    else { return }
    var end = span.range.lowerBound
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != UInt8(ascii: "#") {
      let isPlaceholder = bytes[end] == 0x20 || placeholder.contains(bytes[end])
      guard isPlaceholder || bytes[end] == 0x0D else { return }
      end += 1
    }
    // An action of several lines: text behind its end belongs to the value.
    var last = max(end, span.range.upperBound)
    while last < bytes.count, bytes[last] == 0x20 || bytes[last] == 0x0D { last += 1 }
    guard last <= end || last == bytes.count || bytes[last] == 0x0A, let next = nextLine(end)
    else { return }
    let isSequence = owner.isKey && next.isDash && next.column == owner.column
    guard next.column > owner.column || isSequence else { return }
    for index in span.range.lowerBound..<end where bytes[index] != 0x0D { bytes[index] = 0x20 }
  }

  /// The key or the dash that a placeholder at `end` is the value of, on the line from `start`.
  private func owner(_ start: Int, _ end: Int) -> (column: Int, isKey: Bool)? {
    var before = end
    while before > start, bytes[before - 1] == 0x20 { before -= 1 }
    guard before > start, before < end else { return nil }
    if bytes[before - 1] == UInt8(ascii: "-") {
      let isDash = before - 1 == start || bytes[before - 2] == 0x20
      return isDash ? (before - 1 - start, false) : nil
    }
    guard bytes[before - 1] == UInt8(ascii: ":") else { return nil }
    var column = start
    while column < before {
      let isDash = bytes[column] == UInt8(ascii: "-") && bytes[column + 1] == 0x20
      guard bytes[column] == 0x20 || isDash else { break }
      column += 1
    }
    return (column - start, true)
  }

  /// The first line behind `index` that holds more than blanks or a comment.
  private func nextLine(_ index: Int) -> (column: Int, isDash: Bool)? {
    var index = index
    while let end = lineBreak(index) {
      let start = end + 1
      index = start
      while index < bytes.count, bytes[index] == 0x20 { index += 1 }
      guard index < bytes.count else { return nil }
      if bytes[index] == 0x0A || bytes[index] == 0x0D || bytes[index] == UInt8(ascii: "#") {
        continue
      }
      let isDash =
        bytes[index] == UInt8(ascii: "-")
        && (index + 1 == bytes.count || YAMLTree.isBlank(bytes[index + 1]))
      return (index - start, isDash)
    }
    return nil
  }

  private func lineBreak(_ start: Int) -> Int? {
    var index = start
    while index < bytes.count, bytes[index] != 0x0A { index += 1 }
    return index < bytes.count ? index : nil
  }
}

private let placeholder: [UInt8] = Array("__T".utf8)
/// Starts a document (YAML 1.2.2, section 9.1.2).
private let marker: [UInt8] = Array("---".utf8)
