import Findings

/// A scan that read no file: whether that is what it was asked for, and what to do.
struct EmptyScan {
  private let coverage: Coverage
  private let command: String
  private let isExpected: Bool

  /// - Parameters:
  ///   - command: the command's name.
  ///   - isExpected: whether nothing to scan is a clean result.
  init(_ coverage: Coverage, of command: String, isExpected: Bool) {
    self.coverage = coverage
    self.command = command
    self.isExpected = isExpected
  }

  /// What to tell the user; nil where something was read, or where a notice says why not.
  var notice: Notice? {
    guard
      coverage.blobs + coverage.policyFiles + coverage.binary + coverage.archives
        + coverage.unreadable + coverage.overLimit == 0
    else {
      return nil
    }
    // A history of empty commits has messages and no file: all of it was read.
    if command == "history", !coverage.isEmpty, coverage.excluded + coverage.lfsPointers == 0 {
      return nil
    }
    return Notice(isExpected ? .information : .incomplete, message: message)
  }

  private var message: String {
    if coverage.excluded > 0 {
      return "every file is left out by the configuration's paths; nothing else was there to scan"
    }
    if coverage.lfsPointers > 0 {
      return "only Git LFS pointers were found, not the files: get them with `git lfs pull`, and"
        + " scan them with `shrike files`"
    }
    if coverage.symbolicLinks + coverage.submodules > 0 {
      return "only symbolic links and submodules were found: scan where they lead to by itself"
    }
    switch command {
    case "staged": return "nothing is staged: `git add` what the next commit is to hold"
    case "range": return "the commits of the range change no file"
    case "history":
      return "the repository has no commit: scan its files with `shrike files`, or name another"
        + " with --repo"
    default: return "no file was found: name files, or folders that hold some"
    }
  }
}
