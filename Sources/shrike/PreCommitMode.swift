import Foundation

/// The process's environment.
enum Environment {
  /// The value of `name`, nil where it is unset or empty.
  static func value(_ name: String) -> String? {
    ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }
}

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

  /// Processes between the hook and pre-commit at most (a shell, xargs, a wrapper).
  private static let depth = 6

  static func current() -> PreCommitMode {
    let from = Environment.value("PRE_COMMIT_FROM_REF") ?? Environment.value("PRE_COMMIT_SOURCE")
    let to = Environment.value("PRE_COMMIT_TO_REF") ?? Environment.value("PRE_COMMIT_ORIGIN")
    if let from, let to { return .range(from: from, to: to) }
    var process = getppid()
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
    if rest.contains("--all-files") || rest.contains("-a") { return .allFiles }
    guard let flag = rest.firstIndex(of: "--files") else { return .commit }
    return .files(rest[(flag + 1)...].prefix { !$0.hasPrefix("-") }.map(fromWhereItStarted))
  }

  /// pre-commit goes to the repository's root before it runs a hook; PWD still names the folder
  /// that its arguments count from.
  private static func fromWhereItStarted(_ path: String) -> String {
    guard !path.hasPrefix("/"), let folder = Environment.value("PWD") else { return path }
    return folder + "/" + path
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
