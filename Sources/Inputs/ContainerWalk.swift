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

  public internal(set) var tally = Tally()
  let path: RepositoryPath
  let entryLimit: Int
  let limits: ContainerLimits
  let excludes: PathGlobs
  /// Bytes that may come out of it.
  let allowance: Int
  /// Bytes of those that still may.
  var left: Int
  var entriesLeft: Int
  var isStopped = false

  /// Bytes of a file by which it is decided what it is.
  static let prefix = 64 << 10

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
    allowance = limits.container.allowance(size: size)
    left = allowance
    entriesLeft = limits.container.entries
  }

  /// Walks the container that `bytes` are.
  mutating func walk(
    _ bytes: Span<UInt8>, as format: ArchiveFormat, in outer: Member? = nil, depth: Int = 1,
    visit: Visitor
  ) {
    tally.coverage.archives += 1
    let known = tally.notices.count
    do throws(ArchiveError) {
      try ArchiveReader.reading(bytes, as: format) { reader in
        readAll(&reader, in: outer, depth: depth, visit)
      }
      if format == .zip, !ArchiveFormat.hasZipEnd(bytes), tally.notices.count == known {
        note(ArchiveError(.unreadable("no table of contents"), endsArchive: true), outer)
      }
    } catch {
      note(error, outer)
    }
  }

  /// Walks the container that the file at `location` is.
  mutating func walk(file location: [UInt8], as format: ArchiveFormat, visit: Visitor) {
    tally.coverage.archives += 1
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
    _ reader: inout ArchiveReader, prefix: [UInt8], as format: ArchiveFormat, in outer: Member?,
    depth: Int, _ visit: Visitor
  ) {
    var rest = left
    do throws(ArchiveError) {
      try reader.readingEntry(prefix: prefix, budget: &rest, as: format) { inner in
        readAll(&inner, in: outer, depth: depth, visit)
      }
    } catch {
      note(error, outer)
    }
    // What goes into the inner one counts where it is more: it need not put anything out.
    left = min(left, rest)
    if left < 0 { stopForRatio() }
  }

  private mutating func readAll(
    _ reader: inout ArchiveReader, in outer: Member?, depth: Int, _ visit: Visitor
  ) {
    var number = 0
    var encrypted = 0
    while hasRoomForEntry() {
      number += 1
      do throws(ArchiveError) {
        guard let entry = try reader.next() else { break }
        guard let name = entry.name else {
          try readOnly(&reader, in: outer, depth: depth, visit)
          continue
        }
        let member = Member(name.isEmpty ? Array("entry \(number)".utf8) : name, in: outer)
        guard entry.isFile, !isExcluded(member) else { continue }
        if entry.isEncrypted {
          encrypted += 1
        } else {
          try readFile(&reader, member, depth: depth, visit)
        }
      } catch {
        if error.reason == .encrypted { encrypted += 1 } else { note(error, outer) }
        if error.endsArchive { break }
      }
    }
    if encrypted > 0 { noteEncrypted(encrypted, outer) }
  }

  /// Reads what a compressed file holds: a tar counts as one with it, anything else has its name
  /// without the last ending.
  private mutating func readOnly(
    _ reader: inout ArchiveReader, in outer: Member?, depth: Int, _ visit: Visitor
  ) throws(ArchiveError) {
    let own = (outer?.path ?? path).name
    let dot = own.lastIndex(of: UInt8(ascii: ".")) ?? own.startIndex
    let name = dot > own.startIndex ? Array(own[..<dot]) : Array("content".utf8)
    let member = Member(name, in: outer)
    if !isExcluded(member) {
      try readFile(&reader, member, tarIn: .some(outer), depth: depth, visit)
    }
  }

  /// Reads the current entry.
  ///
  /// - Parameter tarIn: what a tar's files are members of, in place of `member`, one level up.
  private mutating func readFile(
    _ reader: inout ArchiveReader, _ member: Member, tarIn: Member?? = nil, depth: Int,
    _ visit: Visitor
  ) throws(ArchiveError) {
    var bytes: [UInt8] = []
    do throws(ArchiveError) {
      try take(&reader, limit: ContainerWalk.prefix, into: &bytes)
      if walkStream(&reader, prefix: bytes, member, tarIn: tarIn, depth: depth, visit) {
        bytes = []
        return try passOver(&reader)
      }
      if bytes.count == ContainerWalk.prefix, !isStopped {
        try take(&reader, limit: entryLimit + 1 - bytes.count, into: &bytes)
      }
      if bytes.count > entryLimit, !isStopped {
        skip(
          member,
          "not scanned: it is over the limit of \(entryLimit) bytes; raise the limit or exclude the"
            + " path")
        bytes = []
        return try passOver(&reader)
      }
    } catch {
      // What could be read of a file that is cut off is scanned; the caller tells of the rest.
      if !bytes.isEmpty { finish(bytes, member, depth: depth, visit) }
      throw error
    }
    if !isStopped { finish(bytes, member, depth: depth, visit) }
  }

  /// Walks the current entry as it goes by; false where it is nothing that can be read so.
  private mutating func walkStream(
    _ reader: inout ArchiveReader, prefix: [UInt8], _ member: Member, tarIn: Member??, depth: Int,
    _ visit: Visitor
  ) -> Bool {
    guard let format = ArchiveFormat(prefix.span), format.isStream else { return false }
    if format == .tar, let outer = tarIn {
      walk(&reader, prefix: prefix, as: .tar, in: outer, depth: depth, visit)
      return true
    }
    guard depth < limits.depth else { return false }
    tally.coverage.archives += 1
    walk(&reader, prefix: prefix, as: format, in: member, depth: depth + 1, visit)
    return true
  }

  /// Opens or hands on a file that is in memory.
  private mutating func finish(
    _ bytes: [UInt8], _ member: Member, depth: Int, _ visit: Visitor
  ) {
    if let format = ArchiveFormat(bytes.span) {
      guard depth < limits.depth else {
        skip(member, "not opened: it lies \(depth) archives deep, which is the limit; unpack it")
        return
      }
      walk(bytes.span, as: format, in: member, depth: depth + 1, visit: visit)
      return
    }
    if ClosedFormat.matches(bytes.span) { tally.coverage.closedArchives += 1 }
    tally.coverage.archiveEntries += 1
    tally.coverage.bytes += Int64(bytes.count)
    visit(member, bytes.span)
  }
}
