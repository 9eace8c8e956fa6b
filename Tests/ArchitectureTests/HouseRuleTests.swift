import Foundation
import TestSupport
import Testing

/// What STYLE asks of every file and the compiler does not check.
@Suite struct HouseRuleTests {
  @Test(arguments: SourceFile.all)
  func keepsUnsafeCodeInThreeModules(_ file: SourceFile) {
    guard !["Git", "PCRE", "YAMLEvents"].contains(file.target) else { return }
    for (index, line) in file.code.enumerated() {
      #expect(
        line.firstMatch(of: /\bunsafe\b|@unsafe\b|@safe\b|\bUnsafe\w*Pointer\b/) == nil,
        "\(file.path):\(index + 1): only Git, PCRE and YAMLEvents handle pointers")
    }
  }

  @Test(arguments: SourceFile.all)
  func neverForcesOrErasesTypes(_ file: SourceFile) {
    for (index, line) in file.code.enumerated() {
      #expect(
        line.firstMatch(of: /\btry!|\bas!|\bAny\b/) == nil,
        "\(file.path):\(index + 1): no 'try!', 'as!' or 'Any' outside tests")
    }
  }

  @Test(arguments: SourceFile.all)
  func staysUnderFourHundredLines(_ file: SourceFile) {
    let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false).count
    #expect(lines <= 401, "\(file.path) has \(lines) lines: one type, one job")
  }

  /// Names that say nothing about what is inside.
  @Test(arguments: SourceFile.all)
  func isNamedForWhatItHolds(_ file: SourceFile) {
    for part in file.path.dropLast(".swift".count).split(whereSeparator: { "/+".contains($0) }) {
      #expect(
        part.firstMatch(of: /Utils?$|^Common|^Shared|Extensions?$|Manager$|Helpers?$/) == nil,
        "\(file.path): '\(part)' names no noun of the pipeline")
    }
  }

  /// The product reads repositories through libgit2 alone and needs no `git` on the machine; the one
  /// program that it can start is the helm that `--helm` asks for.
  @Test(
    arguments: SourceFile.all.filter {
      $0.target != "RuleCompiler" && !$0.path.hasSuffix("shrike/HelmProgram.swift")
    })
  func startsNoProcess(_ file: SourceFile) {
    for (index, line) in file.code.enumerated() {
      #expect(
        line.firstMatch(of: /\bProcess\(\)|\bposix_spawn|\bexecve?\(|\bpopen\(/) == nil,
        "\(file.path):\(index + 1): no process is started from here")
    }
  }
}
