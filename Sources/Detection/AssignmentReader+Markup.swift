/// Values between the tags of XML.
extension AssignmentReader {
  /// The string behind `<key>name</key>` of a property list (Apple, plist(5)).
  mutating func propertyValue(key: Range<Int>) -> Assignment? {
    guard let start = AssignmentReader.propertyStart(behind: key, in: text.span) else { return nil }
    position = start
    return elementValue(Assignment(key: key, value: 0..<0, isDelimited: false))
  }

  /// Where the string starts that the key of a property list has; nil where none is.
  static func propertyStart(behind key: Range<Int>, in text: Span<UInt8>) -> Int? {
    guard text.hasWord(keyEnd, at: key.upperBound) else { return nil }
    var next = key.upperBound + keyEnd.count
    while next < text.count, text[next].isBlank || text[next].isLineBreak { next += 1 }
    return text.hasWord(stringStart, at: next) ? next + stringStart.count : nil
  }

  private static let keyEnd = Array("</key>".utf8)
  private static let stringStart = Array("<string>".utf8)

  /// The text up to the end of the element, or that of the `<value>` it starts with (Spring
  /// Framework, "Dependencies and Configuration in Detail").
  mutating func elementValue(_ assignment: Assignment) -> Assignment? {
    var next = position
    while next < text.count, text[next].isBlank || text[next].isLineBreak { next += 1 }
    if text.span.hasWord(AssignmentReader.valueStart, at: next) {
      position = next + AssignmentReader.valueStart.count
    }
    let start = position
    while position < text.count, text[position] != ascii("<"), !text[position].isLineBreak {
      position += 1
    }
    guard peek(0) == ascii("<"), peek(1) == ascii("/") else { return nil }
    var assignment = assignment
    assignment.isMarkup = true
    return finished(assignment, start..<position, isDelimited: true)
  }

  private static let valueStart = Array("<value>".utf8)

  /// Bytes of a tag behind the element's name.
  private static let longestTag = 160

  /// The offset behind the start tag whose element's name ends at `offset`; nil where it has no
  /// content.
  static func tagEnd(at offset: Int, in text: Span<UInt8>) -> Int? {
    guard offset < text.count else { return nil }
    if text[offset] == ascii(">") { return offset + 1 }
    guard text[offset].isBlank else { return nil }
    let limit = min(text.count, offset + longestTag)
    var next = offset
    while next < limit, text[next] != ascii(">"), text[next] != ascii("<") { next += 1 }
    guard next < limit, text[next] == ascii(">"), text[next - 1] != ascii("/") else { return nil }
    return next + 1
  }
}
