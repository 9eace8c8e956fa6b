internal import Git

/// Arithmetic on absolute paths, as bytes without a `/` at the end; the root is empty.
enum FileBase {
  private static let slash = UInt8(ascii: "/")

  static func trimmed(_ path: [UInt8]) -> [UInt8] {
    var path = path
    while path.last == slash { path.removeLast() }
    return path
  }

  static func join(_ folder: [UInt8], _ name: some Sequence<UInt8>) -> [UInt8] {
    folder.isEmpty ? [slash] + name : trimmed(folder) + [slash] + name
  }

  static func parent(of path: [UInt8]) -> [UInt8] {
    path.lastIndex(of: slash).map { Array(path[..<$0]) } ?? []
  }

  /// `path` from `base`, empty where they are the same, nil where it does not lie in it.
  static func relative(_ path: [UInt8], to base: [UInt8]) -> [UInt8]? {
    if path == base { return [] }
    let prefix = base + [slash]
    return path.starts(with: prefix) ? Array(path.dropFirst(prefix.count)) : nil
  }

  /// The folder that reported paths start from where no repository says so: the current directory
  /// if all lie in it, otherwise the deepest folder that holds them all.
  ///
  /// - Parameter locations: absolute paths of files and folders.
  static func shared(by locations: [[UInt8]]) throws(FilesError) -> [UInt8] {
    do throws(FileError) {
      let current = trimmed(try Folder.resolved(Array(".".utf8)))
      if locations.allSatisfy({ relative($0, to: current) != nil }) { return current }
      var shared = locations.first ?? current
      for location in locations.dropFirst() {
        while relative(location, to: shared) == nil { shared = parent(of: shared) }
      }
      // A file that stands alone is reported by its name.
      if try FileKind(path: shared.isEmpty ? [slash] : shared) != .folder {
        shared = parent(of: shared)
      }
      return shared
    } catch {
      throw .path(".", error)
    }
  }
}
