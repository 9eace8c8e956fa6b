public import Findings
import Synchronization

/// A file as the policy readers take it: where it is, its bytes, and its lines once one is asked.
///
/// Readers speak of byte offsets; a `Region` is made only for what is reported. Immutable and
/// shared between threads; the line table is made once, on first use.
public final class SourceText: Sendable {
  public let path: RepositoryPath
  public let bytes: [UInt8]
  private let table = Mutex<LineTable?>(nil)

  public init(path: RepositoryPath, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// The region of `range` (byte offsets, cut to the file): 1-based lines, UTF-16 columns.
  public func region(of range: Range<Int>) -> Region {
    let bytes = bytes
    return lines.region(of: range.clamped(to: 0..<bytes.count), in: bytes.span)
  }

  /// The 1-based line of the byte at `offset`.
  public func line(of offset: Int) -> Int { lines.line(of: max(0, offset)) + 1 }

  /// The bytes in `range`, cut to the file.
  public func slice(_ range: Range<Int>) -> ArraySlice<UInt8> {
    bytes[range.clamped(to: 0..<bytes.count)]
  }

  /// The text in `range`, cut to the file; bytes that are not UTF-8 are replaced.
  public func text(of range: Range<Int>) -> String {
    String(decoding: slice(range), as: UTF8.self)
  }

  private var lines: LineTable {
    let bytes = bytes
    return table.withLock { table in
      if let table { return table }
      let made = LineTable(bytes.span)
      table = made
      return made
    }
  }
}
