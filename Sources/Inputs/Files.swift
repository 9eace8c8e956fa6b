public import Findings
public import Git

/// Files as they are on disk.
///
/// Symbolic links are counted and not followed, folders named `.git` are left out, pipes, sockets
/// and devices are never opened, and what cannot be read is a notice. The order is that of the
/// paths' bytes.
public enum Files {
  /// Plans a scan of `paths`, or of a repository's working tree where there are none.
  ///
  /// - In a repository: what git tracks, and what it does not but neither ignores. Submodules are
  ///   counted; they and repositories that lie in the working tree are scanned by themselves.
  /// - Outside one: every file below a folder.
  /// - A file that is named is read even if ignored, and through a symbolic link; a folder that is
  ///   named is read whole where it is ignored, and where it lies in a `.git` folder.
  ///
  /// Reported paths are relative to the root of the working tree, where all of `paths` lie in one;
  /// otherwise to the current directory, where all lie in that; otherwise to the deepest folder
  /// that holds them all, which for one folder is that folder.
  ///
  /// - Parameters:
  ///   - paths: files and folders, relative ones from the current directory.
  ///   - repository: a folder of the working tree to scan where `paths` is empty; nil for the
  ///     current directory's.
  ///   - excludes: patterns for paths as they are reported. A folder left out counts once.
  /// - Throws: for a path that does not exist, and a repository that cannot be read.
  public static func plan(
    paths: [String] = [], repository: String? = nil, excludes: PathGlobs = PathGlobs([])
  ) throws(FilesError) -> InputPlan {
    var targets: [FileTarget] = []
    if paths.isEmpty { targets.append(try FileTarget(workTree: repository ?? ".")) }
    for path in paths { targets.append(try FileTarget(path)) }
    return try plan(targets, excludes: excludes, isTrackedOnly: false)
  }

  /// Plans a scan of the files that git tracks, as they are on disk.
  ///
  /// Those that are not there, deleted or left out by a sparse checkout, are no files.
  ///
  /// - Throws: where there is no repository, it is bare, or its index cannot be read.
  public static func tracked(
    repository: String = ".", excludes: PathGlobs = PathGlobs([])
  ) throws(FilesError) -> InputPlan {
    try plan([try FileTarget(workTree: repository)], excludes: excludes, isTrackedOnly: true)
  }

  private static func plan(
    _ targets: [FileTarget], excludes: PathGlobs, isTrackedOnly: Bool
  ) throws(FilesError) -> InputPlan {
    let roots = Set(targets.map(\.workTree))
    var plan = InputPlan()
    var base = try FileBase.shared(by: targets.map(\.location))
    if roots.count == 1, let root = targets.first?.workTree {
      base = root
      try describe(root, in: &plan)
    }
    var found = FoundFiles(base: base, excludes: excludes, plan: plan)
    for target in targets {
      try target.collect(isTrackedOnly: isTrackedOnly, into: &found)
    }
    return found.finished()
  }

  /// Notes which commit the working tree at `root` has checked out.
  private static func describe(_ root: [UInt8], in plan: inout InputPlan) throws(FilesError) {
    do throws(GitError) {
      let path = String(decoding: root, as: UTF8.self)
      let head = try Repository(path: path).head()
      plan.repository = path
      plan.revision = head.id?.hex
      plan.branch = head.branch
    } catch {
      throw .repository(error)
    }
  }
}

/// Why a scan of files cannot start.
public enum FilesError: Error, Sendable, Hashable, CustomStringConvertible {
  /// A path that was named and cannot be scanned.
  case path(String, FileError)
  /// A path that was named and is a pipe, socket or device.
  case special(String)
  case repository(GitError)

  public var description: String {
    switch self {
    case .path(let path, let error) where error.isMissing:
      "\(RepositoryPath(path).display): does not exist; check the spelling, and that it is relative"
        + " to the current directory"
    case .path(let path, let error):
      "\(RepositoryPath(path).display): could not be read (\(error)); mend its permissions"
    case .special(let path):
      "\(RepositoryPath(path).display): is neither a file nor a folder; to scan a stream, pipe it"
        + " into `shrike stdin`"
    case .repository(let error): "\(error)"
    }
  }
}
