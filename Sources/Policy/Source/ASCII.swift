/// Byte classes of the ASCII range, for readers that take text as bytes.
extension UInt8 {
  var isDigit: Bool { self &- 0x30 < 10 }
  var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
  var isAlphanumeric: Bool { isLetter || isDigit }
  /// A letter, a digit or `_`.
  var isIdentifier: Bool { isAlphanumeric || self == 0x5F }
  /// A letter or `_`.
  var startsIdentifier: Bool { isLetter || self == 0x5F }
  /// Space or tab.
  var isBlank: Bool { self == 0x20 || self == 0x09 }
  /// Space, tab, CR or LF.
  var isSpace: Bool { isBlank || self == 0x0A || self == 0x0D }
  /// The byte in lower case, if it is a letter.
  var lowered: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
  /// The value of a hexadecimal digit, nil for other bytes.
  var hexadecimalValue: UInt8? {
    if isDigit { return self &- 0x30 }
    let letter = (self | 0x20) &- 0x61
    return letter < 6 ? letter + 10 : nil
  }
}

/// A byte written as the character it stands for.
func ascii(_ character: Unicode.Scalar) -> UInt8 { UInt8(ascii: character) }

extension [UInt8] {
  /// The byte at `offset`, 0 outside the array.
  func byte(_ offset: Int) -> UInt8 { offset >= 0 && offset < count ? self[offset] : 0 }

  /// Whether `text` stands at `offset`, byte for byte.
  func has(_ text: StaticString, at offset: Int) -> Bool {
    let length = text.utf8CodeUnitCount
    guard offset >= 0, offset + length <= count else { return false }
    var index = offset
    for byte in text.description.utf8 {
      if self[index] != byte { return false }
      index += 1
    }
    return true
  }

  /// The offset of the LF that ends the line of `offset`, or `limit` where none comes before it.
  func lineBreak(from offset: Int, limit: Int) -> Int {
    var index = offset
    while index < limit, self[index] != 0x0A { index += 1 }
    return index
  }

  /// `range` as text; bytes that are not UTF-8 are replaced.
  func text(_ range: Range<Int>) -> String { String(decoding: self[range], as: UTF8.self) }
}
