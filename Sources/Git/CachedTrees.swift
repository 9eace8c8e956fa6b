/// The trees that git remembers in the index (gitformat-index(5), "Cache tree"): the tree that a
/// folder's entries would make, as long as none of them has changed.
///
/// A repository of ten thousand files has some thousand, of which a hook looks at a few: they are
/// kept as offsets in the index, in the order of the file, a folder before what lies in it.
struct CachedTrees: Sendable {
  /// One folder.
  struct Folder: Sendable {
    /// Byte offsets of the name in the index file; empty for the root.
    var name: Range<Int32>
    /// The number of index entries below, negative where one of them has changed since.
    fileprivate var count: Int32
    /// Byte offset of the tree's id, where `entryCount` is not nil.
    fileprivate var idOffset: Int32
    /// The position behind the last folder that lies in this one.
    fileprivate(set) var end: Int32

    /// The number of index entries below, nil where one of them has changed since.
    var entryCount: Int? { count < 0 ? nil : Int(count) }
    /// Byte offset of the tree's id, where `entryCount` is not nil.
    var id: Int { Int(idOffset) }
  }

  /// Bytes that a folder takes in the extension at least: a name of one, the numbers, an id.
  private static let shortestEntry = 26

  private(set) var folders: [Folder] = []

  /// None, as in an index without the extension.
  init() {}

  /// Reads the extension that stands at `range` of an index file; none where it is damaged, since
  /// cached trees only save time.
  init(_ bytes: [UInt8], in range: Range<Int>) {
    folders.reserveCapacity(range.count / CachedTrees.shortestEntry)
    var offset = range.lowerBound
    let isWhole = read(bytes.span, at: &offset, end: range.upperBound, depth: 0)
    if !isWhole { folders = [] }
  }

  /// The position of the root in `folders`, nil where there is none.
  var root: Int? { folders.isEmpty ? nil : 0 }

  /// The positions of the folders that lie right in the one at `position`.
  func children(of position: Int) -> [Int] {
    var children: [Int] = []
    var child = position + 1
    while child < folders[position].end {
      children.append(child)
      child = Int(folders[child].end)
    }
    return children
  }

  private mutating func read(
    _ bytes: Span<UInt8>, at offset: inout Int, end: Int, depth: Int
  ) -> Bool {
    let start = offset
    while offset < end, bytes[offset] != 0 { offset += 1 }
    let name = Int32(start)..<Int32(offset)
    offset += 1
    guard depth < 1_000,
      let count = CachedTrees.number(bytes, at: &offset, end: end, before: UInt8(ascii: " ")),
      let below = CachedTrees.number(bytes, at: &offset, end: end, before: UInt8(ascii: "\n")),
      below >= 0
    else { return false }
    let position = folders.count
    folders.append(
      Folder(
        name: name, count: Int32(count), idOffset: Int32(offset), end: Int32(position + 1)))
    if count >= 0 {
      offset += ObjectID.byteCount
      guard offset <= end else { return false }
    }
    for _ in 0..<below {
      guard read(bytes, at: &offset, end: end, depth: depth + 1) else { return false }
    }
    folders[position].end = Int32(folders.count)
    return true
  }

  /// A decimal number of at most nine digits, with a sign or without; nil where there is none.
  private static func number(
    _ bytes: Span<UInt8>, at offset: inout Int, end: Int, before last: UInt8
  ) -> Int? {
    let isNegative = offset < end && bytes[offset] == UInt8(ascii: "-")
    if isNegative { offset += 1 }
    let start = offset
    var value = 0
    while offset < end, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[offset]) {
      value = value * 10 + Int(bytes[offset] - UInt8(ascii: "0"))
      offset += 1
      guard offset - start < 10 else { return nil }
    }
    guard offset > start, offset < end, bytes[offset] == last else { return nil }
    offset += 1
    return isNegative ? -value : value
  }
}
