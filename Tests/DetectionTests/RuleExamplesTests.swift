import BuiltinRules
import Detection
import Rules
import Testing

@Suite struct RuleExamplesTests {
  private static let rules = DetectionRules(BuiltinRules.secrets())
  private static let texts = rules.ruleSet.allTexts()

  @Test(arguments: 0..<rules.ruleSet.count)
  func everyExampleDoesWhatItsRuleSaysAgainstAllRules(index: Int) {
    let id = Self.rules.ruleSet.id(at: index)
    let failures = ExampleCheck(Self.rules).failures(of: id, texts: Self.texts[index])
    #expect(failures.isEmpty, "\(failures.map(\.description).joined(separator: "\n"))")
  }
}
