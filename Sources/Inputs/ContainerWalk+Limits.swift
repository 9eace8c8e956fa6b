internal import Archive
internal import Findings

/// What ends a walk or leaves a file out, and the notices of it.
extension ContainerWalk {
  /// Adds bytes of the current entry to `bytes`, `limit` at most; ends the walk where the container
  /// holds more than it may.
  ///
  /// - Throws: where it is damaged or encrypted, behind what it has added by then.
  mutating func take(
    _ reader: inout ArchiveReader, limit: Int, into bytes: inout [UInt8]
  ) throws(ArchiveError) {
    let before = bytes.count
    defer { left -= bytes.count - before }
    try reader.read(limit: min(limit, left + 1), into: &bytes)
    if bytes.count - before > left { stopForRatio() }
  }

  /// Reads the rest of an entry, which counts: to pass over it, it must be unpacked all the same.
  mutating func passOver(_ reader: inout ArchiveReader) throws(ArchiveError) {
    while !isStopped {
      var passed: [UInt8] = []
      try take(&reader, limit: 16 * ContainerWalk.prefix, into: &passed)
      if passed.isEmpty { return }
    }
  }

  mutating func hasRoomForEntry() -> Bool {
    entriesLeft -= 1
    if entriesLeft < 0 {
      stop(
        "it holds more than \(limits.entries) files; what lies behind is not scanned: unpack it,"
          + " or exclude the path")
    }
    return !isStopped
  }

  mutating func isExcluded(_ member: Member) -> Bool {
    guard !excludes.isEmpty, excludes.matches(member.path(in: path)) else { return false }
    tally.coverage.excluded += 1
    return true
  }

  // MARK: Notices

  mutating func stopForRatio() {
    stop(
      "it holds more than \(allowance) bytes, which is the limit for its size, as one made to fill a"
        + " disk does; what lies behind is not scanned: unpack it, or exclude the path")
  }

  mutating func stop(_ message: String) {
    guard !isStopped else { return }
    isStopped = true
    tally.coverage.archiveEntriesSkipped += 1
    note(nil, message)
  }

  mutating func skip(_ member: Member, _ message: String) {
    tally.coverage.archiveEntriesSkipped += 1
    note(member, message)
  }

  mutating func noteEncrypted(_ count: Int, _ member: Member?) {
    tally.coverage.archiveEntriesSkipped += count
    let what = count == 1 ? "one of its files is" : "\(count) of its files are"
    note(member, "\(what) encrypted, so not scanned: scan them unpacked, or exclude the path")
  }

  mutating func note(_ error: ArchiveError, _ member: Member?) {
    guard !isStopped else { return }
    if error.reason == .encrypted { return noteEncrypted(1, member) }
    guard case .unreadable(let reason) = error.reason else { return }
    tally.coverage.archiveEntriesSkipped += 1
    let extent = error.endsArchive ? "what lies behind is" : "one of its files is"
    note(
      member,
      "the archive is cut off, damaged or packed in an unknown way (\(reason)); \(extent) not"
        + " scanned: get it whole, or exclude the path")
  }

  mutating func note(_ member: Member?, _ message: String) {
    let subject = member?.path(in: path) ?? path
    tally.notices.append(Notice(.incomplete, subject: subject.display, message: message))
  }
}
