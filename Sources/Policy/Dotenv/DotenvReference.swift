/// A variable that a value refers to.
public struct DotenvReference: Sendable, Hashable {
  public var name: String
  /// From the `$` to the end.
  public var range: Range<Int>
  /// The text behind `:-` or `-`.
  public var fallback: Range<Int>?
}

extension DotenvReference {
  /// The references in `range`, in order; `\$` is none.
  static func all(in bytes: [UInt8], _ range: Range<Int>) -> [DotenvReference] {
    guard bytes[range].contains(ascii("$")) else { return [] }
    let closing = closingBraces(in: bytes, range)
    var references: [DotenvReference] = []
    var index = range.lowerBound
    while index < range.upperBound {
      if bytes[index] == ascii("\\") {
        index += 2
      } else if bytes[index] == ascii("$"),
        let reference = at(index, in: bytes, limit: range.upperBound, closing: closing)
      {
        references.append(reference)
        index = reference.range.upperBound
      } else {
        index += 1
      }
    }
    return references
  }

  /// The offset of each brace's counterpart, so that no text is searched twice.
  private static func closingBraces(in bytes: [UInt8], _ range: Range<Int>) -> [Int: Int] {
    var open: [Int] = []
    var closing: [Int: Int] = [:]
    for index in range {
      if bytes[index] == ascii("{") { open.append(index) }
      if bytes[index] == ascii("}"), let start = open.popLast() { closing[start] = index }
    }
    return closing
  }

  private static func at(
    _ start: Int, in bytes: [UInt8], limit: Int, closing: [Int: Int]
  ) -> DotenvReference? {
    let isBraced = start + 1 < limit && bytes[start + 1] == ascii("{")
    let nameStart = start + (isBraced ? 2 : 1)
    guard nameStart < limit, bytes[nameStart].startsIdentifier else { return nil }
    var index = nameStart
    while index < limit, bytes[index].isIdentifier { index += 1 }
    let name = bytes.text(nameStart..<index)
    guard isBraced else { return DotenvReference(name: name, range: start..<index, fallback: nil) }
    guard let close = closing[start + 1] else { return nil }
    let word = index + (bytes[index] == ascii(":") ? 1 : 0)
    let hasFallback = word < close && bytes[word] == ascii("-")
    return DotenvReference(
      name: name, range: start..<(close + 1), fallback: hasFallback ? (word + 1)..<close : nil)
  }
}
