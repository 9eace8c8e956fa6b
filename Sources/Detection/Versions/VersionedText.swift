import Findings
import Rules

/// What is found in a text before any rule is asked, searched anew only where the text differs from
/// the version of the same file that was read before.
///
/// A history brings the versions of a file one after the other, and most of each is what the last
/// one was. What is found is what a search of the whole text finds, in the same order.
struct VersionedText {
  /// The literals of rules and markers.
  private(set) var hits: [LiteralFilter.Hit] = []
  /// The runs of base64 that are long enough to be decoded; see `Base64Lines`.
  private(set) var runs: [Range<Int>] = []
  /// The file that `text` is a version of, nil where none is kept.
  private var path: RepositoryPath?
  private var text: [UInt8] = []

  /// Bytes of the longest first version that is kept for the next one.
  private static let longestText = 1 << 20

  /// Searches the next text, which is the file's at `path`.
  mutating func update(to bytes: Span<UInt8>, path: RepositoryPath, by filter: LiteralFilter) {
    var shared = UnchangedStretches()
    if path == self.path {
      shared = UnchangedStretches(text.span, bytes, shortest: max(256, 2 * filter.longestLiteral))
    }
    if 2 * shared.total > bytes.count {
      let edits = edits(between: shared.all, count: bytes.count)
      updateHits(shared.all, edits, in: bytes, by: filter)
      updateRuns(shared.all, edits, in: bytes)
      keepText(bytes, shared.all)
    } else {
      hits.removeAll(keepingCapacity: true)
      filter.appendHits(in: bytes, to: &hits)
      runs = Base64.runs(in: bytes, minimum: Base64Lines.shortestRun)
      let isKept = bytes.count <= VersionedText.longestText
      self.path = isKept ? path : nil
      text = isKept ? bytes.copy(0..<bytes.count) : []
    }
  }

  /// What lies between `stretches` in the new text of `count` bytes; empty where bytes were deleted.
  private func edits(between stretches: [UnchangedStretches.Stretch], count: Int) -> [Range<Int>] {
    var edits: [Range<Int>] = []
    var end = 0
    var oldEnd = 0
    for stretch in stretches {
      if stretch.new > end || stretch.old > oldEnd { edits.append(end..<stretch.new) }
      end = stretch.newEnd
      oldEnd = stretch.oldEnd
    }
    if end < count || oldEnd < text.count { edits.append(end..<count) }
    return edits
  }

  private mutating func keepText(_ bytes: Span<UInt8>, _ stretches: [UnchangedStretches.Stretch]) {
    let head = stretches.first.map { $0.new == 0 && $0.old == 0 ? $0.count : 0 } ?? 0
    guard let last = stretches.last, last.newEnd == bytes.count, last.oldEnd == text.count,
      last.new >= head
    else {
      text = bytes.copy(0..<bytes.count)
      return
    }
    text.replaceSubrange(head..<last.old, with: bytes.copy(head..<last.new))
  }

  // MARK: Literals

  /// A literal wholly inside a stretch moves with it; those that reach into an edit, or across it,
  /// are searched for.
  private mutating func updateHits(
    _ stretches: [UnchangedStretches.Stretch], _ edits: [Range<Int>], in bytes: Span<UInt8>,
    by filter: LiteralFilter
  ) {
    let found = hits(across: edits, in: bytes, by: filter)
    let old = hits
    hits.removeAll(keepingCapacity: true)
    var next = 0
    var index = 0
    for var hit in old {
      let entry = filter.table.entries[hit.literal]
      let anchorEnd = hit.offset + Int(entry.end)
      while index < stretches.count, stretches[index].oldEnd < anchorEnd { index += 1 }
      guard index < stretches.count else { break }
      let stretch = stretches[index]
      guard hit.offset >= stretch.old, hit.offset + Int(entry.count) <= stretch.oldEnd else {
        continue
      }
      hit.offset += stretch.new - stretch.old
      while next < found.count, filter.isOrdered(found[next], hit) {
        hits.append(found[next])
        next += 1
      }
      hits.append(hit)
    }
    hits += found[next...]
  }

  /// The hits that touch an edit. Two edits are so far apart that none touches both.
  private func hits(
    across edits: [Range<Int>], in bytes: Span<UInt8>, by filter: LiteralFilter
  ) -> [LiteralFilter.Hit] {
    var all: [LiteralFilter.Hit] = []
    for edit in edits {
      let lower = max(0, edit.lowerBound - filter.longestLiteral)
      let upper = min(bytes.count, edit.upperBound + filter.longestLiteral)
      var found: [LiteralFilter.Hit] = []
      filter.appendHits(in: bytes.extracting(lower..<upper), to: &found)
      for var hit in found {
        hit.offset += lower
        let end = hit.offset + Int(filter.table.entries[hit.literal].count)
        if end > edit.lowerBound, hit.offset < edit.upperBound { all.append(hit) }
      }
    }
    return all
  }

  // MARK: base64

  /// A run that no edit touches moves with its stretch; the others are searched for.
  private mutating func updateRuns(
    _ stretches: [UnchangedStretches.Stretch], _ edits: [Range<Int>], in bytes: Span<UInt8>
  ) {
    let windows = Base64.windows(around: edits, in: bytes)
    let old = runs
    runs.removeAll(keepingCapacity: true)
    var next = 0
    var index = 0
    func search(_ window: Range<Int>) {
      for run in Base64.runs(in: bytes.extracting(window), minimum: Base64Lines.shortestRun) {
        runs.append(run.moved(by: window.lowerBound))
      }
    }
    for run in old {
      while index < stretches.count, stretches[index].oldEnd < run.upperBound { index += 1 }
      guard index < stretches.count else { break }
      let stretch = stretches[index]
      guard run.lowerBound >= stretch.old else { continue }
      let moved = run.moved(by: stretch.new - stretch.old)
      while next < windows.count, windows[next].upperBound <= moved.lowerBound {
        search(windows[next])
        next += 1
      }
      // What reaches into a window is found there.
      if next == windows.count || windows[next].lowerBound >= moved.upperBound {
        runs.append(moved)
      }
    }
    for window in windows[next...] { search(window) }
  }
}

extension Range<Int> {
  fileprivate func moved(by distance: Int) -> Range<Int> {
    (lowerBound + distance)..<(upperBound + distance)
  }
}
