/// Turns byte offsets of one text into lines and UTF-16 columns.
///
/// Lines end in LF, as git counts them. A byte that is not valid UTF-8 counts as one unit.
public struct LineTable: Sendable {
  private var starts: [Int] = [0]
  /// Offsets of each CR that no LF follows: no line break here, but one for code scanning.
  private var loneReturns: [Int] = []

  /// The table of `bytes`, in one pass over them.
  public init(_ bytes: Span<UInt8>) {
    for index in 0..<bytes.count {
      let byte = bytes[index]
      if byte == 0x0A {
        starts.append(index + 1)
      } else if byte == 0x0D, index + 1 == bytes.count || bytes[index + 1] != 0x0A {
        loneReturns.append(index)
      }
    }
  }

  /// The 0-based line that `offset` is on.
  public func line(of offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The byte offset at which the 0-based `line` starts.
  public func start(of line: Int) -> Int { starts[line] }

  /// The index of `line` (1-based) among the lines of `PrimaryLocationLineHash`, for which a lone CR
  /// ends a line too.
  public func hashIndex(of line: Int) -> Int {
    let start = starts[line - 1]
    return line - 1 + loneReturns.count { $0 < start }
  }

  /// The region of `range` in `bytes`.
  public func region(of range: Range<Int>, in bytes: Span<UInt8>) -> Region {
    let first = line(of: range.lowerBound)
    let last = line(of: max(range.lowerBound, range.upperBound - 1))
    return Region(
      startLine: first + 1,
      startColumn: LineTable.units(in: bytes, starts[first]..<range.lowerBound) + 1,
      endLine: last + 1,
      endColumn: LineTable.units(in: bytes, starts[last]..<range.upperBound) + 1)
  }

  /// How many UTF-16 units the UTF-8 in `range` takes.
  static func units(in bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
    var units = 0
    var index = range.lowerBound
    // A byte order mark is no part of the first line's text.
    if index == 0, range.upperBound >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF {
      index = 3
    }
    while index < range.upperBound {
      let width = sequenceLength(in: bytes, at: index, end: bytes.count)
      units += width == 4 ? 2 : 1
      index += width
    }
    return units
  }

  /// The length of the valid UTF-8 sequence at `index`, 1 for a byte that starts none
  /// (RFC 3629, section 4).
  private static func sequenceLength(in bytes: Span<UInt8>, at index: Int, end: Int) -> Int {
    let length: Int
    switch bytes[index] {
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF: length = 3
    case 0xF0...0xF4: length = 4
    default: return 1
    }
    guard index + length <= end else { return 1 }
    for next in 1..<length where bytes[index + next] & 0xC0 != 0x80 { return 1 }
    return length
  }
}
