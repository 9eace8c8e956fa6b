/// Which paths of a working tree git ignores: by the `.gitignore` files and `info/exclude`
/// (gitignore(5)).
///
/// libgit2's own answer is not used: it drops a pattern such as `!keep.log` unless the same file
/// has one that it takes back, and so ignores files that git does not, which then nobody scans. A
/// `core.excludesFile` is not read, so that the outcome does not depend on who scans.
public struct IgnoreRules: Sendable {
  /// The working tree's root without a `/` at its end.
  private let root: [UInt8]
  private let shared: [IgnorePattern]
  /// The patterns of each folder's `.gitignore`, by the folder's path from the root.
  private var files: [[UInt8]: [IgnorePattern]] = [:]

  /// The rules of the working tree at `root`, a path without a `/` at its end.
  public init(root: [UInt8], repository: borrowing Repository) {
    self.root = root
    shared = IgnoreRules.patterns(in: Array((repository.commonDirectory + "info/exclude").utf8))
  }

  /// Whether `path`, or a folder that it lies in, is ignored.
  ///
  /// - Parameter path: bytes from the root, without a `/` at the end.
  public mutating func isBelowIgnored(_ path: [UInt8], isFolder: Bool) -> Bool {
    for slash in path.indices where path[slash] == UInt8(ascii: "/") {
      if isIgnored(Array(path[..<slash]), isFolder: true) { return true }
    }
    return isIgnored(path, isFolder: isFolder)
  }

  /// Whether `path` is ignored by itself; that no folder above it is has to be known.
  public mutating func isIgnored(_ path: [UInt8], isFolder: Bool) -> Bool {
    // The nearest file speaks first, and in it the last pattern.
    var end = path.count
    while let slash = path[..<end].lastIndex(of: UInt8(ascii: "/")) {
      if let verdict = verdict(
        of: patterns(below: Array(path[..<slash])), path, slash + 1, isFolder)
      {
        return verdict
      }
      end = slash
    }
    return verdict(of: patterns(below: []), path, 0, isFolder)
      ?? verdict(of: shared, path, 0, isFolder) ?? false
  }

  /// What `patterns` say of `path`, nil where none matches.
  ///
  /// - Parameter start: where the part of the path that they see begins.
  private func verdict(
    of patterns: [IgnorePattern], _ path: [UInt8], _ start: Int, _ isFolder: Bool
  ) -> Bool? {
    let below = path[start...]
    let name = below.lastIndex(of: UInt8(ascii: "/")).map { below[($0 + 1)...] } ?? below
    let last = patterns.last { pattern in
      (isFolder || !pattern.isForFolders) && pattern.matches(below, name: name)
    }
    return last.map { !$0.isNegated }
  }

  private mutating func patterns(below folder: [UInt8]) -> [IgnorePattern] {
    if let known = files[folder] { return known }
    let prefix = folder.isEmpty ? root : root + [UInt8(ascii: "/")] + folder
    let file = prefix + Array("/.gitignore".utf8)
    // Git follows no link here either.
    let isFile = (try? FileKind(path: file)) == .file
    let patterns = isFile ? IgnoreRules.patterns(in: file) : []
    files[folder] = patterns
    return patterns
  }

  /// The patterns of a file, none where it cannot be read: then more is scanned, not less.
  private static func patterns(in file: [UInt8]) -> [IgnorePattern] {
    var bytes: ArraySlice<UInt8> = []
    do throws(FileError) {
      bytes = try OpenFile(path: file).bytes(limit: .max)[...]
    } catch {
      return []
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    return bytes.split(separator: UInt8(ascii: "\n")).compactMap { IgnorePattern(line: $0) }
  }
}
