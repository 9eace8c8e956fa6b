import Findings
import Rules

/// The literals in a text, found anew only where it differs from the version of the same file that
/// was read before.
///
/// A history brings the versions of a file one after the other, and most of each is what the last
/// one was: what stands in the same bytes is not searched again. The hits are those of a search of
/// the whole text, in the same order.
struct VersionedHits {
  private(set) var hits: [LiteralFilter.Hit] = []
  /// The file that `text` is a version of, nil where none is kept.
  private var path: RepositoryPath?
  private var text: [UInt8] = []

  /// Bytes of the longest first version that is kept for the next one.
  private static let longestText = 1 << 20

  /// Finds the hits of the next text, which is the file's at `path`.
  mutating func update(to bytes: Span<UInt8>, path: RepositoryPath, by filter: LiteralFilter) {
    var same = Same()
    if path == self.path { same = Same(text.span, bytes) }
    if 2 * (same.head + same.tail) > bytes.count {
      let old = hits
      hits.removeAll(keepingCapacity: true)
      join(old, movedBy: bytes.count - text.count, same, in: bytes, by: filter)
      let changed = bytes.copy(same.head..<(bytes.count - same.tail))
      text.replaceSubrange(same.head..<(text.count - same.tail), with: changed)
    } else {
      hits.removeAll(keepingCapacity: true)
      filter.appendHits(in: bytes, to: &hits)
      let isKept = bytes.count <= VersionedHits.longestText
      self.path = isKept ? path : nil
      text = isKept ? bytes.copy(0..<bytes.count) : []
    }
  }

  /// What two texts share.
  private struct Same {
    /// Bytes at their start.
    var head = 0
    /// Bytes at their end, none of which is counted in `head`.
    var tail = 0

    init() {}

    init(_ old: Span<UInt8>, _ new: Span<UInt8>) {
      let most = min(old.count, new.count)
      while head < most, old[head] == new[head] { head += 1 }
      while tail < most - head, old[old.count - 1 - tail] == new[new.count - 1 - tail] { tail += 1 }
    }
  }

  /// Makes the hits of `bytes` of those of the last text and those that reach into what differs.
  private mutating func join(
    _ old: [LiteralFilter.Hit], movedBy distance: Int, _ same: Same, in bytes: Span<UInt8>,
    by filter: LiteralFilter
  ) {
    let tail = bytes.count - same.tail
    let reach = filter.longestLiteral
    let lower = max(0, same.head - reach)
    var middle: [LiteralFilter.Hit] = []
    filter.appendHits(
      in: bytes.extracting(lower..<min(bytes.count, tail + reach)), to: &middle)
    var next = 0
    func end(_ hit: LiteralFilter.Hit) -> Int {
      hit.offset + Int(filter.table.entries[hit.literal].count)
    }
    for index in middle.indices { middle[index].offset += lower }
    middle.removeAll { end($0) <= same.head || $0.offset >= tail }
    for var hit in old {
      if end(hit) > same.head {
        hit.offset += distance
        guard hit.offset >= tail else { continue }
      }
      while next < middle.count, filter.isOrdered(middle[next], hit) {
        hits.append(middle[next])
        next += 1
      }
      hits.append(hit)
    }
    hits += middle[next...]
  }
}
