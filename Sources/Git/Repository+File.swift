extension Repository {
  /// The file at `path` in the tree of `commit`, nil where there is none.
  ///
  /// - Parameter path: bytes from the root, components separated by `/`.
  /// - Throws: `.missing` or `.corrupt` for an object on the way.
  public func file(at path: [UInt8], in commit: ObjectID) throws(GitError) -> [UInt8]? {
    guard let id = try blob(at: path, in: commit) else { return nil }
    return try withObject(id, as: .blob) { (bytes) throws(GitError) in Array(copying: bytes) }
  }

  /// The id of the blob at `path` in the tree of `commit`, nil where there is none.
  ///
  /// - Parameter path: bytes from the root, components separated by `/`.
  /// - Throws: `.missing` or `.corrupt` for a commit or tree on the way.
  public func blob(at path: [UInt8], in commit: ObjectID) throws(GitError) -> ObjectID? {
    var tree = try self.commit(commit).tree
    let components = path.split(separator: UInt8(ascii: "/"))
    for (position, name) in components.enumerated() {
      let isFolder = position < components.count - 1
      var cursor = try TreeCursor(tree, of: self)
      guard let entry = try cursor.take(name, isFolder: isFolder, skipped: { _ in }),
        isFolder || entry.kind.isBlob
      else { return nil }
      if !isFolder { return entry.id }
      tree = entry.id
    }
    return nil
  }

  /// The index in the file that git would use, empty where there is none yet.
  ///
  /// - Parameter file: the value of `GIT_INDEX_FILE`, which git sets for hooks (for `git commit -a`
  ///   and `git commit PATH` it names a file of its own); relative to the work tree's root, where
  ///   git runs its hooks. Nil for the repository's own.
  /// - Throws: where the repository is bare, or the file cannot be read or is damaged.
  public func index(file: String? = nil) throws(GitError) -> Index {
    guard let root = workingDirectory else {
      throw GitError(
        .unsupported, subject: gitDirectory,
        message: "a bare repository has no index; scan it with `shrike history`")
    }
    var path = gitDirectory + "index"
    if let file, !file.isEmpty { path = file.hasPrefix("/") ? file : root + file }
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try OpenFile(path: Array(path.utf8)).bytes(limit: .max)
    } catch {
      if error.isMissing { return .empty }
      throw GitError(
        .failure, subject: path, message: "could not be read (\(error)); mend its permissions")
    }
    return try Index(bytes: bytes)
  }
}
