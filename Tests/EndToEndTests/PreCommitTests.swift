import Foundation
import TestSupport
import Testing

/// `pre-commit` from PyPI with the hook `shrike-system`: each way of running it blocks a planted
/// secret and passes a clean change.
///
/// `make check-hooks` does the same once with the hook `shrike`, which builds the package.
@Suite struct PreCommitTests {
  /// A scratch repository whose pre-commit uses this checkout's hooks and the built binary.
  private final class Hooked: Sendable {
    let repository: ScratchRepository
    let environment: [String: String]
    private let preCommit: Program

    init() throws {
      repository = try ScratchRepository()
      preCommit = try PythonTools.program("pre-commit")
      let binary = URL(fileURLWithPath: try PackageFolder.product("shrike").path)
      let path = repository.environment["PATH"] ?? ""
      environment = repository.environment.merging([
        "PATH": "\(binary.deletingLastPathComponent().path):\(path)",
        "PRE_COMMIT_HOME": repository.scratch.url.appending(path: "pre-commit").path,
        "PRE_COMMIT_COLOR": "never",
      ]) { $1 }
      let hooks = try ScratchRepository()
      let file = PackageFolder.file(".pre-commit-hooks.yaml")
      try hooks.commit(
        ".pre-commit-hooks.yaml", try String(contentsOf: file, encoding: .utf8))
      let place = repository.scratch.url.appending(path: "hooks").path
      try repository.git(["clone", "--quiet", hooks.folder.path, place])
      try repository.write(
        ".pre-commit-config.yaml",
        """
        repos:
          - repo: \(place)
            rev: \(try hooks.git("rev-parse HEAD"))
            hooks:
              - id: shrike-system

        """)
      try repository.git("add .")
    }

    /// Runs pre-commit as a shell would, which says in PWD where it was.
    func run(_ arguments: [String], in subfolder: String = "") throws -> ProgramResult {
      let folder = repository.folder.appending(path: subfolder)
      return try preCommit.run(
        arguments, in: folder, environment: environment.merging(["PWD": folder.path]) { $1 })
    }

    /// Runs `git commit` with the hook installed.
    func commit(_ arguments: [String] = [], in subfolder: String = "") throws -> ProgramResult {
      #expect(try run(["install"]).status == 0)
      return try Program(named: "git").run(
        ["commit", "--quiet", "-m", "Change"] + arguments,
        in: repository.folder.appending(path: subfolder), environment: environment)
    }

    /// Commits without the hook.
    func commitUnseen() throws {
      try repository.git("commit --quiet --no-verify -m Base")
    }
  }

  static let token = PlantedSecret.github("pre-commit")
  static let leak = "TOKEN=\(token.text)\n"

  private func expectBlocked(
    _ result: ProgramResult, _ place: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let output = result.output + result.errors
    #expect(result.status == 1, "\(output)", sourceLocation: sourceLocation)
    #expect(output.contains("Failed"), "\(output)", sourceLocation: sourceLocation)
    #expect(output.contains(place), "\(output)", sourceLocation: sourceLocation)
    #expect(PreCommitTests.token.trace(in: output) == nil, sourceLocation: sourceLocation)
  }

  private func expectPassed(
    _ result: ProgramResult, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let output = result.output + result.errors
    #expect(result.status == 0, "\(output)", sourceLocation: sourceLocation)
    #expect(output.contains("Passed"), "\(output)", sourceLocation: sourceLocation)
  }

  @Test func guardsTheFirstCommit() throws {
    let hooked = try Hooked()
    try hooked.repository.write("a.env", PreCommitTests.leak)
    try hooked.repository.git("add a.env")
    expectBlocked(try hooked.commit(), "a.env:1:7")
    try hooked.repository.write("a.env", "COLOUR=blue\n")
    try hooked.repository.git("add a.env")
    expectPassed(try hooked.commit())
  }

  @Test func guardsALaterCommitAndIgnoresWhatWasThere() throws {
    let hooked = try Hooked()
    try hooked.repository.write("old.env", PreCommitTests.leak)
    try hooked.repository.git("add .")
    try hooked.commitUnseen()
    try hooked.repository.write("b.txt", "nothing\n")
    try hooked.repository.git("add b.txt")
    expectPassed(try hooked.commit())
    try hooked.repository.write("b.env", PreCommitTests.leak)
    try hooked.repository.git("add b.env")
    expectBlocked(try hooked.commit(), "b.env:1:7")
  }

  @Test func guardsACommitFromASubdirectory() throws {
    let hooked = try Hooked()
    try hooked.repository.write("inner/deep/a.txt", "nothing\n")
    try hooked.repository.git("add .")
    try hooked.commitUnseen()
    try hooked.repository.write("root.env", PreCommitTests.leak)
    try hooked.repository.git("add root.env")
    expectBlocked(try hooked.commit(in: "inner/deep"), "root.env:1:7")
    try hooked.repository.git("rm --quiet --force root.env")
    try hooked.repository.write("inner/b.txt", "nothing\n")
    try hooked.repository.git("add inner/b.txt")
    expectPassed(try hooked.commit(in: "inner/deep"))
  }

  /// `git commit -a` and `git commit PATH` run their hooks with an index of their own.
  @Test func guardsCommitsWithAnIndexOfTheirOwn() throws {
    let hooked = try Hooked()
    try hooked.repository.write("a.env", "COLOUR=blue\n")
    try hooked.repository.write("b.env", "COLOUR=blue\n")
    try hooked.repository.git("add .")
    try hooked.commitUnseen()
    try hooked.repository.write("a.env", PreCommitTests.leak)
    expectBlocked(try hooked.commit(["-a"]), "a.env:1:7")
    expectBlocked(try hooked.commit(["--", "a.env"]), "a.env:1:7")
    try hooked.repository.write("a.env", "COLOUR=green\n")
    expectPassed(try hooked.commit(["-a"]))
    try hooked.repository.write("b.env", "COLOUR=green\n")
    expectPassed(try hooked.commit(["--", "b.env"]))
  }

  /// Every tracked file is scanned, whatever is staged; what is not tracked is not.
  @Test(arguments: ["--all-files", "-a"])
  func scansTheTrackedFiles(_ option: String) throws {
    let hooked = try Hooked()
    try hooked.repository.write("inner/a.env", PreCommitTests.leak)
    try hooked.repository.git("add .")
    try hooked.commitUnseen()
    expectBlocked(try hooked.run(["run", option]), "inner/a.env:1:7")
    try hooked.repository.write("inner/a.env", "COLOUR=blue\n")
    try hooked.repository.git("add .")
    try hooked.commitUnseen()
    try hooked.repository.write("untracked.env", PreCommitTests.leak)
    expectPassed(try hooked.run(["run", option]))
  }

  @Test func scansTheNamedFiles() throws {
    let hooked = try Hooked()
    try hooked.repository.write("a.env", PreCommitTests.leak)
    try hooked.repository.write("inner/b.txt", "nothing\n")
    try hooked.repository.git("add .")
    try hooked.commitUnseen()
    expectBlocked(try hooked.run(["run", "--files", "a.env"]), "a.env:1:7")
    expectBlocked(try hooked.run(["run", "--files", "inner/b.txt", "a.env"]), "a.env:1:7")
    expectBlocked(try hooked.run(["run", "--files", "../a.env"], in: "inner"), "a.env:1:7")
    expectPassed(try hooked.run(["run", "--files", "inner/b.txt"]))
  }

  @Test func scansARange() throws {
    let hooked = try Hooked()
    try hooked.commitUnseen()
    try hooked.repository.commit("a.env", PreCommitTests.leak)
    try hooked.repository.commit("a.env", "COLOUR=blue\n")
    let leaking = ["run", "--from-ref", "HEAD~2", "--to-ref", "HEAD"]
    expectBlocked(try hooked.run(leaking), "a.env:1:7")
    let clean = ["run", "--from-ref", "HEAD~1", "--to-ref", "HEAD"]
    expectPassed(try hooked.run(clean))
  }

  @Test func scansWhatIsStagedByDefault() throws {
    let hooked = try Hooked()
    try hooked.commitUnseen()
    try hooked.repository.write("a.env", PreCommitTests.leak)
    try hooked.repository.git("add a.env")
    expectBlocked(try hooked.run(["run"]), "a.env:1:7")
    expectBlocked(try hooked.run(["run", "shrike-system", "--verbose"]), "a.env:1:7")
  }
}
