import ArgumentParser
import Configuration
import Git

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Write .shrike.yaml and the pre-commit entry.",
    discussion: """
      Nothing that exists is changed: what to add by hand is printed. With --from, rules, paths and \
      accepted findings of another scanner are carried over, and what could not be is listed.
      """)

  @Option(
    name: .customLong("repo"), help: .init("The repository, or a folder in it.", valueName: "path"))
  var repository = "."

  @Option(help: .init("Carry over the files of another scanner.", valueName: "scanner"))
  var from: Migration.Scanner?

  func run() throws {
    let opened = try Repository(path: repository)
    guard let root = opened.workingDirectory else {
      throw UsageError("a bare repository has no working tree to write to")
    }
    let migration = try from.map {
      try MigrationRun(from: $0, repository: repository, root: root)
    }
    for file in migration?.files ?? [(Settings.fileName, InitCommand.settings)] {
      try write(file.text, to: file.name, in: root)
    }
    try write(InitCommand.hook, to: ".pre-commit-config.yaml", in: root)
    try migration?.finish()
  }

  private func write(_ text: String, to name: String, in root: String) throws {
    guard try Console.read(file: root + name) == nil else {
      Console.error("\(name) exists and stays as it is; it needs:\n\n\(text)")
      return
    }
    try Console.write(Array(text.utf8), toFile: root + name)
    Console.error("\(name) written")
  }

  private static let settings = """
    # Settings of Shrike; docs/configuration.md in its repository explains every key.
    version: 1

    # Leave out what is not yours to mend. Everything left out is counted in the report.
    # paths:
    #   exclude: ["third_party/**"]

    # rules:
    #   skip: [jwt]
    #   severity: {generic-credential: medium}

    """

  private static let hook = """
    repos:
      - repo: https://github.com/shrike-scanner/shrike
        rev: v\(Shrike.version)
        hooks:
          - id: shrike

    """
}
