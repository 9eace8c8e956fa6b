internal import Findings
internal import Git

/// One file or folder to scan, and the working tree it lies in.
struct FileTarget {
  /// The absolute path, without a `/` at its end. Folders above it are free of symbolic links; its
  /// own name may be one.
  let location: [UInt8]
  let isFolder: Bool
  /// The absolute path of the root of the working tree that the path lies in, nil outside of one
  /// and in a `.git` folder.
  let workTree: [UInt8]?

  /// The path that a user named.
  init(_ path: String) throws(FilesError) {
    let bytes = Array(path.utf8)
    let kind: FileKind
    do throws(FileError) {
      let own = try FileKind(path: bytes)
      kind = own == .symbolicLink ? try FileKind(path: try Folder.resolved(bytes)) : own
      location =
        try kind == .folder
        ? FileBase.trimmed(Folder.resolved(bytes)) : FileTarget.resolvedFile(bytes)
    } catch {
      throw .path(path, error)
    }
    if kind == .special { throw .special(path) }
    isFolder = kind == .folder
    workTree = FileTarget.workTree(of: isFolder ? location : FileBase.parent(of: location))
  }

  /// The working tree that `path` lies in.
  init(workTree path: String) throws(FilesError) {
    do throws(GitError) {
      let repository = try Repository(path: path)
      guard let root = repository.workingDirectory else {
        throw GitError(
          .unsupported, subject: path,
          message: "a bare repository has no files; scan it with `shrike history`")
      }
      location = FileBase.trimmed(Array(root.utf8))
      isFolder = true
      workTree = location
    } catch {
      throw .repository(error)
    }
  }

  /// A file's path with the folders above it resolved, and its own name as it is.
  private static func resolvedFile(_ path: [UInt8]) throws(FileError) -> [UInt8] {
    let slash = path.lastIndex(of: UInt8(ascii: "/"))
    let folder = slash.map { Array(path[...$0]) } ?? Array(".".utf8)
    let name = slash.map { path[($0 + 1)...] } ?? path[...]
    return FileBase.join(try Folder.resolved(folder), name)
  }

  private static func workTree(of folder: [UInt8]) -> [UInt8]? {
    // Outside a repository, or in one that git does not understand either, files are just files.
    guard let repository = try? Repository(path: String(decoding: folder, as: UTF8.self)),
      let root = repository.workingDirectory.map({ FileBase.trimmed(Array($0.utf8)) }),
      let inside = FileBase.relative(folder, to: root),
      !inside.split(separator: UInt8(ascii: "/")).contains(where: FoundFiles.isGitFolder)
    else { return nil }
    return root
  }

  /// Adds the target's files to `found`.
  ///
  /// - Throws: where the repository's index or ignore files cannot be read.
  func collect(isTrackedOnly: Bool, into found: inout FoundFiles) throws(FilesError) {
    guard isFolder else {
      found.addNamed(location)
      return
    }
    guard let workTree else {
      found.walk(location)
      return
    }
    do throws(GitError) {
      let repository = try Repository(path: String(decoding: workTree, as: UTF8.self))
      let folder = FileBase.relative(location, to: workTree) ?? []
      var tree = try WorkTreeFiles(root: workTree, repository: repository)
      if tree.isIgnored(folder) {
        found.walk(location)
        return
      }
      tree.addTracked(below: folder, to: &found)
      if !isTrackedOnly { tree.addUntracked(below: folder, to: &found) }
    } catch {
      throw .repository(error)
    }
  }
}
