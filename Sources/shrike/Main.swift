import ArgumentParser

/// Runs a command and ends the process with its exit status.
@main
enum Main {
  static func main() {
    Interruption.endQuietly()
    do {
      let arguments = Array(CommandLine.arguments.dropFirst())
      if let scan = StagedScan(hookArguments: arguments) { throw try scan.run() }
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
    do {
      return try Shrike.parseAsRoot()
    } catch {
      printHelp(askedFor: error)
      Console.error(Shrike.fullMessage(for: error))
      throw ExitStatus.usage
    }
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
