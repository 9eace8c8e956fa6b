#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif
internal import CArchive

/// An archive or compressed file that is open, read entry by entry from front to back.
///
/// A compressed file is one entry without a name, and where that is a tar, one to open in its turn.
/// Nothing is ever written, and no name is taken for a path on this machine.
@safe public struct ArchiveReader: ~Copyable {
  private let handle: OpaquePointer

  /// Bytes that are read from a file at a time.
  private static let block = 128 << 10
  /// The type of a regular file, which archive_entry.h has as a cast (`AE_IFREG`).
  private static let regularFile: mode_t = 0o100000

  /// - Parameter format: the only one that is tried.
  private init(_ format: ArchiveFormat) {
    guard let handle = unsafe archive_read_new() else { fatalError("out of memory") }
    unsafe self.handle = handle
    switch format {
    case .zip: unsafe archive_read_support_format_zip(handle)
    case .sevenZip: unsafe archive_read_support_format_7zip(handle)
    case .tar: unsafe archive_read_support_format_tar(handle)
    case .gzip: unsafe archive_read_support_filter_gzip(handle)
    case .bzip2: unsafe archive_read_support_filter_bzip2(handle)
    case .xz: unsafe archive_read_support_filter_xz(handle)
    case .zstd: unsafe archive_read_support_filter_zstd(handle)
    }
    guard format.isCompression else { return }
    // No tar beside it: that takes zeros at the start for the end of one, and the rest for nothing.
    unsafe archive_read_support_format_empty(handle)
    unsafe archive_read_support_format_raw(handle)
  }

  deinit { unsafe archive_read_free(handle) }

  // MARK: Opening

  /// Opens `bytes` for as long as `body` runs.
  public static func reading<R>(
    _ bytes: Span<UInt8>, as format: ArchiveFormat, _ body: (inout ArchiveReader) -> R
  ) throws(ArchiveError) -> R {
    try NameLocale.using { () throws(ArchiveError) -> R in
      var reader = ArchiveReader(format)
      return try unsafe bytes.withUnsafeBufferPointer { buffer throws(ArchiveError) -> R in
        try reader.check(
          unsafe archive_read_open_memory(reader.handle, buffer.baseAddress, buffer.count))
        return body(&reader)
      }
    }
  }

  /// Opens the file at `path` for as long as `body` runs; it is read in blocks.
  public static func reading<R>(
    file path: [UInt8], as format: ArchiveFormat, _ body: (inout ArchiveReader) -> R
  ) throws(ArchiveError) -> R {
    try NameLocale.using { () throws(ArchiveError) -> R in
      var reader = ArchiveReader(format)
      let name = path.map { CChar(bitPattern: $0) } + [0]
      try reader.check(
        unsafe archive_read_open_filename(reader.handle, name, ArchiveReader.block))
      return body(&reader)
    }
  }

  /// Opens the rest of the current entry as an archive of its own, which goes through without being
  /// held in memory.
  ///
  /// - Parameters:
  ///   - prefix: what was already read of the entry.
  ///   - budget: how many bytes of the rest may be read, less what was in the end; where it is
  ///     used up, the inner archive is cut off, and the budget below zero.
  public mutating func readingEntry<R>(
    prefix: [UInt8], budget: inout Int, as format: ArchiveFormat,
    _ body: (inout ArchiveReader) -> R
  ) throws(ArchiveError) -> R {
    var inner = ArchiveReader(format)
    let source = unsafe EntrySource(outer: handle, prefix: prefix, budget: budget)
    defer { budget = source.budget }
    return try withExtendedLifetime(source) { () throws(ArchiveError) -> R in
      let client = unsafe Unmanaged.passUnretained(source).toOpaque()
      try unsafe inner.check(
        archive_read_open(
          inner.handle, client, nil,
          { _, client, block in
            guard let client = unsafe client, let block = unsafe block else { return -1 }
            let source = unsafe Unmanaged<EntrySource>.fromOpaque(client).takeUnretainedValue()
            return unsafe source.next(block)
          }, nil))
      return body(&inner)
    }
  }

  private mutating func check(_ status: Int32) throws(ArchiveError) {
    guard status >= ARCHIVE_WARN else { throw unsafe ArchiveError(unopened: handle) }
  }

  // MARK: Reading

  /// The next entry, nil behind the last.
  ///
  /// - Throws: where its header cannot be read.
  public mutating func next() throws(ArchiveError) -> ArchiveEntry? {
    var entry: OpaquePointer?
    var status = unsafe archive_read_next_header(handle, &entry)
    while status == ARCHIVE_RETRY { status = unsafe archive_read_next_header(handle, &entry) }
    if status == ARCHIVE_EOF { return nil }
    // A name that no text can be made of is a warning, and no reason not to read the entry.
    guard status >= ARCHIVE_WARN, let entry = unsafe entry else {
      throw unsafe ArchiveError(handle, status: status)
    }
    let isRaw = unsafe archive_format(handle) == ARCHIVE_FORMAT_RAW
    let name = unsafe archive_entry_pathname(entry).map { text in
      unsafe UnsafeBufferPointer(start: text, count: strlen(text)).map { UInt8(bitPattern: $0) }
    }
    let isLink = unsafe archive_entry_hardlink(entry) != nil
    return ArchiveEntry(
      name: isRaw ? nil : name ?? [],
      isFile: unsafe archive_entry_filetype(entry) == ArchiveReader.regularFile && !isLink,
      isEncrypted: unsafe archive_entry_is_encrypted(entry) != 0)
  }

  /// Adds bytes of the current entry, from where it was last read, to `bytes`: `limit` of them, or
  /// fewer at its end.
  ///
  /// - Throws: where it is damaged or encrypted, behind what it has added by then.
  public mutating func read(limit: Int, into bytes: inout [UInt8]) throws(ArchiveError) {
    let end = bytes.count + limit
    while bytes.count < end {
      let room = min(end - bytes.count, ArchiveReader.block)
      var read = 0
      unsafe bytes.append(
        contentsOf: [UInt8](unsafeUninitializedCapacity: room) { buffer, size in
          read = unsafe archive_read_data(handle, buffer.baseAddress, room)
          size = max(0, read)
        })
      if read == Int(ARCHIVE_RETRY) { continue }
      guard read >= 0 else { throw unsafe ArchiveError(handle, status: Int32(read)) }
      if read == 0 { break }
    }
  }
}
