/// Turns libyaml's character counts into byte offsets.
struct ByteOffsets {
  /// Where the text starts: behind a byte order mark.
  let start: Int
  private let end: Int
  /// The byte offset of every 64th character; empty where each character is one byte.
  private var steps: [Int] = []
  /// One bit a byte in words of 64: whether a character starts there. Empty like `steps`.
  private var starts: [UInt64] = []

  private static let stride = 64

  init(_ bytes: Span<UInt8>) {
    let hasMark =
      bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
    start = hasMark ? 3 : 0
    end = bytes.count
    var isASCII = true
    for index in start..<bytes.count where bytes[index] >= 0x80 {
      isASCII = false
      break
    }
    if !isASCII { count(bytes) }
  }

  private mutating func count(_ bytes: Span<UInt8>) {
    starts = [UInt64](repeating: 0, count: bytes.count / 64 + 1)
    var characters = 0
    for index in start..<bytes.count where bytes[index] & 0xC0 != 0x80 {
      if characters % ByteOffsets.stride == 0 { steps.append(index) }
      starts[index / 64] |= 1 << UInt64(index % 64)
      characters += 1
    }
  }

  /// The byte offset of the 0-based `character`; the end for one behind the last.
  func offset(ofCharacter character: Int) -> Int {
    guard !steps.isEmpty else { return min(start + character, end) }
    guard character / ByteOffsets.stride < steps.count else { return end }
    var rest = character % ByteOffsets.stride
    var index = steps[character / ByteOffsets.stride]
    var word = starts[index / 64] >> UInt64(index % 64)
    while rest >= word.nonzeroBitCount {
      rest -= word.nonzeroBitCount
      index = (index / 64 + 1) * 64
      guard index / 64 < starts.count else { return end }
      word = starts[index / 64]
    }
    for _ in 0..<rest { word &= word - 1 }
    return index + word.trailingZeroBitCount
  }
}
