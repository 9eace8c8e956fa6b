/// The index (staging area) as one file holds it, read whole and never written.
///
/// It is read here and not through libgit2 because a commit hook waits for it: libgit2 hashes the
/// file and copies every entry, and it does not show the cached trees that let a comparison with
/// HEAD skip every folder in which nothing is staged. Format: gitformat-index(5), versions 2 to 4.
/// Like git itself, this does not check the file's checksum; every offset is checked.
public struct Index: Sendable {
  /// One entry: a path with what is staged there.
  public struct Entry: Sendable {
    /// The path from the work tree's root; ends in `/` for a folder that a sparse index leaves
    /// unexpanded.
    public var path: [UInt8]
    public var id: ObjectID
    public var kind: TreeEntry.Kind
    /// 0, or in a conflict 1 (the common ancestor), 2 (ours), 3 (theirs).
    public var stage: Int
    /// Whether `git add --intent-to-add` made it: nothing is staged yet.
    public var isIntentToAdd: Bool
  }

  let bytes: [UInt8]
  /// The paths of all entries where the file holds them compressed (version 4), else empty.
  private let paths: [UInt8]
  private let places: [Place]
  let cachedTrees: CachedTrees

  /// Where one entry stands.
  private struct Place {
    /// Byte offset of the entry in `bytes`.
    var start: Int32
    /// Byte offset of its path, in `paths` if there are any, else in `bytes`.
    var path: Int32
    var pathCount: Int32
    /// The flags that version 3 adds.
    var extended: UInt16
  }

  /// An index without entries, as before the first `git add`.
  public static let empty = Index()

  private init() {
    (bytes, paths, places, cachedTrees) = ([], [], [], CachedTrees())
  }

  /// Reads the index file's `bytes`.
  ///
  /// - Throws: `GitError` where the file is damaged, or uses a split index or an unknown extension.
  public init(bytes: [UInt8]) throws(GitError) {
    var reader = IndexReader(bytes: bytes)
    let (version, count) = try reader.header()
    var places: [Place] = []
    var paths: [UInt8] = []
    places.reserveCapacity(min(count, bytes.count / 62))
    var last = 0..<0
    var isWhole = true
    for _ in 0..<count {
      let start = reader.offset
      let (flags, extended) = try reader.flags(version: version)
      let path =
        version == 4
        ? try reader.compressedPath(after: last, in: &paths)
        : try reader.path(flags: flags, entry: start)
      isWhole = isWhole && !path.isEmpty
      last = path
      places.append(
        Place(
          start: Int32(start), path: Int32(path.lowerBound), pathCount: Int32(path.count),
          extended: extended))
    }
    cachedTrees = try reader.extensions()
    // Only a split index, which was refused by now, has entries without a path.
    if !isWhole { throw reader.damaged }
    self.bytes = bytes
    self.paths = paths
    self.places = places
  }

  public var count: Int { places.count }

  /// The entry at `position`, in the order of the file: by path bytes, then stage.
  public subscript(position: Int) -> Entry {
    Entry(
      path: Array(path(at: position)), id: id(at: position), kind: kind(at: position),
      stage: stage(at: position), isIntentToAdd: isIntentToAdd(at: position))
  }

  /// The text in which every entry's path stands.
  public var pathText: [UInt8] { paths.isEmpty ? bytes : paths }

  /// Where an entry's path stands in `pathText`.
  public func pathRange(at position: Int) -> Range<Int32> {
    let place = places[position]
    return place.path..<(place.path + place.pathCount)
  }

  func path(at position: Int) -> ArraySlice<UInt8> {
    let range = pathRange(at: position)
    let place = Int(range.lowerBound)..<Int(range.upperBound)
    return paths.isEmpty ? bytes[place] : paths[place]
  }

  public func id(at position: Int) -> ObjectID {
    let start = Int(places[position].start) + 40
    return ObjectID(bytes.span, at: start)
  }

  public func kind(at position: Int) -> TreeEntry.Kind {
    // The mode is 32 bits, of which the file type and the permissions fill the lower 16.
    let start = Int(places[position].start) + 24
    return TreeEntry.Kind(mode: Int(bytes[start + 2]) << 8 | Int(bytes[start + 3]))
  }

  /// 0, or in a conflict 1 (the common ancestor), 2 (ours), 3 (theirs).
  public func stage(at position: Int) -> Int {
    Int(bytes[Int(places[position].start) + 60] >> 4 & 3)
  }

  /// Whether `git add --intent-to-add` made the entry: nothing is staged yet.
  public func isIntentToAdd(at position: Int) -> Bool { places[position].extended & 0x2000 != 0 }
}

extension TreeEntry.Kind {
  /// The kind that git's `mode` stands for (gitformat-index(5), "Index entry").
  init(mode: Int) {
    switch mode & 0o170000 {
    case 0o040000: self = .folder
    case 0o120000: self = .symbolicLink
    case 0o160000: self = .submodule
    default: self = mode & 0o100 == 0 ? .file : .executable
    }
  }

  /// Whether the entry's id is a blob's.
  public var isBlob: Bool { self != .folder && self != .submodule }
}
