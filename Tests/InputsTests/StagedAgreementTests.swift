import Findings
import Foundation
import Inputs
import TestSupport
import Testing

/// Trees and indexes at random: what is found to have changed is what git finds.
struct StagedAgreementTests {
  /// Numbers that are the same in every run (xorshift64).
  private struct Numbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state
    }
  }

  private let names = ["a", "a.b", "a-b", "a0", "b", "ab"]

  private func path(_ numbers: inout Numbers) -> String {
    let depth = Int.random(in: 1...3, using: &numbers)
    return (0..<depth).map { _ in names.randomElement(using: &numbers) ?? "a" }
      .joined(separator: "/")
  }

  private func change(
    _ repository: ScratchRepository, _ blobs: [String], _ numbers: inout Numbers
  ) throws {
    for _ in 0..<4 {
      // `--replace` lets a file take a folder's place, and the other way round.
      var arguments = ["update-index", "--add", "--replace"]
      for _ in 0..<4 {
        let blob = blobs.randomElement(using: &numbers) ?? ""
        arguments += ["--cacheinfo", "100644,\(blob),\(path(&numbers))"]
      }
      try repository.git(arguments)
      try repository.git(
        ["rm", "--cached", "-r", "--quiet", "--ignore-unmatch", path(&numbers)])
    }
  }

  private func changed(_ output: String) -> [String] {
    output.split(separator: "\0").map(String.init)
  }

  @Test(arguments: 1...4) func sameAsGit(seed: UInt64) throws {
    var numbers = Numbers(state: seed &* 0x9E37_79B9_7F4A_7C15)
    let repository = try ScratchRepository()
    let blobs = try (1...5).map { number in
      try repository.git(["hash-object", "-w", "--stdin"], input: Array("text \(number)\n".utf8))
    }
    for _ in 0..<4 {
      try change(repository, blobs, &numbers)
      try repository.git("commit --quiet --allow-empty -m Change")
    }
    try change(repository, blobs, &numbers)
    let options = ["--no-renames", "--diff-filter=d", "--name-only", "-z"]
    let staged = changed(try repository.git(["diff", "--cached"] + options))
    let plan = try Staged(repository: repository.folder.path).plan()
    // A file that moved unchanged has a name alone, which `diff` without renames calls new.
    let summary = try PlanSummary(plan)
    let paths = Set(plan.inputs.filter { $0.kind == .file }.map(\.path.display))
    #expect(paths.union(summary.names) == Set(staged))
    try repository.git("commit --quiet --allow-empty -m Last")
    for number in 0..<4 {
      let range = "HEAD~\(number + 1)..HEAD~\(number)"
      let commit = changed(
        try repository.git(
          ["diff-tree", "-r"] + options + ["HEAD~\(number + 1)", "HEAD~\(number)"]))
      let plan = try CommitRange.plan(repository: repository.folder.path, range: range)
      let found = Set(plan.inputs.filter { $0.kind == .file }.map(\.path.display))
      #expect(found.union(try PlanSummary(plan).names) == Set(commit))
    }
  }

  @Test func foldersNestedDeep() throws {
    let repository = try ScratchRepository()
    try repository.commit("x", "one\n")
    let blob = try repository.git(["hash-object", "-w", "--stdin"], input: Array("one\n".utf8))
    let path = String(repeating: "d/", count: 900) + "file"
    try repository.git(["update-index", "--add", "--cacheinfo", "100644,\(blob),\(path)"])
    #expect(try repository.staged() == ["\(path): all"])
    try repository.git("commit --quiet -m Deep")
    #expect(try repository.added("HEAD~1..HEAD") == ["\(path): all"])
    #expect(try repository.staged() == [])
  }
}
