/// Records in one string literal, each found by its place and read only when somebody asks for it:
/// a scan needs a few of a thousand rules, and pays for no other.
///
/// The text starts with the number of records in four digits of `SixBits`, then four for the offset
/// of each record in bytes from the text's start, and four for the end of the last. Fields end in
/// U+001F.
struct RecordTable: Sendable {
  private let text: String
  let count: Int

  private static let digits = 4

  init(_ text: String) {
    self.text = text
    count = text.utf8.isEmpty ? 0 : SixBits.value(in: text.utf8.span, at: 0, digits: 4)
  }

  /// The table's text of `records`.
  static func encode(_ records: [[String]]) -> String {
    let bodies = records.map { $0.joined(separator: "\u{1F}") }
    var offset = (records.count + 2) * digits
    var header = SixBits.text(of: records.count, digits: digits)
    for body in bodies {
      header += SixBits.text(of: offset, digits: digits)
      offset += body.utf8.count
    }
    return header + SixBits.text(of: offset, digits: digits) + bodies.joined()
  }

  /// The fields of the record at `index`.
  func fields(at index: Int) -> [String] {
    let record = place(of: index)
    let bytes = text.utf8.span
    var fields: [String] = []
    var start = record.lowerBound
    for position in record where bytes[position] == 0x1F {
      fields.append(text(start..<position))
      start = position + 1
    }
    fields.append(text(start..<record.upperBound))
    return fields
  }

  /// The first field of the record at `index`.
  func name(at index: Int) -> String {
    let record = place(of: index)
    let bytes = text.utf8.span
    return text(record.lowerBound..<(record.first { bytes[$0] == 0x1F } ?? record.upperBound))
  }

  /// The index of the record whose first field is `name`; nil where there is none.
  func index(ofName name: String) -> Int? {
    let bytes = text.utf8.span
    let name = Array(name.utf8)
    return (0..<count).first { index in
      let record = place(of: index)
      guard record.count >= name.count else { return false }
      let end = record.lowerBound + name.count
      guard end == record.upperBound || bytes[end] == 0x1F else { return false }
      return name.indices.allSatisfy { bytes[record.lowerBound + $0] == name[$0] }
    }
  }

  private func place(of index: Int) -> Range<Int> {
    precondition(index >= 0 && index < count)
    let bytes = text.utf8.span
    let at = (index + 1) * RecordTable.digits
    return SixBits.value(
      in: bytes, at: at, digits: RecordTable.digits)..<SixBits.value(
        in: bytes, at: at + RecordTable.digits, digits: RecordTable.digits)
  }

  private func text(_ range: Range<Int>) -> String {
    let bytes = text.utf8
    let start = bytes.index(bytes.startIndex, offsetBy: range.lowerBound)
    return String(Substring(bytes[start..<bytes.index(start, offsetBy: range.count)]))
  }
}

/// Numbers in digits of six bits, the highest first, as the archives hold them: U+0030 is zero.
enum SixBits {
  static func text(of value: Int, digits: Int) -> String {
    precondition(value >= 0 && value >> (6 * digits) == 0, "\(value) needs more digits")
    let bytes = (0..<digits).reversed().map { UInt8(0x30 + (value >> (6 * $0)) & 0x3F) }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func value(in bytes: Span<UInt8>, at offset: Int, digits: Int) -> Int {
    var value = 0
    for index in offset..<(offset + digits) { value = value << 6 | (Int(bytes[index]) - 0x30) }
    return value
  }
}
