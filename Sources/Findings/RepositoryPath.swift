/// A path from the repository root, as the bytes that git stores.
///
/// Git paths are bytes, not text: a path that is not UTF-8 is kept as it stands and escaped only
/// where it is shown. Components are separated by `/`; there is no leading slash.
public struct RepositoryPath: Sendable, Hashable, Comparable {
  /// The path's bytes, usually but not always UTF-8.
  public let bytes: [UInt8]

  public init(bytes: [UInt8]) { self.bytes = bytes }

  public init(_ text: String) { bytes = Array(text.utf8) }

  /// The part behind the last `/`.
  public var name: ArraySlice<UInt8> {
    bytes.lastIndex(of: UInt8(ascii: "/")).map { bytes[($0 + 1)...] } ?? bytes[...]
  }

  /// The path for a person: control bytes and bytes that are not UTF-8 as `\t`, `\n` or `\xNN`.
  public var display: String {
    if bytes.allSatisfy({ (0x20..<0x7F).contains($0) }) {
      return String(decoding: bytes, as: UTF8.self)
    }
    var text = ""
    var rest = bytes[...]
    while let first = rest.first {
      if let scalar = RepositoryPath.leadingScalar(of: rest), scalar.value >= 0x20,
        scalar.value != 0x7F, !(0x80...0x9F).contains(scalar.value)
      {
        text.unicodeScalars.append(scalar)
        rest = rest.dropFirst(UTF8.width(scalar))
      } else {
        text += RepositoryPath.escaped(first)
        rest = rest.dropFirst()
      }
    }
    return text
  }

  /// The path as a relative URI reference: every byte outside RFC 3986's unreserved set and `/` is
  /// percent-encoded (RFC 3986, section 2.1).
  public var uri: String {
    var text = ""
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
        text.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        text += "%" + hexadecimal(byte).uppercased()
      }
    }
    return text
  }

  public static func < (left: RepositoryPath, right: RepositoryPath) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }

  private static func leadingScalar(of bytes: ArraySlice<UInt8>) -> Unicode.Scalar? {
    var decoder = UTF8()
    var iterator = bytes.prefix(4).makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return nil }
    return scalar
  }

  private static func escaped(_ byte: UInt8) -> String {
    switch byte {
    case 0x09: "\\t"
    case 0x0A: "\\n"
    case 0x0D: "\\r"
    default: "\\x" + hexadecimal(byte)
    }
  }
}

/// Two lower-case hexadecimal digits.
func hexadecimal(_ byte: UInt8) -> String {
  let digits = Array("0123456789abcdef".unicodeScalars)
  var text = ""
  text.unicodeScalars.append(digits[Int(byte >> 4)])
  text.unicodeScalars.append(digits[Int(byte & 15)])
  return text
}
