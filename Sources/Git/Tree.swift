/// One entry of a tree.
public struct TreeEntry: Sendable {
  public var kind: Kind
  public var id: ObjectID
  /// Where the name stands in the tree's bytes.
  public var name: Range<Int>

  /// What an entry is, by its mode.
  public enum Kind: Sendable, Hashable {
    case file, executable, symbolicLink, folder
    /// A commit of another repository.
    case submodule
  }
}

/// A cursor over the entries of a tree's bytes: `mode SP name NUL id`, again and again.
public struct TreeReader: Sendable {
  private let id: ObjectID
  private var offset = 0

  /// A reader for the bytes of tree `id`.
  public init(_ id: ObjectID) { self.id = id }

  /// The next entry, nil behind the last one.
  ///
  /// - Throws: `.corrupt` where the tree ends early, or an entry's name is not one component.
  public mutating func next(in bytes: Span<UInt8>) throws(GitError) -> TreeEntry? {
    guard offset < bytes.count else { return nil }
    let kind = try kind(in: bytes)
    let start = offset
    while offset < bytes.count, bytes[offset] != 0 {
      guard bytes[offset] != UInt8(ascii: "/") else {
        throw GitError.corrupt(id, detail: "a tree with a `/` in a name")
      }
      offset += 1
    }
    let name = start..<offset
    guard !name.isEmpty, bytes.count - offset > ObjectID.byteCount else {
      throw GitError.corrupt(id, detail: "a tree that ends early")
    }
    let target = ObjectID(bytes, at: offset + 1)
    offset += 1 + ObjectID.byteCount
    return TreeEntry(kind: kind, id: target, name: name)
  }

  /// Reads the octal mode and the space behind it. The permission bits of files vary in trees that
  /// old tools wrote; only the type and the owner's execute bit say something.
  private mutating func kind(in bytes: Span<UInt8>) throws(GitError) -> TreeEntry.Kind {
    var mode = 0
    let start = offset
    while offset < bytes.count, bytes[offset] != UInt8(ascii: " ") {
      let digit = Int(bytes[offset]) - Int(UInt8(ascii: "0"))
      guard (0..<8).contains(digit), offset - start < 7 else {
        throw GitError.corrupt(id, detail: "a tree with a damaged mode")
      }
      mode = mode << 3 | digit
      offset += 1
    }
    offset += 1
    switch mode & 0o170000 {
    case 0o040000: return .folder
    case 0o120000: return .symbolicLink
    case 0o160000: return .submodule
    default: return mode & 0o100 == 0 ? .file : .executable
    }
  }
}
