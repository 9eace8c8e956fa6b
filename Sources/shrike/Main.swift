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
    } catch let help as CleanExit {
      // A command without its subcommand: help is what the user needs, and not what a script
      // meant to run.
      let text = Shrike.fullMessage(for: help)
      guard CommandLine.arguments.contains("help") else {
        Console.error(text)
        ExitStatus.usage.exit()
      }
      Console.output(Array((text + "\n").utf8))
      ExitStatus.clean.exit()
    } catch {
      Console.error("shrike: \(error)")
      ExitStatus.usage.exit()
    }
  }

  /// The command that the arguments name; help and version are printed here.
  private static func parsedCommand() throws -> any ParsableCommand {
    do {
      return try Shrike.parseAsRoot()
    } catch {
      let text = Shrike.fullMessage(for: error)
      guard Shrike.exitCode(for: error).isSuccess else {
        Console.error(text)
        throw ExitStatus.usage
      }
      Console.output(Array((text + "\n").utf8))
      throw ExitStatus.clean
    }
  }
}
