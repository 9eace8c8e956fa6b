import ArgumentParser

/// The command line's root; `Main` runs it.
struct Shrike: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "shrike",
    abstract: "Finds secrets in repositories: in what is staged, in a range, in a whole history.",
    discussion: """
      The report goes to standard output, everything else to standard error.
      Exit status: 0 clean, 1 a finding at or over --fail-on, 2 bad usage, configuration, \
      repository or range, 3 the scan is incomplete, 130 interrupted.
      """,
    version: version,
    subcommands: [
      StagedCommand.self, RangeCommand.self, HistoryCommand.self, FilesCommand.self,
      LintCommand.self,
      StandardInputCommand.self, RulesCommand.self, BaselineCommand.self, InitCommand.self,
    ])
}
