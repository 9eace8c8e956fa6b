/// How a text stands in one column of a baseline's line.
///
/// `-` is an empty text. A backslash, a control character and a byte that is not UTF-8 are written
/// as `\\`, `\t`, `\n`, `\r` or `\xNN`, so that every line stays one line of UTF-8.
enum BaselineField {
  static func escaped(_ bytes: [UInt8]) -> String {
    if bytes.isEmpty { return "-" }
    if bytes == Array("-".utf8) { return "\\-" }
    var text = ""
    var rest = bytes[...]
    while let first = rest.first {
      if first != UInt8(ascii: "\\"), let scalar = leadingScalar(of: rest), scalar.value >= 0x20,
        !(0x7F...0x9F).contains(scalar.value)
      {
        text.unicodeScalars.append(scalar)
        rest = rest.dropFirst(UTF8.width(scalar))
      } else {
        text += escape(first)
        rest = rest.dropFirst()
      }
    }
    return text
  }

  /// The bytes written as `field`, nil where an escape is not one of the above.
  static func unescaped(_ field: ArraySlice<UInt8>) -> [UInt8]? {
    if field.elementsEqual("-".utf8) { return [] }
    var bytes: [UInt8] = []
    var rest = field
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\") else {
        bytes.append(byte)
        continue
      }
      switch rest.popFirst() {
      case UInt8(ascii: "\\"): bytes.append(UInt8(ascii: "\\"))
      case UInt8(ascii: "-"): bytes.append(UInt8(ascii: "-"))
      case UInt8(ascii: "t"): bytes.append(0x09)
      case UInt8(ascii: "n"): bytes.append(0x0A)
      case UInt8(ascii: "r"): bytes.append(0x0D)
      case UInt8(ascii: "x"):
        let digits = rest.prefix(2)
        guard digits.count == 2, digits.allSatisfy({ $0 != UInt8(ascii: "+") }),
          let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
        else { return nil }
        bytes.append(value)
        rest = rest.dropFirst(2)
      default: return nil
      }
    }
    return bytes
  }

  private static func escape(_ byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "\\"): "\\\\"
    case 0x09: "\\t"
    case 0x0A: "\\n"
    case 0x0D: "\\r"
    default: "\\x" + hexadecimal(byte)
    }
  }

  private static func leadingScalar(of bytes: ArraySlice<UInt8>) -> Unicode.Scalar? {
    var decoder = UTF8()
    var iterator = bytes.prefix(4).makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return nil }
    return scalar
  }
}
