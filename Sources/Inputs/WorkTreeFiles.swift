internal import Findings
internal import Git

/// The files of a working tree: what the index lists, and what lies beside it unignored.
struct WorkTreeFiles {
  private let root: [UInt8]
  private let index: Index
  private var rules: IgnoreRules
  private var tracked: Set<[UInt8]> = []
  /// Whether paths from the root are folders, and no symbolic links that lead out.
  private var folders: [[UInt8]: Bool] = [:]

  init(root: [UInt8], repository: borrowing Repository) throws(GitError) {
    self.root = root
    index = try repository.index()
    rules = IgnoreRules(root: root, repository: repository)
  }

  /// Adds the tracked files below `folder` that are on disk.
  ///
  /// - Parameter folder: from the root, empty for the root itself.
  mutating func addTracked(below folder: [UInt8], to found: inout FoundFiles) {
    for position in 0..<index.count {
      let entry = index[position]
      guard folder.isEmpty || FileBase.relative(entry.path, to: folder) != nil,
        tracked.insert(entry.path).inserted
      else { continue }
      switch entry.kind {
      case .submodule: found.addSubmodule()
      // A folder that a sparse checkout leaves out.
      case .folder: break
      case .file, .executable, .symbolicLink:
        guard isBelowFolders(entry.path) else { break }
        // Where a folder took the file's place, what is in it is untracked.
        if found.add(FileBase.join(root, entry.path)) { tracked.remove(entry.path) }
      }
    }
  }

  /// Whether all above `path` are folders.
  ///
  /// Behind a symbolic link that took a folder's place there is nothing that git tracks.
  private mutating func isBelowFolders(_ path: [UInt8]) -> Bool {
    let parent = FileBase.parent(of: path)
    if parent.isEmpty { return true }
    if let known = folders[parent] { return known }
    let isFolder =
      isBelowFolders(parent) && (try? FileKind(path: FileBase.join(root, parent))) != .symbolicLink
    folders[parent] = isFolder
    return isFolder
  }

  /// Whether git ignores `folder` or one that it lies in.
  mutating func isIgnored(_ folder: [UInt8]) -> Bool {
    !folder.isEmpty && rules.isBelowIgnored(folder, isFolder: true)
  }

  /// Adds the files below `folder` that git neither tracks nor ignores.
  mutating func addUntracked(below folder: [UInt8], to found: inout FoundFiles) {
    var waiting = [folder]
    while let next = waiting.popLast() {
      let names = found.names(in: next.isEmpty ? root : FileBase.join(root, next))
      if !next.isEmpty, names.contains(where: FoundFiles.isGitFolder) {
        addRepository(next, to: &found)
        continue
      }
      for name in names where !FoundFiles.isGitFolder(name) {
        let path = next.isEmpty ? name : FileBase.join(next, name)
        if isFolderToEnter(path, found: &found) { waiting.append(path) }
      }
    }
  }

  /// Adds the file at `path`, unless git tracks or ignores it; tells whether it is a folder to
  /// look into.
  private mutating func isFolderToEnter(_ path: [UInt8], found: inout FoundFiles) -> Bool {
    if tracked.contains(path) { return false }
    let location = FileBase.join(root, path)
    guard let kind = found.kind(of: location) else { return false }
    if rules.isIgnored(path, isFolder: kind == .folder) { return false }
    return found.add(location, kind)
  }

  private func addRepository(_ path: [UInt8], to found: inout FoundFiles) {
    found.addSubmodule()
    found.note(
      .information, FileBase.join(root, path),
      "a repository of its own: not scanned with this one; scan it with --repo")
  }
}
