import Foundation
import TestSupport
import Testing

/// Nothing that a user, a machine or a repository sets for git's text output changes a report.
@Suite struct HostileConfigurationTests {
  /// Settings that make `git log -p` and `git diff` print something that a parser cannot read.
  static let settings = """
    [color]
    \tui = always
    \tdiff = always
    [diff]
    \tnoprefix = true
    \tmnemonicPrefix = true
    \texternal = /bin/true
    \tcontext = 0
    \tignoreSubmodules = all
    \trenames = copies
    \twordRegex = .
    [diff "hidden"]
    \ttextconv = /bin/true
    \tcommand = /bin/true
    \tbinary = true
    [core]
    \tpager = /bin/false
    \tquotePath = false
    \tautocrlf = true
    \tattributesFile = ~/attributes
    \texcludesFile = ~/ignored
    [pager]
    \tdiff = /bin/false
    \tlog = /bin/false
    \tshow = /bin/false
    [log]
    \tshowSignature = true
    \texcludeDecoration = *
    \tdate = relative
    [format]
    \tpretty = oneline
    [i18n]
    \tlogOutputEncoding = UTF-16
    [status]
    \tshowUntrackedFiles = no

    """

  static let attributes = "* -diff -text\n*.env binary\n*.txt diff=hidden\n"

  static let environment = [
    "GIT_EXTERNAL_DIFF": "/bin/true", "GIT_PAGER": "/bin/false", "PAGER": "/bin/false",
    "GIT_DIFF_OPTS": "-u0", "GIT_CONFIG_GLOBAL": "/nonexistent",
  ]

  /// Two commits and a staged change, each with a secret.
  private func repository() throws -> ScratchRepository {
    let repository = try ScratchRepository()
    try repository.commit("first.env", "TOKEN=\(PlantedSecret.github("hostile 1").text)\n")
    try repository.commit("second.txt", "TOKEN=\(PlantedSecret.github("hostile 2").text)\n")
    try repository.write("third.env", "TOKEN=\(PlantedSecret.github("hostile 3").text)\n")
    try repository.git("add third.env")
    return repository
  }

  static let commands = [["history"], ["staged"], ["range", "HEAD~1..HEAD"], ["files"]]

  private func outcome(
    _ repository: ScratchRepository, _ arguments: [String],
    environment: [String: String] = [:]
  ) throws -> ProgramResult {
    try PackageFolder.product("shrike").run(
      arguments + ["--format", "json"], in: repository.folder,
      environment: repository.environment.merging(environment) { $1 })
  }

  @Test(arguments: commands)
  func changesNothingAsTheUsersOwn(_ arguments: [String]) throws {
    let repository = try repository()
    let before = try outcome(repository, arguments)
    #expect(before.status == 1, "\(before.errors)")
    try repository.setUserConfiguration(HostileConfigurationTests.settings)
    try repository.scratch.write(
      "home/attributes", Array(HostileConfigurationTests.attributes.utf8))
    try repository.scratch.write("home/ignored", Array("*\n".utf8))
    let after = try outcome(
      repository, arguments, environment: HostileConfigurationTests.environment)
    #expect(after.status == 1, "\(after.errors)")
    #expect(after.output == before.output)
  }

  @Test(arguments: commands)
  func changesNothingAsTheRepositorysOwn(_ arguments: [String]) throws {
    let repository = try repository()
    let before = try outcome(repository, arguments)
    let file = repository.folder.appending(path: ".git/config")
    let own = try String(contentsOf: file, encoding: .utf8)
    try Data((own + HostileConfigurationTests.settings).utf8).write(to: file)
    try repository.write(".git/info/attributes", HostileConfigurationTests.attributes)
    let after = try outcome(
      repository, arguments, environment: HostileConfigurationTests.environment)
    #expect(after.status == 1, "\(after.errors)")
    #expect(after.output == before.output)
  }

  /// A committed `.gitattributes` hides files from tools that read patches.
  @Test(arguments: [
    "* -diff", "* binary", "* diff=hidden", "* filter=lfs diff=lfs merge=lfs -text",
  ])
  func committedAttributesHideNothing(_ attributes: String) throws {
    let repository = try ScratchRepository()
    try repository.commit(".gitattributes", attributes.replacing("filter=lfs ", with: "") + "\n")
    let token = PlantedSecret.github("attributes")
    try repository.write("a.txt", "TOKEN=\(token.text)\n")
    try repository.git("add .")
    #expect(try repository.scan("staged", hidden: [token]).status == 1)
    try repository.git("commit --quiet -m Add")
    #expect(try repository.scan("history", hidden: [token]).status == 1)
    #expect(try repository.scan("range", "HEAD~1..HEAD", hidden: [token]).status == 1)
    #expect(try repository.scan("files", hidden: [token]).status == 1)
  }

  /// No program that a repository's configuration names is started.
  @Test func startsNothingThatTheRepositoryNames() throws {
    let repository = try repository()
    let mark = repository.scratch.url.appending(path: "started")
    let program = try repository.scratch.write(
      "program", Array("#!/bin/sh\ntouch '\(mark.path)'\ncat\n".utf8))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
    for key in [
      "core.fsmonitor", "core.sshCommand", "core.editor", "diff.external", "core.pager",
      "diff.hidden.textconv", "diff.hidden.command", "filter.hidden.clean", "filter.hidden.smudge",
      "filter.hidden.process", "gpg.program", "uploadpack.packObjectsHook", "credential.helper",
    ] {
      try repository.git(["config", key, program.path])
    }
    try repository.write(".git/info/attributes", "* filter=hidden diff=hidden\n")
    for arguments in HostileConfigurationTests.commands {
      #expect(try outcome(repository, arguments).status == 1)
    }
    #expect(!FileManager.default.fileExists(atPath: mark.path))
  }

  /// `refs/replace` and grafts show git another history than the one that is pushed.
  @Test func readsTheHistoryThatIsThereNotItsReplacement() throws {
    let repository = try ScratchRepository()
    let token = PlantedSecret.github("replaced")
    try repository.commit("a.env", "TOKEN=\(token.text)\n")
    let leaking = try repository.git("rev-parse HEAD")
    try repository.git("checkout --quiet --orphan clean")
    try repository.commit("a.env", "COLOUR=blue\n")
    try repository.git(["replace", leaking, "clean"])
    let scan = try repository.scan("history", hidden: [token])
    #expect(scan.status == 1, "\(scan.everything)")
  }
}
