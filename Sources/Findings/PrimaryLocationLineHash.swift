/// Code scanning's hash of a line, by which it knows an alert again in the next upload.
///
/// The hash of a line is a polynomial one (base 37, modulo 2^64) of the 100 UTF-16 units that start
/// there, so it runs on into the lines behind it: spaces and tabs are left out, CR and CRLF count as
/// LF, the end of the text counts as 65535 and is followed by zeros. It is written in hexadecimal
/// without leading zeros, with a counter that tells lines of the same hash apart. Bytes that are not
/// UTF-8 count as U+FFFD, as Node decodes them, and a byte order mark counts as a unit.
///
/// Source: `hash` in github/codeql-action, src/fingerprints.ts.
public struct PrimaryLocationLineHash {
  /// How many units a hash covers.
  private static let windowSize = 100
  private static let base: UInt64 = 37
  /// The factor of the unit that leaves the window: `base` to the power of `windowSize`.
  private let leaving = (0..<windowSize).reduce(UInt64(1)) { power, _ in power &* base }
  /// What the end of the text counts as.
  private static let end: UInt16 = 65535

  /// The last units, a ring.
  private var window = [UInt16](repeating: 0, count: windowSize)
  /// Whether the unit at the same index of `window` starts a line that has no hash yet.
  private var startsLine = [Bool](repeating: false, count: windowSize)
  private var index = 0
  private var hash: UInt64 = 0
  private var isLineStart = true
  private var isBehindCarriageReturn = false
  private var counts: [UInt64: Int] = [:]
  private var lines: [String] = []

  private init() {}

  /// `hash:n` of each line of `text`, the empty one behind a final line break included.
  public static func all(of text: Span<UInt8>) -> [String] {
    var state = PrimaryLocationLineHash()
    var offset = 0
    while offset < text.count {
      let byte = text[offset]
      if byte < 0x80 {
        state.append(UInt16(byte))
        offset += 1
      } else {
        offset += state.appendScalar(of: text, at: offset)
      }
    }
    state.append(end)
    for _ in 0..<windowSize { state.push(0) }
    return state.lines
  }

  /// Takes the next unit of the text.
  private mutating func append(_ unit: UInt16) {
    let isLineFeed = unit == 0x0A
    if unit == 0x20 || unit == 0x09 || (isLineFeed && isBehindCarriageReturn) {
      isBehindCarriageReturn = false
      return
    }
    isBehindCarriageReturn = unit == 0x0D
    let isBreak = isLineFeed || isBehindCarriageReturn
    push(isBreak ? 0x0A : unit, startsLine: isLineStart)
    isLineStart = isBreak
  }

  /// Moves the window on by one unit, and gives the line that started at its far end its hash.
  private mutating func push(_ unit: UInt16, startsLine isStart: Bool = false) {
    if startsLine[index] {
      let count = counts[hash, default: 0] + 1
      counts[hash] = count
      lines.append("\(String(hash, radix: 16)):\(count)")
    }
    startsLine[index] = isStart
    hash =
      PrimaryLocationLineHash.base &* hash &+ UInt64(unit)
      &- leaving &* UInt64(window[index])
    window[index] = unit
    index = index + 1 == PrimaryLocationLineHash.windowSize ? 0 : index + 1
  }

  /// Takes the scalar at `offset`, which is not ASCII, and returns how many bytes it has.
  ///
  /// Each longest start of a sequence that breaks off is one U+FFFD (Unicode Standard, section 3.9,
  /// "U+FFFD Substitution of Maximal Subparts"; WHATWG Encoding, section 8.1.1).
  private mutating func appendScalar(of text: Span<UInt8>, at offset: Int) -> Int {
    let lead = text[offset]
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch lead {
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF:
      length = 3
      if lead == 0xE0 { second = 0xA0...0xBF }
      if lead == 0xED { second = 0x80...0x9F }
    case 0xF0...0xF4:
      length = 4
      if lead == 0xF0 { second = 0x90...0xBF }
      if lead == 0xF4 { second = 0x80...0x8F }
    default:
      append(0xFFFD)
      return 1
    }
    var value = UInt32(lead) & (0x7F >> UInt32(length))
    for width in 1..<length {
      guard offset + width < text.count,
        (width == 1 ? second : 0x80...0xBF).contains(text[offset + width])
      else {
        append(0xFFFD)
        return width
      }
      value = value << 6 | UInt32(text[offset + width] & 0x3F)
    }
    append(scalar: value)
    return length
  }

  private mutating func append(scalar value: UInt32) {
    guard value >= 0x1_0000 else { return append(UInt16(truncatingIfNeeded: value)) }
    append(UInt16(truncatingIfNeeded: 0xD800 + ((value - 0x1_0000) >> 10)))
    append(UInt16(truncatingIfNeeded: 0xDC00 + ((value - 0x1_0000) & 0x3FF)))
  }
}
