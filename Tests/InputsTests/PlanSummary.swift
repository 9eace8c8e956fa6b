import Findings
import Foundation
import Git
import TestSupport

@testable import Inputs

/// A plan in the words of a test.
struct PlanSummary {
  /// Each blob or file as `path: all` or `path: 2-3,5`, the lines that count, in the plan's order.
  private(set) var files: [String] = []
  /// The names of new files.
  private(set) var names: [String] = []
  /// The messages, without the line break at their ends.
  private(set) var messages: [String] = []
  /// The bytes of each blob or file, by path.
  private(set) var texts: [String: String] = [:]

  init(_ plan: InputPlan) throws {
    var reader = try InputReader(plan: plan)
    for input in plan.inputs {
      let text = try reader.read(input) { bytes in
        String(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self)
      }
      switch input.kind {
      case .commitMessage: messages.append(text.trimmingCharacters(in: .newlines))
      case .fileName: names += text.split(separator: "\n").map(String.init)
      default:
        let lines = try reader.addedLines(of: input).map { lines in
          lines.ranges.map {
            $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)"
          }
          .joined(separator: ",")
        }
        files.append("\(input.path.display): \(lines ?? "all")")
        texts[input.path.display] = text
      }
    }
  }
}

extension ScratchRepository {
  /// The files that are staged, as `PlanSummary.files`.
  func staged(_ subfolder: String = "") throws -> [String] {
    let path = subfolder.isEmpty ? folder.path : folder.appending(path: subfolder).path
    return try PlanSummary(try Staged(repository: path).plan()).files
  }

  /// What a range adds, as `PlanSummary.files`.
  func added(_ range: String) throws -> [String] {
    try PlanSummary(try CommitRange.plan(repository: folder.path, range: range)).files
  }

  /// Settings and attributes by which git's own text output would hide or disguise changes.
  func makeHostile() throws {
    for setting in [
      "color.ui always", "diff.noprefix true", "diff.external /bin/false", "diff.renames false",
      "core.quotepath true", "diff.orderFile .git/order", "diff.secret.textconv /bin/false",
      "diff.ignoreSubmodules all", "core.ignorecase true", "diff.algorithm patience",
      "diff.context 20", "core.attributesFile /nonexistent", "core.fileMode false",
    ] {
      let parts = setting.split(separator: " ").map(String.init)
      try git(["config", parts[0], parts[1]])
    }
    try write(".git/order", "*.env\n")
    try write(".git/info/attributes", "*.txt -diff binary\n*.env diff=secret -text\n")
  }
}

/// `count` lines that no other `seed` has.
func lines(_ count: Int, seed: String = "line") -> String {
  (1...count).map { "\(seed) \($0) of a file with some text in it\n" }.joined()
}
