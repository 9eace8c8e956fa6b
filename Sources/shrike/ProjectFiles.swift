import Findings
import Git

/// Where the configuration and the baseline are read from.
enum ProjectFiles: Equatable {
  /// A folder on disk: the root of the working tree, or the current folder outside a repository.
  case folder(String)
  /// A commit: the base of a range, so that a change cannot switch off its own check; HEAD of a
  /// bare repository.
  case commit(repository: String, id: ObjectID)
  /// Nothing: a range without a base, or a repository without a commit.
  case nowhere

  /// The current folder, which is in no repository.
  static let outside = ProjectFiles.folder(".")

  /// The bytes of the file at `path`, counted from the root; nil where there is none.
  func read(_ path: String) throws -> [UInt8]? {
    switch self {
    case .folder(let folder): return try Console.read(file: folder + "/" + path)
    case .commit(let repository, let id):
      let opened = try Repository(path: repository)
      return try opened.file(at: Array(path.utf8), in: id)
    case .nowhere: return nil
    }
  }

  /// Where the files of the repository at `path` lie; the current folder where there is none.
  static func current(of path: String?) throws -> ProjectFiles {
    do throws(GitError) {
      return try repositoryFiles(of: path ?? ".")
    } catch {
      // Outside a repository plain files are scanned, with the configuration beside them.
      if error.kind == .notRepository, path == nil { return .outside }
      throw error
    }
  }

  private static func repositoryFiles(of path: String) throws(GitError) -> ProjectFiles {
    let opened = try Repository(path: path)
    if let root = opened.workingDirectory { return .folder(root) }
    guard let head = try opened.head().id else { return .nowhere }
    return .commit(repository: path, id: head)
  }
}
