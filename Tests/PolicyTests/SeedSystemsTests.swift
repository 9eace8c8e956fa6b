import Findings
import Foundation
import Policy
import Testing

/// Lints the five platforms that the policies come from: the good one of each is clean, and each
/// planted fault of the bad one is found at its line.
@Suite struct SeedSystemsTests {
  @Test(arguments: SeedSystem.names)
  func theGoodPlatformIsClean(name: String) throws {
    let found = try Self.findings(in: name + "/good")
    #expect(found.map(\.text).sorted() == [])
  }

  @Test(arguments: SeedSystem.names)
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

  /// What `expected.txt` lists above "not yet covered", and a check decides.
  private static func expected(_ name: String) throws -> [String] {
    let text = try String(contentsOf: SeedSystem.folder(name + "/expected.txt"), encoding: .utf8)
    let covered = text.components(separatedBy: "# not yet covered")[0]
    return covered.split(separator: "\n").filter { !$0.hasPrefix("#") && !$0.hasPrefix("ZT805") }
      .map { $0.split(separator: "\t").prefix(3).joined(separator: "\t") }
  }

  private static func findings(in path: String) throws -> [Found] {
    let system = try SeedSystem(path)
    return system.lint(system.files).findings.map(Found.init)
  }
}
