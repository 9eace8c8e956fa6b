/// A character reference of HTML or XML: by number, or one of the names that XML has as well.
///
/// Sources: HTML, section 13.5, "Named character references"; XML 1.0, section 4.6. Of the names,
/// those of characters that stand in keys, values and addresses.
enum HTMLEntity {
  private static let names: [(name: [UInt8], text: UInt8)] = [
    ("quot", "\""), ("amp", "&"), ("apos", "'"), ("lt", "<"), ("gt", ">"), ("equals", "="),
    ("colon", ":"), ("sol", "/"), ("plus", "+"), ("commat", "@"), ("lowbar", "_"), ("period", "."),
    ("nbsp", " "),
  ].map { (Array($0.0.utf8), ascii($0.1)) }

  static func decoded(_ bytes: Span<UInt8>, at offset: Int) -> (text: [UInt8], length: Int)? {
    guard offset + 3 < bytes.count, bytes[offset] == ascii("&") else { return nil }
    // The longest that is read is `&#x10FFFF;`.
    let limit = min(bytes.count, offset + 10)
    var end = offset + 1
    while end < limit, bytes[end] != ascii(";") { end += 1 }
    guard end < limit, end > offset + 1 else { return nil }
    if bytes[offset + 1] == ascii("#") { return number(bytes, offset + 2..<end, offset) }
    let entry = names.first { entry in
      entry.name.count == end - offset - 1
        && entry.name.indices.allSatisfy { bytes[offset + 1 + $0] == entry.name[$0] }
    }
    return entry.map { ([$0.text], end + 1 - offset) }
  }

  private static func number(
    _ bytes: Span<UInt8>, _ digits: Range<Int>, _ start: Int
  ) -> (text: [UInt8], length: Int)? {
    guard let first = digits.first else { return nil }
    var value: UInt32? = 0
    if bytes[first] | 0x20 == ascii("x") {
      value = Hexadecimal.number(bytes, first + 1..<digits.upperBound)
    } else {
      for index in digits {
        guard bytes[index].isDigit, let known = value else { return nil }
        value = known * 10 + UInt32(bytes[index] & 0x0F)
      }
    }
    guard let scalar = value.flatMap(Unicode.Scalar.init) else { return nil }
    return (Array(String(Character(scalar)).utf8), digits.upperBound + 1 - start)
  }
}
