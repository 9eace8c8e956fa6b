internal import Git

/// The entries that a folder had when it was last visited, to step over those that it still has.
///
/// Of a folder with a thousand files a commit changes one or two. Comparing the trees from front to
/// back finds them without a look at tables that no processor cache holds.
struct KnownFolder {
  private let bytes: [UInt8]
  private var reader: TreeReader
  private var current: TreeEntry?

  /// - Parameter bytes: the tree then, nil where the folder is new.
  init(_ bytes: [UInt8]?) {
    self.bytes = bytes ?? []
    reader = TreeReader(.null)
    advance()
  }

  /// Whether the folder had just this entry; entries come in the order of the tree.
  ///
  /// Git sorts folders as if their names ended in `/`. A folder and a file with names that differ
  /// there may be taken for new, which costs time only.
  mutating func has(_ entry: TreeEntry, of other: Span<UInt8>) -> Bool {
    while let known = current {
      switch order(of: known.name, entry.name, of: other) {
      case 0:
        advance()
        return known.id == entry.id && known.kind == entry.kind
      case ..<0: advance()
      default: return false
      }
    }
    return false
  }

  private mutating func advance() {
    var reader = reader
    current = (try? reader.next(in: bytes.span)) ?? nil
    self.reader = reader
  }

  /// Less than 0 where the own name comes first, 0 where both are the same.
  private func order(of own: Range<Int>, _ name: Range<Int>, of other: Span<UInt8>) -> Int {
    for index in 0..<min(own.count, name.count) {
      let difference = Int(bytes[own.lowerBound + index]) - Int(other[name.lowerBound + index])
      if difference != 0 { return difference }
    }
    return own.count - name.count
  }
}
