/// base64 and base64url (RFC 4648, sections 4 and 5), padded or not.
public enum Base64 {
  /// The six bits of each digit, 255 for bytes that are none.
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 255, count: 256)
    let digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
    for (value, digit) in digits.enumerated() { values[Int(digit)] = UInt8(value) }
    values[Int(ascii("-"))] = 62
    values[Int(ascii("_"))] = 63
    return values
  }()

  /// Whether `byte` is a digit of either alphabet.
  static func isDigit(_ byte: UInt8) -> Bool { values[Int(byte)] != 255 }

  /// What `text` encodes; nil where it holds anything but digits, with up to two `=` at the end.
  public static func decode(_ text: some Collection<UInt8>) -> [UInt8]? { decode(Array(text).span) }

  static func decode(_ text: Span<UInt8>) -> [UInt8]? {
    let table = Base64.values
    let values = table.span
    precondition(values.count == 256)
    var end = text.count
    while end > 0, text.count - end < 3, text[end - 1] == ascii("=") { end -= 1 }
    guard text.count - end <= 2, end % 4 != 1 else { return nil }
    var decoded: [UInt8] = []
    decoded.reserveCapacity(end / 4 * 3 + 2)
    var buffer: UInt32 = 0
    var bits: UInt32 = 0
    for index in 0..<end {
      let value = values[Int(text[index])]
      guard value != 255 else { return nil }
      buffer = buffer &<< 6 | UInt32(value)
      bits &+= 6
      if bits >= 8 {
        bits &-= 8
        decoded.append(UInt8(truncatingIfNeeded: buffer &>> bits))
      }
    }
    return decoded
  }

  /// The runs of digits of `minimum` or more in `bytes`, each with its padding.
  ///
  /// A run that long has a digit at every `minimum`-th byte, so most of the text is never looked at.
  static func runs(in bytes: Span<UInt8>, minimum: Int) -> [Range<Int>] {
    let table = Base64.values
    let values = table.span
    precondition(values.count == 256)
    var runs: [Range<Int>] = []
    var probe = minimum - 1
    var floor = 0
    while probe < bytes.count {
      guard values[Int(bytes[probe])] != 255 else {
        probe += minimum
        continue
      }
      var start = probe
      while start > floor, values[Int(bytes[start - 1])] != 255 { start -= 1 }
      // Digits so far: the run is long enough only if as many are missing behind the probe.
      let last = start + minimum - 1
      if probe < last {
        guard last < bytes.count else { break }
        var index = last
        while index > probe, values[Int(bytes[index])] != 255 { index -= 1 }
        guard index == probe else {
          floor = index + 1
          probe = index + minimum
          continue
        }
      }
      var end = max(probe, last) + 1
      while end < bytes.count, values[Int(bytes[end])] != 255 { end += 1 }
      let length = end - start
      while end < bytes.count, end - start < length + 2, bytes[end] == ascii("=") { end += 1 }
      runs.append(start..<end)
      floor = end
      probe = end + minimum - 1
    }
    return runs
  }

  /// The parts of `bytes` in which every run lies that touches one of `ranges`, or what stands in
  /// them; no run reaches over the edge of a part. In order, and apart from each other.
  static func windows(around ranges: [Range<Int>], in bytes: Span<UInt8>) -> [Range<Int>] {
    func mayBelong(_ index: Int) -> Bool {
      isDigit(bytes[index]) || bytes[index] == ascii("=")
    }
    var windows: [Range<Int>] = []
    for range in ranges {
      var lower = range.lowerBound
      let floor = windows.last?.upperBound ?? 0
      while lower > floor, mayBelong(lower - 1) { lower -= 1 }
      var upper = max(range.upperBound, floor)
      while upper < bytes.count, mayBelong(upper) { upper += 1 }
      if lower <= floor, let last = windows.popLast() {
        lower = last.lowerBound
        upper = max(upper, last.upperBound)
      }
      windows.append(lower..<upper)
    }
    return windows
  }
}
