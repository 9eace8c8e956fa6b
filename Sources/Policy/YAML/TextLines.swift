public import Findings

/// Where the lines of a text start, to turn byte offsets into lines and columns.
///
/// Lines end in LF, as git counts them. Built once a file, immutable.
public struct TextLines: Sendable {
  private let starts: [Int]

  public init(_ bytes: [UInt8]) {
    var starts = [0]
    let span = bytes.span
    for index in span.indices where span[index] == 0x0A { starts.append(index + 1) }
    self.starts = starts
  }

  /// How many lines there are; the empty one behind a final line break counts.
  public var count: Int { starts.count }

  /// The 1-based line that the byte at `offset` is on.
  public func line(of offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The line of `offset`, looked for from a `hint` near it: constant time where offsets ascend.
  func line(of offset: Int, near hint: Int) -> Int {
    var line = min(max(hint, 1), starts.count)
    while line < starts.count, starts[line] <= offset { line += 1 }
    while starts[line - 1] > offset { line -= 1 }
    return line
  }

  /// The byte offset at which the 1-based `line` starts.
  public func start(of line: Int) -> Int { starts[line - 1] }

  /// The region of a byte `range` of `bytes`, the text that these are the lines of.
  public func region(of range: Range<Int>, in bytes: [UInt8]) -> Region {
    let first = line(of: range.lowerBound)
    let last = line(of: max(range.lowerBound, range.upperBound - 1))
    return Region(
      startLine: first,
      startColumn: TextLines.units(in: bytes, starts[first - 1]..<range.lowerBound) + 1,
      endLine: last,
      endColumn: TextLines.units(in: bytes, starts[last - 1]..<range.upperBound) + 1)
  }

  /// How many UTF-16 units the UTF-8 in `range` takes; a byte order mark takes none.
  private static func units(in bytes: [UInt8], _ range: Range<Int>) -> Int {
    var range = range
    if range.lowerBound == 0, range.upperBound >= 3, bytes[..<3] == [0xEF, 0xBB, 0xBF] {
      range = 3..<range.upperBound
    }
    var units = 0
    for index in range where bytes[index] & 0xC0 != 0x80 { units += bytes[index] >= 0xF0 ? 2 : 1 }
    return units
  }
}
