/// Turns byte offsets of one text into lines and UTF-16 columns.
///
/// Lines end in LF, as git counts them. A byte that is not valid UTF-8 counts as one unit.
public struct LineTable: Sendable {
  private var starts: [Int] = [0]
  /// Offsets of each CR that no LF follows: no line break here, but one for code scanning.
  private var loneReturns: [Int] = []
  /// Places on long lines whose column is known, so that no line is counted from its start for each
  /// region on it.
  private var marks: [Mark] = []

  private struct Mark {
    /// In bytes, from the start of the text.
    var offset: Int
    /// UTF-16 units between the start of the line and the mark.
    var units: Int
  }

  /// Bytes between the marks of a line.
  private static let markDistance = 2_048

  /// The table of `bytes`, in one pass over them, and another over lines of some thousand bytes.
  public init(_ bytes: Span<UInt8>) {
    for index in 0..<bytes.count {
      let byte = bytes[index]
      if byte == 0x0A {
        starts.append(index + 1)
      } else if byte == 0x0D, index + 1 == bytes.count || bytes[index + 1] != 0x0A {
        loneReturns.append(index)
      }
    }
    for (line, start) in starts.enumerated() {
      let end = line + 1 < starts.count ? starts[line + 1] : bytes.count
      if end - start > LineTable.markDistance { setMarks(on: start..<end, of: bytes) }
    }
  }

  private mutating func setMarks(on line: Range<Int>, of bytes: Span<UInt8>) {
    var mark = Mark(offset: LineTable.textStart(of: line, in: bytes), units: 0)
    var next = line.lowerBound + LineTable.markDistance
    while mark.offset < line.upperBound {
      if mark.offset >= next {
        marks.append(mark)
        next = mark.offset + LineTable.markDistance
      }
      mark.units += LineTable.step(over: &mark.offset, in: bytes)
    }
  }

  /// The 0-based line that `offset` is on.
  public func line(of offset: Int) -> Int {
    max(0, starts.partitioningIndex { $0 > offset } - 1)
  }

  /// The byte offset at which the 0-based `line` starts.
  public func start(of line: Int) -> Int { starts[line] }

  /// The index of `line` (1-based) among the lines of `PrimaryLocationLineHash`, for which a lone CR
  /// ends a line too.
  public func hashIndex(of line: Int) -> Int {
    let start = starts[line - 1]
    return line - 1 + loneReturns.partitioningIndex { $0 >= start }
  }

  /// The region of `range` in `bytes`.
  public func region(of range: Range<Int>, in bytes: Span<UInt8>) -> Region {
    let first = line(of: range.lowerBound)
    let last = line(of: max(range.lowerBound, range.upperBound - 1))
    return Region(
      startLine: first + 1,
      startColumn: units(before: range.lowerBound, on: first, of: bytes) + 1,
      endLine: last + 1,
      endColumn: units(before: range.upperBound, on: last, of: bytes) + 1)
  }

  /// How many UTF-16 units stand between the start of the 0-based `line` and `offset`.
  private func units(before offset: Int, on line: Int, of bytes: Span<UInt8>) -> Int {
    let start = starts[line]
    let behind = marks.partitioningIndex { $0.offset > offset }
    var mark =
      behind > 0 && marks[behind - 1].offset > start
      ? marks[behind - 1]
      : Mark(offset: LineTable.textStart(of: start..<offset, in: bytes), units: 0)
    while mark.offset < offset { mark.units += LineTable.step(over: &mark.offset, in: bytes) }
    return mark.units
  }

  /// Where the text of `line` starts: a byte order mark is no part of it.
  private static func textStart(of line: Range<Int>, in bytes: Span<UInt8>) -> Int {
    let hasMark =
      line.lowerBound == 0 && line.upperBound >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB
      && bytes[2] == 0xBF
    return hasMark ? 3 : line.lowerBound
  }

  /// Moves `offset` behind the UTF-8 sequence that starts there; returns its UTF-16 units.
  private static func step(over offset: inout Int, in bytes: Span<UInt8>) -> Int {
    let width = sequenceLength(in: bytes, at: offset, end: bytes.count)
    offset += width
    return width == 4 ? 2 : 1
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
