/// What stands in both of two versions of a text: their start, their end, and stretches between the
/// edits.
///
/// Not the longest common sequence: whatever is found is the same in both, and what is missed costs a
/// search of it. Each edit costs a search of some kilobytes for where the text goes on.
struct UnchangedStretches {
  /// Bytes that are the same in both.
  struct Stretch: Equatable {
    /// The offset of the first one in the old version.
    var old: Int
    /// The offset of the first one in the new version.
    var new: Int
    var count: Int

    /// The offset behind the last one in the old version.
    var oldEnd: Int { old + count }
    /// The offset behind the last one in the new version.
    var newEnd: Int { new + count }
  }

  /// In the order of both versions; the first may be short, and so may the last.
  private(set) var all: [Stretch] = []
  /// Bytes in all of them together.
  private(set) var total = 0

  /// Edits that are looked behind; what differs in more places is searched as a whole.
  private static let editsAtMost = 32
  /// How far behind an edit the text is looked for first; twice as far each time that it is not found.
  private static let firstProbe = 256
  /// How far an edit may move what stands behind it.
  private static let drift = 2_048
  /// Places that are compared for one probe.
  private static let placesAtMost = 16

  init() {}

  /// - Parameter shortest: bytes of the shortest stretch between two edits.
  init(_ old: Span<UInt8>, _ new: Span<UInt8>, shortest: Int) {
    let head = old.sharedPrefix(with: new)
    append(Stretch(old: 0, new: 0, count: head))
    let oldRest = old.extracting(head...)
    let newRest = new.extracting(head...)
    let tail = oldRest.sharedSuffix(with: newRest)
    let oldEnd = old.count - tail
    let newEnd = new.count - tail
    var last = Stretch(old: 0, new: 0, count: head)
    while all.count < UnchangedStretches.editsAtMost,
      let next = UnchangedStretches.next(
        old.extracting(last.oldEnd..<oldEnd), new.extracting(last.newEnd..<newEnd),
        shortest: shortest)
    {
      last = Stretch(old: last.oldEnd + next.old, new: last.newEnd + next.new, count: next.count)
      append(last)
    }
    append(Stretch(old: oldEnd, new: newEnd, count: tail))
  }

  private mutating func append(_ stretch: Stretch) {
    guard stretch.count > 0 else { return }
    all.append(stretch)
    total += stretch.count
  }

  /// The stretch with which two texts that start with an edit go on.
  private static func next(
    _ old: Span<UInt8>, _ new: Span<UInt8>, shortest: Int
  ) -> Stretch? {
    var step = firstProbe
    while step + 8 <= new.count {
      let probe = probe(in: new, from: step)
      let lower = max(0, probe - drift)
      let upper = min(old.count, probe + drift)
      var places = 0
      var place = lower
      while places < placesAtMost, lower < upper,
        let found = old.offset(of: new, at: probe, in: place..<upper)
      {
        let before = old.extracting(..<found).sharedSuffix(with: new.extracting(..<probe))
        let behind = old.extracting(found...).sharedPrefix(with: new.extracting(probe...))
        if before + behind >= shortest {
          return Stretch(old: found - before, new: probe - before, count: before + behind)
        }
        places += 1
        place = found + 1
      }
      step *= 2
    }
    return nil
  }

  /// A place at `offset` or a little behind it whose bytes are few other places': the first of a line
  /// that is no blank.
  private static func probe(in text: Span<UInt8>, from offset: Int) -> Int {
    let end = min(text.count - 8, offset + 128)
    var index = offset
    while index < end, !text[index].isLineBreak { index += 1 }
    while index < end, text[index].isLineBreak || text[index].isBlank { index += 1 }
    return index < end ? index : offset
  }
}

extension Span where Element == UInt8 {
  /// Bytes that are compared together, without a branch between them.
  private static var block: Int { 64 }

  /// How many bytes from their start on this text and `other` share.
  fileprivate func sharedPrefix(with other: Span<UInt8>) -> Int {
    let most = Swift.min(count, other.count)
    var shared = 0
    while shared + Self.block <= most,
      extracting(shared..<(shared + Self.block))
        .equals(other.extracting(shared..<(shared + Self.block)))
    { shared += Self.block }
    while shared < most, self[shared] == other[shared] { shared += 1 }
    return shared
  }

  /// How many bytes back from their end this text and `other` share.
  fileprivate func sharedSuffix(with other: Span<UInt8>) -> Int {
    let most = Swift.min(count, other.count)
    var shared = 0
    while shared + Self.block <= most,
      extracting((count - shared - Self.block)..<(count - shared))
        .equals(other.extracting((other.count - shared - Self.block)..<(other.count - shared)))
    { shared += Self.block }
    while shared < most, self[count - 1 - shared] == other[other.count - 1 - shared] {
      shared += 1
    }
    return shared
  }

  /// Whether `other`, of the same length, holds the same bytes.
  private func equals(_ other: Span<UInt8>) -> Bool {
    precondition(count == other.count)
    var difference: UInt8 = 0
    for index in indices { difference |= self[index] ^ other[index] }
    return difference == 0
  }

  /// The first offset in `range` at which the eight bytes of `other` at `place` stand.
  fileprivate func offset(of other: Span<UInt8>, at place: Int, in range: Range<Int>) -> Int? {
    var wanted: UInt64 = 0
    for index in place..<(place + 8) { wanted = wanted &<< 8 | UInt64(other[index]) }
    let bytes = extracting(range)
    var read: UInt64 = 0
    for index in bytes.indices {
      read = read &<< 8 | UInt64(bytes[index])
      if read == wanted, index >= 7 { return range.lowerBound + index - 7 }
    }
    return nil
  }
}
