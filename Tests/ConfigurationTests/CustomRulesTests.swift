import Configuration
import Findings
import Rules
import Testing

@Suite struct CustomRulesTests {
  private let file =
    "provider: Acme\nrules:\n  - \(ruleText("acme-file").replacing("\n", with: " "))\n"

  @Test func theyJoinTheBuiltInOnes() throws {
    let text = "customRules:\n  - \(ruleText("acme-token").replacing("\n", with: " "))\n"
    let settings = try load(text)
    #expect(settings.rules.rules.map(\.id) == ["aws-key", "github-pat", "jwt", "acme-token"])
    #expect(settings.customRules.map(\.rule.id) == ["acme-token"])
    #expect(settings.rules.allTexts().last?.provider == "custom")
    #expect(settings.knownRuleIDs.contains("acme-token"))
  }

  @Test func theyMayNameTheirProvider() throws {
    let rule = ruleText("acme-token").replacing("\n", with: " ")
      .replacing("{id:", with: "{provider: Acme, id:")
    let settings = try load("customRules:\n  - \(rule)\n")
    #expect(settings.rules.allTexts().last?.provider == "Acme")
  }

  @Test func theyAreSkippedAndChosenLikeTheOthers() throws {
    let rule = "customRules:\n  - \(ruleText("acme-token").replacing("\n", with: " "))\n"
    let settings = try load(
      rule + "rules: {only: [acme-token, jwt], severity: {acme-token: critical}}")
    #expect(settings.rules.rules.map(\.id) == ["jwt", "acme-token"])
    #expect(settings.rules.rules.last?.severity == .critical)
  }

  @Test(arguments: [
    ("shrike.yaml", "rules.yaml", "rules.yaml"), ("etc/shrike.yaml", "r/a.yaml", "etc/r/a.yaml"),
    ("etc/shrike.yaml", "./a.yaml", "etc/a.yaml"), ("etc/shrike.yaml", "../a.yaml", "a.yaml"),
    ("./shrike.yaml", "../a.yaml", "../a.yaml"), ("/etc/x/s.yaml", "../a.yaml", "/etc/a.yaml"),
    ("s.yaml", "/abs/a.yaml", "/abs/a.yaml"), ("s.yaml", "../../a.yaml", "../../a.yaml"),
    ("/s.yaml", "a.yaml", "/a.yaml"),
  ])
  func ruleFilesLieBesideTheConfiguration(
    _ configuration: String, _ written: String, _ path: String
  ) throws {
    let settings = try load("ruleFiles: [\(written)]", file: configuration, files: [path: file])
    #expect(settings.customRules.map(\.rule.id) == ["acme-file"])
    #expect(settings.rules.allTexts().last?.provider == "Acme")
  }

  @Test func faultsNameTheRightFile() {
    func fault(_ text: String, _ files: [String: String] = [:]) -> FieldError? {
      #expect(throws: FieldError.self) { try load(text, files: files) }
    }
    let missing = fault("version: 1\nruleFiles:\n  - gone.yaml\n")
    #expect(missing?.description == ".shrike.yaml:3: the rule file 'gone.yaml' cannot be read")
    #expect(fault("ruleFiles: r.yaml", ["r.yaml": ""])?.file == "r.yaml")
    let inside = fault("ruleFiles: r.yaml", ["r.yaml": "provider: a\nrulez: []\n"])
    #expect(inside?.description == "r.yaml:2: unknown key 'rulez'; did you mean 'rules'?")
    #expect(fault("ruleFiles: r.yaml", ["r.yaml": "a: ["])?.file == "r.yaml")

    let own = fault("customRules:\n  - \(ruleText("jwt").replacing("\n", with: " "))\n")
    #expect(own?.line == 2)
    #expect(own?.message.contains("already a rule 'jwt'") == true)
    let twice = fault("ruleFiles: [a.yaml, b.yaml]", ["a.yaml": file, "b.yaml": file])
    #expect(twice?.file == "b.yaml")
    #expect(fault("customRules: [acme]")?.message.contains("rule's keys") == true)
    let incomplete = fault("customRules:\n  - {id: acme}\n")
    #expect(incomplete?.line == 2)
    let provider = fault("customRules:\n  - {id: acme, provider: []}\n")
    #expect(provider?.message.contains("'provider'") == true)
  }
}
