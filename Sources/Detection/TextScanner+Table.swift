import Findings
import Rules

/// Passwords in the tables of documents (GitHub Flavored Markdown, section 4.10).
extension TextScanner {
  /// Bytes of a line of a table, and rows of it, that are read.
  private static let longestRow = 500
  private static let rowsAtMost = 40

  /// Reads the column whose head holds `keyword`, where that is the head of a table's column and
  /// names a password.
  ///
  /// - Returns: whether a table was read.
  mutating func readTable(
    _ place: Int, in bytes: Span<UInt8>, keyword: Range<Int>, _ score: CredentialScore
  ) -> Bool {
    guard let head = TableHead(around: keyword, in: bytes) else { return false }
    var start = head.end
    for _ in 0..<TextScanner.rowsAtMost {
      let limit = min(bytes.count, start + TextScanner.longestRow)
      guard start < bytes.count else { break }
      let end = bytes.lineEnd(of: start, notBehind: limit)
      guard let cell = TableHead.cell(head.column, of: start..<end, in: bytes) else { break }
      let next = bytes.behindBreak(end)
      if next == end, end < bytes.count { break }
      start = next
      readCell(cell, of: place, under: head, in: bytes, score)
    }
    progress[place].searched = max(start, keyword.upperBound)
    return true
  }

  private mutating func readCell(
    _ cell: Range<Int>, of place: Int, under head: TableHead, in bytes: Span<UInt8>,
    _ score: CredentialScore
  ) {
    let secret = bytes.copy(cell)
    guard CredentialValue.isPossible(secret, behind: []) else { return }
    let text = head.name + [ascii("|")] + secret
    let assignment = Assignment(
      key: 0..<head.name.count, value: (head.name.count + 1)..<text.count, isDelimited: true)
    let features = CredentialFeatures(
      assignment, key: head.key, in: text, file: file, letters: score.letters)
    guard let confidence = score.confidence(of: score.probability(of: features)) else { return }
    candidates.append(
      Candidate(
        rule: ready.index(place), span: cell, match: cell, secret: secret, confidence: confidence))
    countMatch(place, at: cell.upperBound)
  }
}

/// The head of a table's column that a password's name stands in.
private struct TableHead {
  let name: [UInt8]
  let key: CredentialKey
  /// The column, from 0, counted by the bars before it.
  let column: Int
  /// Where the first row starts.
  let end: Int

  private static let reach = 300

  init?(around keyword: Range<Int>, in bytes: Span<UInt8>) {
    var last = keyword.upperBound
    let limit = min(bytes.count, last + 24)
    while last < limit, TableHead.isNameByte(bytes[last]) { last += 1 }
    guard last < limit, bytes[last] == ascii("|") else { return nil }
    let lower = max(0, keyword.lowerBound - TableHead.reach)
    let line = bytes.lineStart(of: keyword.lowerBound, notBefore: lower)
    var column = 0
    var first = line
    for index in line..<keyword.lowerBound where bytes[index] == ascii("|") {
      column += 1
      first = index + 1
    }
    let ruler = bytes.behindBreak(
      bytes.lineEnd(of: last, notBehind: min(bytes.count, last + TableHead.reach)))
    let rulerEnd = bytes.lineEnd(of: ruler, notBehind: min(bytes.count, ruler + TableHead.reach))
    var hyphens = 0
    for index in ruler..<rulerEnd {
      guard TableHead.isRuler(bytes[index]) else { return nil }
      if bytes[index] == ascii("-") { hyphens += 1 }
    }
    let name = bytes.copy(first..<last).filter { $0.isAlphanumeric || $0 == 0x20 }
    guard hyphens > 2, let key = CredentialKey(name: name.span), key.strength == .password else {
      return nil
    }
    (self.name, self.key, self.column) = (name, key, column)
    end = bytes.behindBreak(rulerEnd)
  }

  /// The text of the cell of that column, without blanks and the marks of code around it; nil where
  /// the line is none of the table's.
  static func cell(_ column: Int, of line: Range<Int>, in bytes: Span<UInt8>) -> Range<Int>? {
    var bars = 0
    var start = line.lowerBound
    var end = line.upperBound
    for index in line where bytes[index] == ascii("|") {
      if bars == column, column > 0 || index > line.lowerBound {
        end = index
        bars += 1
        break
      }
      bars += 1
      start = index + 1
    }
    guard bars > 0, bars >= column else { return nil }
    while start < end, isMargin(bytes[start]) { start += 1 }
    while end > start, isMargin(bytes[end - 1]) { end -= 1 }
    return start..<end
  }

  private static func isMargin(_ byte: UInt8) -> Bool {
    byte.isBlank || byte == ascii("`") || byte == ascii("\"")
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte.isAlphanumeric || byte.isBlank || byte == ascii("*") || byte == ascii("`")
  }

  private static func isRuler(_ byte: UInt8) -> Bool {
    byte == ascii("-") || byte == ascii("|") || byte == ascii(":") || byte.isBlank
  }
}
