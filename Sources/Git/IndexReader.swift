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
  mutating func extensions() throws(GitError) -> CachedTrees {
    var cached = CachedTrees()
    while offset + 8 + ObjectID.byteCount <= bytes.count {
      let name = String(decoding: bytes[offset..<offset + 4], as: UTF8.self)
      offset += 4
      let size = try number()
      let start = offset
      try skip(size)
      switch name {
      case "TREE": cached = CachedTrees(bytes, in: start..<offset)
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
