import Foundation
import Git

/// What pre-commit was asked to check.
///
/// A hook with `pass_filenames: false` is told of a range by two variables (pre-commit.com, "pre-commit
/// run --from-ref"), and of `--all-files` and `--files` by nothing: other scanners then look at an
/// empty index and pass. The command line of the pre-commit process above says it.
enum PreCommitMode: Equatable {
  case commit
  case range(from: String, to: String)
  case allFiles
  case files([String])
  /// The processes above cannot be seen, as on macOS.
  case unknown

  /// Processes between the hook and pre-commit at most (a shell, xargs, a wrapper).
  private static let depth = 6

  static func current() -> PreCommitMode {
    // The older names are the other way round than they read (pre_commit/commands/run.py).
    let from =
      EnvironmentVariable.value("PRE_COMMIT_FROM_REF")
      ?? EnvironmentVariable.value("PRE_COMMIT_ORIGIN")
    let to =
      EnvironmentVariable.value("PRE_COMMIT_TO_REF")
      ?? EnvironmentVariable.value("PRE_COMMIT_SOURCE")
    if let from, let to { return .range(from: from, to: to) }
    // The push of a new branch down to its first commit has no range: all files are asked for.
    if EnvironmentVariable.value("PRE_COMMIT_REMOTE_BRANCH") != nil { return .allFiles }
    var process = getppid()
    guard ProcessTable.arguments(of: process) != nil else { return .unknown }
    for _ in 0..<depth {
      guard let arguments = ProcessTable.arguments(of: process) else { break }
      if let mode = mode(of: arguments) { return mode }
      guard let parent = ProcessTable.parent(of: process) else { break }
      process = parent
    }
    return .commit
  }

  /// The mode that `arguments` ask for, nil where they are not pre-commit's `run`.
  static func mode(of arguments: [String]) -> PreCommitMode? {
    guard
      let program = arguments.prefix(3).firstIndex(where: {
        $0.hasSuffix("pre-commit") || $0.hasSuffix("pre_commit") || $0.hasSuffix("prek")
      })
    else { return nil }
    let rest = arguments[(program + 1)...]
    if rest.contains(where: { $0 == "-a" || isOption("--all-files", $0) }) { return .allFiles }
    guard let flag = rest.firstIndex(where: { isOption("--files", $0) }) else { return .commit }
    let value = rest[flag].split(separator: "=", maxSplits: 1).dropFirst().map(String.init)
    return .files(existing(value + rest[(flag + 1)...].prefix { !$0.hasPrefix("-") }))
  }

  /// Whether `argument` is `option` or a start of it that tells it from others, as Python's argparse
  /// takes it.
  private static func isOption(_ option: String, _ argument: String) -> Bool {
    let name = argument.prefix { $0 != "=" }
    return name.count >= 4 && option.hasPrefix(name)
  }

  /// The files among `paths` that exist, as pre-commit chooses them: a change may delete some. All
  /// of them where none does: a scan of nothing is no clean one.
  ///
  /// pre-commit runs its hooks at the repository's root; the paths count from where it was started.
  private static func existing(_ paths: [String]) -> [String] {
    let start = EnvironmentVariable.value("PWD").map { $0 + "/" } ?? ""
    let found = paths.compactMap { path in
      [start + path, path].first { FileManager.default.fileExists(atPath: $0) }
    }
    return found.isEmpty ? paths : found
  }
}

/// Other processes of the machine.
private enum ProcessTable {
  /// The arguments of process `id` (proc(5), `/proc/pid/cmdline`), nil where they cannot be read.
  static func arguments(of id: pid_t) -> [String]? {
    guard let data = FileManager.default.contents(atPath: "/proc/\(id)/cmdline") else { return nil }
    return data.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The parent of process `id` (proc(5), `/proc/pid/status`).
  static func parent(of id: pid_t) -> pid_t? {
    guard let data = FileManager.default.contents(atPath: "/proc/\(id)/status") else { return nil }
    let lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
    guard let line = lines.first(where: { $0.hasPrefix("PPid:") }) else { return nil }
    return pid_t(line.dropFirst(5).trimmingCharacters(in: .whitespaces)).flatMap {
      $0 > 1 ? $0 : nil
    }
  }
}
