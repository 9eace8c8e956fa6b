import Foundation
import TestSupport
import Testing

/// The rule of DESIGN's "Targets": modules are the pipeline's nouns, and imports go one way.
///
/// SwiftPM does not hold it: an undeclared import of a transitive dependency compiles.
@Suite struct ImportTests {
  /// What each target may import; modules of the toolchain are in `ToolchainTests`.
  static let allowed: [String: Set<String>] = [
    "GitOffline": [],
    "ArchiveReadOnly": [],
    "Archive": ["CArchive"],
    "Git": ["CGit2", "GitOffline"],
    "PCRE": ["CPCRE2"],
    "Findings": [],
    "Rules": ["Findings"],
    "Configuration": ["Rules", "Findings", "Yams"],
    "RuleCompiler": ["Configuration", "Rules", "Findings", "PCRE"],
    "BuiltinRules": ["Rules"],
    "CredentialTraining": ["Detection", "BuiltinRules", "Rules", "Findings"],
    "Detection": ["Archive", "PCRE", "Rules", "Findings"],
    "YAMLEvents": ["CYaml"],
    "Policy": ["YAMLEvents", "PCRE", "Detection", "Rules", "Findings"],
    "Inputs": ["Git", "Archive", "Findings"],
    "Reporting": ["Findings"],
    "shrike": [
      "Git", "PCRE", "Findings", "Rules", "BuiltinRules", "Detection", "Inputs", "Configuration",
      "Policy", "Reporting", "ArgumentParser",
    ],
  ]

  /// The targets that may import Foundation: where files, dates and processes are met.
  ///
  /// The libraries between an input and a finding work on bytes, and a commit hook does not pay
  /// for loading what it does not use.
  static let withFoundation: Set<String> = [
    "RuleCompiler", "Configuration", "CredentialTraining", "shrike",
  ]

  /// Modules of the toolchain that any target may import.
  static let toolchain: Set<String> = [
    "Swift", "Synchronization", "Glibc", "Musl", "Darwin", "Dispatch", "_Concurrency",
  ]

  @Test(arguments: SourceFile.all)
  func importsOnlyWhatTheTableAllows(_ file: SourceFile) throws {
    let allowed = try #require(
      ImportTests.allowed[file.target],
      "the target \(file.target) is not in the table: add it here and to DESIGN's")
    for module in file.imports where !ImportTests.toolchain.contains(module) {
      let isFoundation = module.hasPrefix("Foundation")
      let ok =
        isFoundation ? ImportTests.withFoundation.contains(file.target) : allowed.contains(module)
      #expect(ok, "\(file.path) imports \(module), which \(file.target) may not")
    }
  }

  @Test func everyTargetOfTheTableExists() {
    let present = Set(SourceFile.all.map(\.target))
    let missing = Set(ImportTests.allowed.keys).subtracting(present).subtracting([
      "GitOffline", "ArchiveReadOnly",
    ])
    #expect(missing.isEmpty, "the table names targets without Swift files: \(missing.sorted())")
  }

  @Test func readsEveryFormOfImport() {
    let text = """
      import Findings
      public import Rules
      @preconcurrency internal import Git
      import struct Foundation.URL
      // import Detection
      let import1 = 0
      """
    #expect(
      SourceFile(path: "Sources/X/A.swift", text: text).imports == [
        "Findings", "Rules", "Git", "Foundation",
      ])
  }
}
