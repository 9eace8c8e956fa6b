import BuiltinRules
import Detection
import Rules
import Testing

@Suite struct RuleExamplesTests {
  private static let rules = DetectionRules(BuiltinRules.secrets())
  /// How many rules share a scanner, and so the patterns that it has compiled.
  private static let batch = 100

  @Test(arguments: Array(stride(from: 0, to: rules.ruleSet.count, by: batch)))
  func everyExampleDoesWhatItsRuleSaysAgainstAllRules(first: Int) {
    let set = Self.rules.ruleSet
    let entries = (first..<min(first + Self.batch, set.count)).map {
      (ruleID: set.id(at: $0), texts: set.texts(at: $0))
    }
    let failures = ExampleCheck(Self.rules).failures(of: entries)
    #expect(failures.isEmpty, "\(failures.map(\.description).joined(separator: "\n"))")
  }
}
