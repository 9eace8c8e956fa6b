/// The comment that a suppression's marker stands in.
///
/// No language is parsed. A marker counts where it opens a comment, or opens a line of a block
/// comment: a mention in prose or inside a string has other text in front of it.
struct SuppressionComment {
  /// Line breaks from the comment's start to the marker.
  let linesBefore: Int
  /// Line breaks from the marker to the comment's end.
  let linesAfter: Int
  /// Whether nothing but the comment stands on its lines.
  let isAlone: Bool
  /// What follows the marker on its line, inside the comment.
  let directive: [UInt8]

  /// How far a comment is followed to either side of the marker, in bytes.
  private static let reach = 16_384

  /// The comment around the marker `word` at byte `marker` of `text`, nil where none is obeyed
  /// there.
  init?(in text: Span<UInt8>, marker: Int, of word: String = Suppression.marker) {
    let end = marker + word.utf8.count
    guard marker >= 0, end <= text.count,
      SuppressionComment.bytes(of: text, from: marker, to: end).elementsEqual(word.utf8)
    else { return nil }
    let before = SuppressionComment.bytes(of: text, from: marker - Self.reach, to: marker)
    let after = SuppressionComment.bytes(of: text, from: end, to: end + Self.reach)
    if let byte = after.first, isWordByte(byte) { return nil }
    guard let opening = CommentOpening(endingIn: before) else { return nil }

    let close = opening.closer.flatMap { firstIndex(of: $0, in: after, from: 0) }
    let lineEnd = after.firstIndex(of: newline) ?? after.count
    directive = Array(after[..<min(close ?? lineEnd, lineEnd)])
    linesBefore = before[opening.start...].count { $0 == newline }
    linesAfter = close.map { after[..<$0].count { $0 == newline } } ?? 0

    // Template delimiters and a list's dash around the comment are no code of their own.
    let lead = before[..<opening.start].reversed().prefix { $0 != newline }
    let reachesLineStart = lead.count < opening.start || before.count < Self.reach
    var isTailBlank = true
    if let close, let closer = opening.closer {
      let tail = after[min(close + closer.utf8.count, after.count)...].prefix { $0 != newline }
      isTailBlank = tail.allSatisfy { isBlank($0) || $0 == UInt8(ascii: "}") || isDash($0) }
    }
    isAlone =
      reachesLineStart && isTailBlank
      && lead.allSatisfy { isBlank($0) || $0 == UInt8(ascii: "{") || isDash($0) }
  }

  private static func bytes(of text: Span<UInt8>, from start: Int, to end: Int) -> [UInt8] {
    (max(0, start)..<min(text.count, end)).map { text[$0] }
  }
}

/// Where the comment around a marker opens, and what would close it.
private struct CommentOpening {
  /// Index of the opener's first byte.
  let start: Int
  /// Nil for a comment that ends with its line.
  let closer: String?

  /// Openers of comments that may span lines; a longer one stands before its own suffix.
  private static let blocks: [(opener: String, closer: String)] = [
    ("{{!--", "--}}"), ("<!--", "-->"), ("<%--", "--%>"), ("--[[", "]]"), ("/**", "*/"),
    ("/*", "*/"), ("{#-", "#}"), ("{#", "#}"), ("<%#", "%>"), ("<#", "#>"), ("(*", "*)"),
    ("{-", "-}"), ("{{!", "}}"), ("#|", "|#"),
  ]

  /// Openers of comments that end with their line.
  private static let lines = [
    "//!", "//", "#", ";", "--", "%", "!", "::", "rem", "Rem", "REM", "dnl",
  ]

  /// The opening of a comment whose text up to the marker is `before`, nil where there is none.
  init?(endingIn before: [UInt8]) {
    var end = before.count
    while end > 0, isBlank(before[end - 1]) { end -= 1 }
    if let opening = CommentOpening(directlyBefore: end, in: before) {
      self = opening
      return
    }
    var lineStart = end
    while lineStart > 0, before[lineStart - 1] == UInt8(ascii: "*") { lineStart -= 1 }
    while lineStart > 0, isBlank(before[lineStart - 1]) { lineStart -= 1 }
    guard lineStart > 0, before[lineStart - 1] == newline,
      let opening = CommentOpening(openBlockIn: before)
    else { return nil }
    self = opening
  }

  private init(start: Int, closer: String?) {
    self.start = start
    self.closer = closer
  }

  private init?(directlyBefore end: Int, in bytes: [UInt8]) {
    let head = bytes[..<end]
    for (opener, closer) in CommentOpening.blocks where ends(head, with: opener) {
      let start = end - opener.utf8.count
      guard CommentOpening.mayOpen(at: start, in: bytes) else { continue }
      self.init(start: start, closer: closer)
      return
    }
    for opener in CommentOpening.lines where ends(head, with: opener) {
      var start = end - opener.utf8.count
      while start > 0, bytes[start - 1] == bytes[start], !isWordByte(bytes[start]) { start -= 1 }
      guard CommentOpening.mayOpen(at: start, in: bytes) else { continue }
      self.init(start: start, closer: nil)
      return
    }
    return nil
  }

  /// The block comment that is still open at the end of `bytes`.
  private init?(openBlockIn bytes: [UInt8]) {
    for (opener, closer) in CommentOpening.blocks {
      var start = bytes.count - opener.utf8.count
      while start >= 0, !begins(bytes[start...], with: opener) { start -= 1 }
      guard start >= 0, CommentOpening.mayOpen(at: start, in: bytes),
        firstIndex(of: closer, in: bytes, from: start + opener.utf8.count) == nil
      else { continue }
      self.init(start: start, closer: closer)
      return
    }
    return nil
  }

  /// Whether a comment may open at `index`: at a line's start, behind white space, or behind
  /// punctuation that ends a piece of code. Behind a quote it is a string, behind `:` a URL, behind
  /// a letter part of a value.
  private static func mayOpen(at index: Int, in bytes: [UInt8]) -> Bool {
    guard index > 0 else { return true }
    let byte = bytes[index - 1]
    return isBlank(byte) || byte == newline || ";,(){}[]>@".utf8.contains(byte)
  }
}

private let newline = UInt8(ascii: "\n")

private func isBlank(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
}

private func isDash(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "-") }

private func isWordByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
    true
  default: false
  }
}

private func ends(_ bytes: ArraySlice<UInt8>, with text: String) -> Bool {
  bytes.suffix(text.utf8.count).elementsEqual(text.utf8)
}

private func begins(_ bytes: ArraySlice<UInt8>, with text: String) -> Bool {
  bytes.starts(with: text.utf8)
}

private func firstIndex(of text: String, in bytes: [UInt8], from start: Int) -> Int? {
  guard start <= bytes.count - text.utf8.count else { return nil }
  return (start...bytes.count - text.utf8.count).first { begins(bytes[$0...], with: text) }
}
