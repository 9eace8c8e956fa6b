/// Byte classes of the ASCII range, for code that reads text as bytes.
extension UInt8 {
  var isDigit: Bool { self &- 0x30 < 10 }
  var isLower: Bool { self &- 0x61 < 26 }
  var isUpper: Bool { self &- 0x41 < 26 }
  var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
  var isAlphanumeric: Bool { isLetter || isDigit }
  var isHexDigit: Bool { isDigit || (self | 0x20) &- 0x61 < 6 }
  /// Space or tab.
  var isBlank: Bool { self == 0x20 || self == 0x09 }
  var isLineBreak: Bool { self == 0x0A || self == 0x0D }
  var isQuote: Bool { self == 0x22 || self == 0x27 || self == 0x60 }
  /// Part of a word in most languages.
  var isIdentifier: Bool { isAlphanumeric || self == 0x5F }
  /// The byte in lower case, if it is a letter.
  var lowered: UInt8 { isUpper ? self | 0x20 : self }
}

/// A byte written as the character it stands for.
func ascii(_ character: Unicode.Scalar) -> UInt8 { UInt8(ascii: character) }

extension Span where Element == UInt8 {
  /// A copy of the bytes in `range`.
  func copy(_ range: Range<Int>) -> [UInt8] {
    // Both sides have the loop's length, which makes it a copy of memory; appending does not.
    let source = extracting(range)
    let count = source.count
    var bytes = [UInt8](repeating: 0, count: count)
    var target = bytes.mutableSpan
    for index in 0..<count { target[index] = source[index] }
    return bytes
  }

  /// Whether `text` stands at `offset`, compared without case; `text` is in lower case.
  func hasWord(_ text: [UInt8], at offset: Int) -> Bool {
    guard offset >= 0, offset + text.count <= count else { return false }
    return text.indices.allSatisfy { self[offset + $0].lowered == text[$0] }
  }

  /// The offset of the first byte of the line that `offset` is on, not before `limit`.
  func lineStart(of offset: Int, notBefore limit: Int = 0) -> Int {
    var start = offset
    while start > limit, self[start - 1] != 0x0A { start -= 1 }
    return start
  }

  /// The offset of the line break (LF, or the CR before it) that ends the line of `offset`, not
  /// behind `limit`.
  func lineEnd(of offset: Int, notBehind limit: Int) -> Int {
    var end = offset
    while end < limit, self[end] != 0x0A { end += 1 }
    if end > offset, end < count, self[end] == 0x0A, self[end - 1] == 0x0D { end -= 1 }
    return end
  }

  /// `keyword` without what stands behind the name in it: `auth =` is read as `auth`.
  func name(of keyword: Range<Int>) -> Range<Int> {
    var end = keyword.lowerBound + 1
    while end < keyword.upperBound, self[end].isIdentifier { end += 1 }
    return keyword.lowerBound..<end
  }

  /// The offset behind the line break that stands at `offset`, `offset` where none does.
  func behindBreak(_ offset: Int) -> Int {
    var next = offset
    if next < count, self[next] == 0x0D { next += 1 }
    return next < count && self[next] == 0x0A ? next + 1 : offset
  }

  /// Whether the line of `offset` starts with what opens or goes on with a comment, in any language.
  func isInComment(_ offset: Int) -> Bool {
    var start = lineStart(of: offset, notBefore: Swift.max(0, offset - 160))
    guard start == 0 || self[start - 1] == 0x0A else { return false }
    while start < offset, self[start].isBlank { start += 1 }
    guard start + 1 < offset else { return false }
    let second = self[start + 1]
    switch self[start] {
    case ascii("#"), ascii(";"), ascii("*"), ascii("%"): return second.isBlank
    case ascii("/"): return second == ascii("/") || second == ascii("*")
    case ascii("-"): return second == ascii("-") && start + 2 < offset && self[start + 2].isBlank
    case ascii("<"): return second == ascii("!")
    default: return false
    }
  }

  /// Where the words start that a name in prose is made of, two before `name` at most: `the public
  /// key`; nil where it is one word.
  func phraseStart(of name: Range<Int>) -> Int? {
    var start = name.lowerBound
    for _ in 0..<2 {
      var index = start - 1
      guard index > 0, self[index] == 0x20, self[index - 1].isLetter else { break }
      while index > 0, self[index - 1].isLetter { index -= 1 }
      start = index
    }
    return start < name.lowerBound ? start : nil
  }
}
