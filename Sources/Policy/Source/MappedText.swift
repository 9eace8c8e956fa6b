public import Findings

/// A text inside a file that is not one stretch of it: a YAML block scalar without its indent, a
/// Makefile recipe without its tabs, a Markdown fence without its prompts.
///
/// Offsets of the text map back to the file. Immutable.
public struct MappedText: Sendable {
  public let source: SourceText
  /// The text as its reader sees it.
  public let bytes: [UInt8]
  /// Ascending in the text, and without a gap there.
  private let segments: [Segment]

  /// A run of the text, and the bytes of the file that it stands for.
  public struct Piece: Sendable, Hashable {
    /// Byte offsets in the file.
    public var file: Range<Int>
    /// What stands in the text instead of the file's own bytes; nil for these themselves.
    public var replacement: [UInt8]?

    public init(file: Range<Int>, replacement: [UInt8]? = nil) {
      self.file = file
      self.replacement = replacement
    }
  }

  private struct Segment: Sendable {
    let start: Int
    let file: Range<Int>
    let isVerbatim: Bool
  }

  /// The whole file.
  public init(_ source: SourceText) { self.init(source: source, range: 0..<source.bytes.count) }

  /// One stretch of the file, cut to it.
  public init(source: SourceText, range: Range<Int>) {
    let range = range.clamped(to: 0..<source.bytes.count)
    self.source = source
    bytes = range.count == source.bytes.count ? source.bytes : Array(source.bytes[range])
    segments = [Segment(start: 0, file: range, isVerbatim: true)]
  }

  /// The stretches of the file one behind the other, as a block scalar's lines behind their indent.
  ///
  /// Each range should hold its line's LF where the text has one.
  public init(source: SourceText, ranges: [Range<Int>]) {
    self.init(source: source, pieces: ranges.map { Piece(file: $0) })
  }

  /// The pieces one behind the other; ranges are cut to the file.
  public init(source: SourceText, pieces: [Piece]) {
    var bytes: [UInt8] = []
    var segments: [Segment] = []
    for piece in pieces {
      let file = piece.file.clamped(to: 0..<source.bytes.count)
      let start = bytes.count
      bytes += piece.replacement.map { $0[...] } ?? source.bytes[file]
      guard bytes.count > start else { continue }
      segments.append(Segment(start: start, file: file, isVerbatim: piece.replacement == nil))
    }
    self.source = source
    self.bytes = bytes
    self.segments = segments.isEmpty ? [Segment(start: 0, file: 0..<0, isVerbatim: true)] : segments
  }

  /// The file's byte offset of the byte at `offset` of the text.
  public func offset(of offset: Int) -> Int {
    let segment = segment(of: offset)
    guard segment.isVerbatim else { return segment.file.lowerBound }
    return min(segment.file.lowerBound + max(0, offset - segment.start), segment.file.upperBound)
  }

  /// The file's bytes from the first to the last byte of `range`, with what stands between them.
  public func range(of range: Range<Int>) -> Range<Int> {
    let lower = offset(of: range.lowerBound)
    guard !range.isEmpty else { return lower..<lower }
    let last = segment(of: range.upperBound - 1)
    let upper = last.isVerbatim ? offset(of: range.upperBound - 1) + 1 : last.file.upperBound
    return lower..<max(lower, upper)
  }

  /// The region of `range` (offsets of the text) in the file.
  public func region(of range: Range<Int>) -> Region { source.region(of: self.range(of: range)) }

  /// The file's 1-based line of the byte at `offset` of the text.
  public func line(of offset: Int) -> Int { source.line(of: self.offset(of: offset)) }

  /// The text in `range`; bytes that are not UTF-8 are replaced.
  public func text(_ range: Range<Int>) -> String {
    bytes.text(range.clamped(to: 0..<bytes.count))
  }

  private func segment(of offset: Int) -> Segment {
    var low = 0
    var high = segments.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if segments[middle].start <= offset { low = middle } else { high = middle }
    }
    return segments[low]
  }
}
