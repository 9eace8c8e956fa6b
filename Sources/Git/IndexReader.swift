/// Reads the parts of an index file one behind the other, each offset checked.
struct IndexReader {
  private let bytes: [UInt8]
  private(set) var offset = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  var damaged: GitError {
    GitError(
      .corrupt, subject: "index",
      message: "the index is damaged at byte \(offset); see whether `git status` works, and if not,"
        + " remove `.git/index` and run `git reset`")
  }

  private func unsupported(_ reason: String) -> GitError {
    GitError(
      .unsupported, subject: "index",
      message: "the index \(reason); rewrite it with `git update-index --no-split-index"
        + " --index-version 2`")
  }

  /// The version and the number of entries.
  mutating func header() throws(GitError) -> (version: Int, count: Int) {
    guard bytes.count >= 12, bytes.count < Int(Int32.max), bytes.starts(with: "DIRC".utf8) else {
      throw damaged
    }
    offset = 4
    let version = try number()
    let count = try number()
    guard (2...4).contains(version) else {
      throw unsupported("has format version \(version), and versions 2 to 4 are known")
    }
    return (version, count)
  }

  /// Reads the fixed part of an entry: 40 bytes of file status, an id, and the flags.
  mutating func flags(version: Int) throws(GitError) -> (flags: UInt16, extended: UInt16) {
    try skip(40 + ObjectID.byteCount)
    let flags = try half()
    guard flags & 0x4000 != 0 else { return (flags, 0) }
    guard version >= 3 else { throw damaged }
    return (flags, try half())
  }

  /// Reads a path that stands as it is, and the NULs behind it up to a multiple of eight bytes.
  mutating func path(flags: UInt16, entry: Int) throws(GitError) -> Range<Int> {
    let start = offset
    let declared = Int(flags & 0xFFF)
    if declared < 0xFFF {
      offset += declared
    } else {
      while offset < bytes.count, bytes[offset] != 0 { offset += 1 }
    }
    guard offset < bytes.count, bytes[offset] == 0 else { throw damaged }
    let range = start..<offset
    offset = entry + (offset - entry + 8) & ~7
    guard offset <= bytes.count else { throw damaged }
    return range
  }

  /// Reads a path that is written as its difference from the one before it (version 4).
  mutating func compressedPath(
    after previous: Range<Int>, in paths: inout [UInt8]
  ) throws(GitError) -> Range<Int> {
    let dropped = try offsetVarint()
    guard dropped <= previous.count else { throw damaged }
    let start = paths.count
    paths += Array(paths[previous.lowerBound..<previous.upperBound - dropped])
    while offset < bytes.count, bytes[offset] != 0 {
      paths.append(bytes[offset])
      offset += 1
    }
    guard offset < bytes.count, paths.count < Int(Int32.max) else { throw damaged }
    offset += 1
    return start..<paths.count
  }

  /// Reads the extensions up to the checksum and returns the cached trees.
  mutating func extensions() throws(GitError) -> CachedTree? {
    var cached: CachedTree?
    while offset + 8 + ObjectID.byteCount <= bytes.count {
      let name = String(decoding: bytes[offset..<offset + 4], as: UTF8.self)
      offset += 4
      let size = try number()
      let start = offset
      try skip(size)
      switch name {
      case "TREE": cached = CachedTree(bytes: bytes[start..<offset])
      case "sdir": break
      case "link":
        throw unsupported("is split in two files")
      default:
        // Extensions with a capital may be ignored, others change what the entries mean.
        guard name.utf8.first.map({ (0x41...0x5A).contains($0) }) == true else {
          throw unsupported("has an extension that is not known")
        }
      }
    }
    return cached
  }

  private mutating func skip(_ count: Int) throws(GitError) {
    guard count <= bytes.count - offset else { throw damaged }
    offset += count
  }

  private mutating func half() throws(GitError) -> UInt16 {
    let start = offset
    try skip(2)
    return UInt16(bytes[start]) << 8 | UInt16(bytes[start + 1])
  }

  private mutating func number() throws(GitError) -> Int {
    Int(try half()) << 16 | Int(try half())
  }

  /// A number in the variable-length coding of pack offsets (gitformat-pack(5), "OFS_DELTA").
  private mutating func offsetVarint() throws(GitError) -> Int {
    var value = 0
    while true {
      let start = offset
      try skip(1)
      value = value << 7 | Int(bytes[start] & 0x7F)
      if bytes[start] & 0x80 == 0 { return value }
      value += 1
      guard value < Int(Int32.max) else { throw damaged }
    }
  }
}

/// The trees that git remembers in the index (gitformat-index(5), "Cache tree"): the tree that a
/// folder's entries would make, as long as none of them has changed.
struct CachedTree: Sendable {
  /// The folder's name, empty for the root.
  var name: [UInt8]
  /// The number of entries below, nil where an entry has changed since.
  var entryCount: Int?
  var id: ObjectID?
  var folders: [CachedTree]

  /// Reads the extension's `bytes`; nil where they are damaged, since they only save time.
  init?(bytes: ArraySlice<UInt8>) {
    var rest = bytes
    self.init(reading: &rest, depth: 0)
  }

  private init?(reading rest: inout ArraySlice<UInt8>, depth: Int) {
    guard depth < 1000, let name = CachedTree.field(of: &rest, before: 0),
      let count = CachedTree.field(of: &rest, before: UInt8(ascii: " ")),
      let folderCount = CachedTree.field(of: &rest, before: UInt8(ascii: "\n")),
      let count = Int(String(decoding: count, as: UTF8.self)),
      let folderCount = Int(String(decoding: folderCount, as: UTF8.self)), folderCount >= 0
    else { return nil }
    self.name = Array(name)
    entryCount = count < 0 ? nil : count
    folders = []
    if count >= 0 {
      guard rest.count >= ObjectID.byteCount else { return nil }
      id = ObjectID(rest.span, at: 0)
      rest = rest.dropFirst(ObjectID.byteCount)
    }
    for _ in 0..<folderCount {
      guard let folder = CachedTree(reading: &rest, depth: depth + 1) else { return nil }
      folders.append(folder)
    }
  }

  private static func field(
    of rest: inout ArraySlice<UInt8>, before end: UInt8
  ) -> ArraySlice<UInt8>? {
    guard let index = rest.firstIndex(of: end) else { return nil }
    defer { rest = rest[(index + 1)...] }
    return rest[..<index]
  }
}
