internal import CGit2

/// A SHA-1 object id: 20 bytes kept as integers, in the order of their hexadecimal text.
public struct ObjectID: Sendable, Hashable, Comparable, CustomStringConvertible {
  private let high: UInt64
  private let middle: UInt64
  private let low: UInt32

  /// How many bytes an id has.
  public static let byteCount = 20
  /// The id of nothing, which reflogs use for "did not exist".
  public static let null = ObjectID(high: 0, middle: 0, low: 0)

  private init(high: UInt64, middle: UInt64, low: UInt32) {
    self.high = high
    self.middle = middle
    self.low = low
  }

  /// The id whose 20 bytes stand in `bytes` from `offset` on.
  ///
  /// - Precondition: 20 bytes are there.
  public init(_ bytes: Span<UInt8>, at offset: Int) {
    precondition(offset >= 0 && offset <= bytes.count - ObjectID.byteCount)
    let raw = unsafe bytes.bytes
    high = unsafe raw.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self).bigEndian
    middle = unsafe raw.unsafeLoadUnaligned(fromByteOffset: offset + 8, as: UInt64.self).bigEndian
    low = unsafe raw.unsafeLoadUnaligned(fromByteOffset: offset + 16, as: UInt32.self).bigEndian
  }

  /// The id written as `hex`, nil unless it is 40 hexadecimal digits.
  public init?(hex: some StringProtocol) {
    let digits = Array(hex.utf8)
    self.init(hex: digits.span, at: 0)
    guard digits.count == 2 * ObjectID.byteCount else { return nil }
  }

  /// The id written as 40 hexadecimal digits in `text` from `offset` on, nil if there are not.
  public init?(hex text: Span<UInt8>, at offset: Int) {
    guard offset >= 0, offset <= text.count - 2 * ObjectID.byteCount else { return nil }
    var words: (UInt64, UInt64, UInt64) = (0, 0, 0)
    for index in 0..<2 * ObjectID.byteCount {
      guard let digit = ObjectID.value(ofDigit: text[offset + index]) else { return nil }
      switch index {
      case 0..<16: words.0 = words.0 << 4 | digit
      case 16..<32: words.1 = words.1 << 4 | digit
      default: words.2 = words.2 << 4 | digit
      }
    }
    self.init(high: words.0, middle: words.1, low: UInt32(words.2))
  }

  private static func value(ofDigit byte: UInt8) -> UInt64? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(byte - UInt8(ascii: "a")) + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(byte - UInt8(ascii: "A")) + 10
    default: nil
    }
  }

  /// 40 hexadecimal digits in lower case.
  public var hex: String {
    let digits = Array("0123456789abcdef".utf8)
    return unsafe String(unsafeUninitializedCapacity: 2 * ObjectID.byteCount) { buffer in
      for index in 0..<2 * ObjectID.byteCount {
        unsafe buffer[index] = digits[nibble(index)]
      }
      return 2 * ObjectID.byteCount
    }
  }

  private func nibble(_ index: Int) -> Int {
    switch index {
    case 0..<16: Int(high >> (60 - 4 * UInt64(index)) & 15)
    case 16..<32: Int(middle >> (60 - 4 * UInt64(index - 16)) & 15)
    default: Int(low >> (28 - 4 * UInt32(index - 32)) & 15)
    }
  }

  public var description: String { hex }

  /// Whether this is the id of nothing.
  public var isNull: Bool { self == .null }

  /// Bits to index a hash table with: the id is a hash already.
  public var tableHash: Int { Int(truncatingIfNeeded: high) }

  /// The id as five numbers of 32 bits, the first four bytes first.
  public var words: (UInt32, UInt32, UInt32, UInt32, UInt32) {
    (
      UInt32(truncatingIfNeeded: high >> 32), UInt32(truncatingIfNeeded: high),
      UInt32(truncatingIfNeeded: middle >> 32), UInt32(truncatingIfNeeded: middle), low
    )
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(high) }

  public static func < (left: ObjectID, right: ObjectID) -> Bool {
    if left.high != right.high { return left.high < right.high }
    if left.middle != right.middle { return left.middle < right.middle }
    return left.low < right.low
  }
}

extension ObjectID {
  init(_ id: git_oid) {
    let bytes = unsafe withUnsafeBytes(of: id) { unsafe Array($0) }
    self.init(bytes.span, at: 0)
  }

  /// The id in libgit2's own form.
  var raw: git_oid {
    var id = git_oid()
    unsafe withUnsafeMutableBytes(of: &id) { buffer in
      unsafe buffer.storeBytes(of: high.bigEndian, toByteOffset: 0, as: UInt64.self)
      unsafe buffer.storeBytes(of: middle.bigEndian, toByteOffset: 8, as: UInt64.self)
      unsafe buffer.storeBytes(of: low.bigEndian, toByteOffset: 16, as: UInt32.self)
    }
    return id
  }
}
