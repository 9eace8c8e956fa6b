import BuiltinRules
import Configuration
import Findings
import Foundation
import Policy
import Rules
import TestSupport

/// One of the platforms under `testdata/systems`, with its own settings.
struct SeedSystem {
  static let names = [
    "s0-matih", "s1-ameide", "s2-klinematrix", "s3-multitenant-ai-poc", "s4-liquid-hive",
  ]

  let files: [PolicyFile]
  let settings: Settings

  /// - Parameter path: its folder ("s0-matih/bad").
  init(_ path: String) throws {
    let root = SeedSystem.folder(path)
    let text = try String(contentsOf: root.appending(path: ".shrike.yaml"), encoding: .utf8)
    settings = try Settings.load(
      text: text, file: ".shrike.yaml", rules: BuiltinRules.secrets(),
      policies: BuiltinRules.policies(), environment: [:],
      today: CalendarDate(secondsSince1970: 1_767_225_600)
    ) { _ in "" }
    files = try SeedSystem.files(below: root)
  }

  /// What the system's policies say of `files`.
  func lint(_ files: [PolicyFile]) -> PolicyLinter.Outcome {
    PolicyLinter(
      rules: settings.policies.rules, settings: settings.policy, key: .standard,
      suppressions: SuppressionReader(
        knownRuleIDs: settings.knownRuleIDs, today: CalendarDate(secondsSince1970: 1_767_225_600))
    ).lint(files)
  }

  static func folder(_ path: String) -> URL {
    PackageFolder.url.appending(path: "testdata/systems/" + path)
  }

  private static func files(below root: URL) throws -> [PolicyFile] {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path)
    // An age key, in pieces: no whole one stands in this repository.
    let digits = String(repeating: "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L", count: 2)
    let age = "AGE-SECRET-KEY-" + "1" + digits.prefix(58)
    return try paths.compactMap { path in
      let url = root.appending(path: path)
      guard try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else {
        return nil
      }
      let text = String(decoding: try Data(contentsOf: url), as: UTF8.self)
      let bytes = Array(text.replacingOccurrences(of: "@{AGE_KEY}", with: age).utf8)
      return PolicyFile(path: RepositoryPath(path), bytes: bytes)
    }
  }
}
