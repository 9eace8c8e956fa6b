import BuiltinRules
import Configuration
import Findings
import Policy
import Rules
import Testing

/// Runs every example of every policy against all policies.
@Suite struct PolicyExamplesTests {
  private static let set = BuiltinRules.policies()
  private static let texts = set.allTexts()
  private static let implemented = Set(PolicyLinter.ruleIDs)

  @Test func everyPolicyHasACheckAndEveryCheckAPolicy() {
    // ZT805 is a notice: what could not be read.
    let written = Set(Self.set.rules.map(\.id)).subtracting(["ZT805"])
    #expect(written.subtracting(Self.implemented).sorted() == [], "policies without a check")
    #expect(Self.implemented.subtracting(written).sorted() == [], "checks without a policy")
  }

  @Test(arguments: set.rules.indices)
  func badExamplesAreFoundAtTheMarkedPlaces(index: Int) throws {
    let rule = Self.set.rules[index]
    guard Self.implemented.contains(rule.id) else { return }
    for (number, example) in Self.texts[index].bad.enumerated() {
      let found = try Self.findings(in: example).filter { $0.ruleID == rule.id }.map(Self.place)
      let expected = example.unmarked.flatMap { file in
        file.spans.map { Self.place(file.path, file.text, $0) }
      }
      #expect(found.sorted() == expected.sorted(), "\(rule.id) bad \(number + 1)")
    }
  }

  @Test(arguments: set.rules.indices)
  func goodExamplesAreQuietForEveryPolicy(index: Int) throws {
    let rule = Self.set.rules[index]
    for (number, example) in Self.texts[index].good.enumerated() {
      let found = try Self.findings(in: example).map { "\($0.ruleID) \(Self.place($0))" }
      #expect(found == [], "\(rule.id) good \(number + 1)")
    }
  }

  private static func findings(in example: PolicyExample) throws -> [Finding] {
    var settings = PolicySettings()
    if let text = example.settings, let node = try YAMLFile.node(of: text, file: "example") {
      settings = try PolicySettings(node, file: "example", ruleIDs: set.rules.map(\.id))
    }
    let linter = PolicyLinter(
      rules: set.rules, settings: settings, key: .standard,
      suppressions: SuppressionReader(
        knownRuleIDs: Set(set.rules.map(\.id)), today: CalendarDate(secondsSince1970: 1_767_225_600)
      ))
    let files = example.unmarked.map { file in
      PolicyFile(path: RepositoryPath(file.path), bytes: file.text)
    }
    return linter.lint(files).findings
  }

  private static func place(_ finding: Finding) -> String {
    let region = finding.primary.region
    return "\(finding.primary.path.display):\(region.startLine):\(region.startColumn)"
      + "-\(region.endLine):\(region.endColumn)"
  }

  private static func place(_ path: String, _ text: [UInt8], _ span: Range<Int>) -> String {
    let bytes = text
    let region = LineTable(bytes.span).region(of: span, in: bytes.span)
    return "\(path):\(region.startLine):\(region.startColumn)-\(region.endLine):\(region.endColumn)"
  }
}
