/// One tree object, read entry by entry in git's own order: by name, a folder's name as if it
/// ended in `/`.
struct TreeCursor {
  private let bytes: [UInt8]
  private var reader: TreeReader
  /// The entry the cursor stands on, nil behind the last.
  private(set) var entry: Entry?

  /// One name in a folder.
  struct Entry {
    var name: ArraySlice<UInt8>
    var kind: TreeEntry.Kind
    var id: ObjectID

    /// Whether this stands before `other` in git's order.
    func precedes(_ name: ArraySlice<UInt8>, isFolder: Bool) -> Bool {
      let own = self.name
      let shared = min(own.count, name.count)
      for index in 0..<shared {
        let left = own[own.startIndex + index]
        let right = name[name.startIndex + index]
        if left != right { return left < right }
      }
      let slash = UInt8(ascii: "/")
      let left = own.dropFirst(shared).first ?? (kind == .folder ? slash : 0)
      let right = name.dropFirst(shared).first ?? (isFolder ? slash : 0)
      return left < right
    }

    func isSamePlace(_ name: ArraySlice<UInt8>, isFolder: Bool) -> Bool {
      (kind == .folder) == isFolder && self.name == name
    }
  }

  /// The folder that does not exist.
  init() {
    bytes = []
    reader = TreeReader(.null)
  }

  /// Reads the tree `id` of `repository` and stands on its first entry.
  init(_ id: ObjectID, of repository: borrowing Repository) throws(GitError) {
    reader = TreeReader(id)
    bytes = try repository.withObject(id, as: .tree) { (span) throws(GitError) in
      Array(copying: span)
    }
    try advance()
  }

  /// Goes to the next entry.
  mutating func advance() throws(GitError) {
    let bytes = bytes
    guard let next = try reader.next(in: bytes.span) else {
      entry = nil
      return
    }
    entry = Entry(name: bytes[next.name], kind: next.kind, id: next.id)
  }

  /// Takes the entry at this place, if there is one, and gives those before it to `skipped`.
  mutating func take(
    _ name: ArraySlice<UInt8>, isFolder: Bool, skipped: (Entry) -> Void
  ) throws(GitError) -> Entry? {
    while let entry, entry.precedes(name, isFolder: isFolder) {
      skipped(entry)
      try advance()
    }
    guard let found = entry, found.isSamePlace(name, isFolder: isFolder) else { return nil }
    try advance()
    return found
  }
}

extension [UInt8] {
  /// The bytes of `span`, copied.
  public init(copying span: Span<UInt8>) {
    unsafe self.init(unsafeUninitializedCapacity: span.count) { buffer, count in
      unsafe span.withUnsafeBufferPointer { source in
        count = unsafe buffer.update(fromContentsOf: source)
      }
    }
  }
}
