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
