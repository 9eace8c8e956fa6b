import ArgumentParser

/// Runs a command and ends the process with its exit status.
@main
enum Main {
  static func main() {
    Interruption.endQuietly()
    do {
      var command = try parsedCommand()
      try command.run()
      ExitStatus.clean.exit()
    } catch let status as ExitStatus {
      status.exit()
    } catch {
      printHelp(askedFor: error)
      Console.error("shrike: \(error)")
      ExitStatus.usage.exit()
    }
  }

  /// The command that the arguments name; what is wrong with them is printed here.
  private static func parsedCommand() throws -> any ParsableCommand {
    if let command = scanCommand() { return command }
    do {
      return try Shrike.parseAsRoot()
    } catch {
      printHelp(askedFor: error)
      Console.error(Shrike.fullMessage(for: error))
      throw ExitStatus.usage
    }
  }

  /// The scan that the arguments name, parsed without the tree of all commands, which a commit hook
  /// would wait two milliseconds for; nil where anything is unusual, which the tree then tells.
  private static func scanCommand() -> (any ParsableCommand)? {
    let scans: [any ScanCommand.Type] = [StagedCommand.self, RangeCommand.self]
    let name = CommandLine.arguments.dropFirst().first
    guard let scan = scans.first(where: { $0.configuration.commandName == name }) else {
      return nil
    }
    return try? scan.parse(Array(CommandLine.arguments.dropFirst(2)))
  }

  /// Prints help or the version and ends, where `error` asks for that.
  ///
  /// ArgumentParser throws for `--version` as it parses, for `--help` from the command that it
  /// then gives to be run, and so for a command without its subcommand, too: a script that forgot
  /// it has scanned nothing, and is told so.
  private static func printHelp(askedFor error: any Error) {
    guard Shrike.exitCode(for: error).isSuccess else { return }
    let text = Shrike.fullMessage(for: error)
    let questions: Set = ["help", "--help", "-h", "--help-hidden", "--version"]
    guard CommandLine.arguments.dropFirst().contains(where: questions.contains) else {
      Console.error(text)
      ExitStatus.usage.exit()
    }
    Console.output(Array((text + "\n").utf8))
    ExitStatus.clean.exit()
  }
}
