internal import Archive
public import Findings

/// Opens a container and gives each file in it to a visitor, and those of the containers in that.
///
/// Zip (jar, wheel, office documents), 7z, tar and what gzip, bzip2, xz and zstd compressed. Images
/// of `docker save` and OCI layouts are tars of tars, so that their layers need nothing of their
/// own. What is not read is a notice.
public struct ContainerWalk {
  /// What a walk came to, besides what the visitor was given.
  public struct Tally: Sendable {
    public var coverage = Coverage()
    public var notices: [Notice] = []

    public init() {}
  }

  /// Takes a file of the container and its bytes.
  public typealias Visitor = (Member, Span<UInt8>) -> Void

  public private(set) var tally = Tally()
  private let path: RepositoryPath
  private let entryLimit: Int
  private let limits: ContainerLimits
  private let excludes: PathGlobs
  /// Bytes that may still come out of it.
  private var left: Int
  private var entriesLeft: Int
  private var isStopped = false

  /// Bytes of a file by which it is decided what it is.
  private static let prefix = 64 << 10

  /// - Parameters:
  ///   - path: of the outermost container.
  ///   - size: of that, in bytes.
  ///   - excludes: patterns for the paths that reports give members.
  init(
    path: RepositoryPath, size: Int, limits: InputLimits, excludes: PathGlobs
  ) {
    self.path = path
    entryLimit = limits.bytes
    self.limits = limits.container
    self.excludes = excludes
    left = limits.container.allowance(size: size)
    entriesLeft = limits.container.entries
  }

  /// Walks the container that `bytes` are.
  mutating func walk(
    _ bytes: Span<UInt8>, as format: ArchiveFormat, in outer: Member? = nil, depth: Int = 1,
    visit: Visitor
  ) {
    do throws(ArchiveError) {
      try ArchiveReader.reading(bytes, as: format) { reader in
        readAll(&reader, in: outer, depth: depth, visit)
      }
    } catch {
      note(error, outer)
    }
  }

  /// Walks the container that the file at `location` is.
  mutating func walk(file location: [UInt8], as format: ArchiveFormat, visit: Visitor) {
    do throws(ArchiveError) {
      try ArchiveReader.reading(file: location, as: format) { reader in
        readAll(&reader, in: nil, depth: 1, visit)
      }
    } catch {
      note(error, nil)
    }
  }

  /// Walks the container that the current entry of `reader` is.
  private mutating func walk(
    _ reader: inout ArchiveReader, prefix: [UInt8], as format: ArchiveFormat, in outer: Member,
    depth: Int, _ visit: Visitor
  ) {
    // What goes into the inner one counts too: a compression need not put anything out.
    let budget = left
    var rest = budget
    do throws(ArchiveError) {
      try reader.readingEntry(prefix: prefix, budget: &rest, as: format) { inner in
        readAll(&inner, in: outer, depth: depth, visit)
      }
    } catch {
      note(error, outer)
    }
    left -= budget - rest
  }

  private mutating func readAll(
    _ reader: inout ArchiveReader, in outer: Member?, depth: Int, _ visit: Visitor
  ) {
    tally.coverage.archives += 1
    var number = 0
    var encrypted = 0
    while hasRoomForEntry() {
      number += 1
      do throws(ArchiveError) {
        guard let entry = try reader.next() else { break }
        let member = Member(name(of: entry, number, in: outer), in: outer)
        guard entry.isFile, !isExcluded(member) else { continue }
        if entry.isEncrypted {
          encrypted += 1
        } else {
          try readEntry(&reader, member, depth: depth, visit)
        }
      } catch {
        if error.reason == .encrypted { encrypted += 1 } else { note(error, outer) }
        if error.endsArchive { break }
      }
    }
    if encrypted > 0 { noteEncrypted(encrypted, outer) }
  }

  private mutating func readEntry(
    _ reader: inout ArchiveReader, _ member: Member, depth: Int, _ visit: Visitor
  ) throws(ArchiveError) {
    var bytes = try take(&reader, limit: ContainerWalk.prefix)
    let format = ArchiveFormat(bytes.span)
    if format != nil, depth == limits.depth {
      skip(member, "not opened: it lies \(depth) archives deep, which is the limit; unpack it")
      return try passOver(&reader)
    }
    if let format, format.isStream {
      walk(&reader, prefix: bytes, as: format, in: member, depth: depth + 1, visit)
      return try passOver(&reader)
    }
    if bytes.count == ContainerWalk.prefix {
      bytes += try take(&reader, limit: entryLimit + 1 - bytes.count)
    }
    guard !isStopped else { return }
    guard bytes.count <= entryLimit else {
      skip(
        member,
        "not scanned: it is over the limit of \(entryLimit) bytes; raise the limit or"
          + " exclude the path")
      return try passOver(&reader)
    }
    if let format {
      walk(bytes.span, as: format, in: member, depth: depth + 1, visit: visit)
      return
    }
    if ClosedFormat.matches(bytes.span) { tally.coverage.closedArchives += 1 }
    tally.coverage.archiveEntries += 1
    tally.coverage.bytes += Int64(bytes.count)
    visit(member, bytes.span)
  }

  /// The entry's name; that of a compressed file is the file's own, without its last ending.
  private func name(of entry: ArchiveEntry, _ number: Int, in outer: Member?) -> [UInt8] {
    if let name = entry.name { return name.isEmpty ? Array("entry \(number)".utf8) : name }
    let own = (outer?.path ?? path).name
    guard let dot = own.lastIndex(of: UInt8(ascii: ".")), dot > own.startIndex else {
      return Array("content".utf8)
    }
    return Array(own[..<dot])
  }
}

// MARK: Limits

extension ContainerWalk {
  /// Bytes of the current entry, `limit` at most; none, and the end of the walk, where the container
  /// holds more than it may.
  private mutating func take(
    _ reader: inout ArchiveReader, limit: Int
  ) throws(ArchiveError) -> [UInt8] {
    let bytes = try reader.read(limit: min(limit, left + 1))
    left -= bytes.count
    guard left < 0 else { return bytes }
    stop(
      "it holds more than \(limits.ratio) times its size, as an archive made to fill the disk"
        + " does; what lies behind is not scanned: unpack it, or exclude the path")
    return []
  }

  /// Reads the rest of an entry, which counts: to pass over it, it must be unpacked all the same.
  private mutating func passOver(_ reader: inout ArchiveReader) throws(ArchiveError) {
    while !isStopped {
      if try take(&reader, limit: 16 * ContainerWalk.prefix).isEmpty { return }
    }
  }

  private mutating func hasRoomForEntry() -> Bool {
    entriesLeft -= 1
    if entriesLeft < 0 {
      stop(
        "it holds more than \(limits.entries) files; what lies behind is not scanned: unpack it,"
          + " or exclude the path")
    }
    return !isStopped
  }

  private mutating func isExcluded(_ member: Member) -> Bool {
    guard !excludes.isEmpty, excludes.matches(member.path(in: path)) else { return false }
    tally.coverage.excluded += 1
    return true
  }

  // MARK: Notices

  private mutating func stop(_ message: String) {
    guard !isStopped else { return }
    isStopped = true
    tally.coverage.archiveEntriesSkipped += 1
    note(nil, message)
  }

  private mutating func skip(_ member: Member, _ message: String) {
    tally.coverage.archiveEntriesSkipped += 1
    note(member, message)
  }

  private mutating func noteEncrypted(_ count: Int, _ member: Member?) {
    tally.coverage.archiveEntriesSkipped += count
    let what = count == 1 ? "one of its files is" : "\(count) of its files are"
    note(member, "\(what) encrypted, so not scanned: scan them unpacked, or exclude the path")
  }

  private mutating func note(_ error: ArchiveError, _ member: Member?) {
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

  private mutating func note(_ member: Member?, _ message: String) {
    let subject = member?.path(in: path) ?? path
    tally.notices.append(Notice(.incomplete, subject: subject.display, message: message))
  }
}
