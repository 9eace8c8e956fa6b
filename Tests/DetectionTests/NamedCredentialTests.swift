import BuiltinRules
import Findings
import Foundation
import Rules
import Testing

@testable import Detection

/// What `matcher: named-credential` takes for the value of a name.
@Suite struct NamedCredentialTests {
  private static let secret = ["58b2a2055bb55bcb", "b37d2f2a4276b0bd"].joined()

  /// Rules of two vendors: one knows the form of its keys, the other does not.
  private static let rules: DetectionRules = {
    func entry(
      _ id: String, literal: String, value: String?
    ) -> (rule: SecretRule, texts: RuleTexts) {
      var rule = BuiltinRules.secrets().rules[0]
      rule.id = id
      (rule.literals, rule.anchor, rule.context) = ([literal], .start, [])
      rule.matcher = .namedCredential(value: value)
      (rule.minimumEntropy, rule.validator, rule.paths) = (3, nil, [])
      (rule.confidence, rule.precedence) = (.medium, .vendor)
      let texts = RuleTexts(
        provider: "", title: "", why: "", remedy: "", documentation: "", matching: [], passing: [])
      return (rule, texts)
    }
    // One of the built-in rules stays, and with it the weights of the score.
    let builtin = BuiltinRules.secrets().choosing(only: ["npm-access-token"], skipping: [])
    return DetectionRules(
      builtin.adding([
        entry("zcme", literal: "zcme", value: "[0-9a-f]{32}"),
        entry("quux", literal: "quux", value: nil),
      ]))
  }()

  private func found(_ text: String, path: String = "a.txt") -> [String] {
    var scanner = TextScanner(Self.rules, today: CalendarDate(secondsSince1970: 0))
    let outcome = scanner.scan(Array(text.utf8).span, path: RepositoryPath(path))
    return Overlap.resolved(outcome.candidates, rules: Self.rules.ruleSet).map {
      "\(Self.rules.ruleSet.id(at: $0.rule)) \(String(decoding: $0.secret, as: UTF8.self))"
    }
  }

  @Test(
    arguments: [
      "ZCME_API_KEY=@", "zcme_key := \"@\"", "\"zcmeToken\": \"@\",", #"{\"zcmeToken\": \"@\"}"#,
      "zcme.secret : @", "run --zcme-key @ now", "Zcme token: @", "zcme = \"@\"",
      "client = Zcme(api_key=\"@\")", "client = Zcme(\"@\")", "setZcmeKey('@')",
      "zcme:\n  url: https://zcme.com\n  apiKey: @\n", "zcme:\r\n  api_key: '@'\r\n",
      "curl https://api.zcme.com/v1 -H \"Authorization: Bearer @\"",
      "curl https://api.zcme.com/v1?api_key=@&x=1", "curl -H \"X-Zcme-Key: @\" https://x",
      "const zcmeKey: string = \"@\";", "- name: ZCME_KEY\n  value: \"@\"",
      "<add key=\"ZcmeKey\" value=\"@\"/>", "<zcmeKey>@</zcmeKey>", "zcmeKey = @\"@\"",
      "os.getenv('ZCME_KEY', '@')", "process.env.ZCME_KEY || '@'", "'zcme_key' => '@',",
    ])
  func readsTheValueOf(_ template: String) {
    var text = template
    if let place = text.range(of: "@", options: .backwards) {
      text.replaceSubrange(place, with: Self.secret)
    }
    #expect(found(text) == ["zcme \(Self.secret)"])
  }

  @Test(
    arguments: [
      "ZCME_APP_ID=@", "zcme.url = \"@\"", "ZCME_SHA256_PASSWORD=@", "checkout zcme@@",
      "zcme commit @", "zcme_key=@0",
      "zcme_key=@-1", "KEY=@", "zcme: a vendor\n\n\n\n\napi_key: @", "zcme_key = other(\"x\"); @",
    ])
  func passesOver(_ template: String) {
    var text = template
    if let place = text.range(of: "@", options: .backwards) {
      text.replaceSubrange(place, with: Self.secret)
    }
    #expect(found(text) == [])
  }

  @Test func theNearestNameSpeaks() {
    let other = String(Self.secret.reversed())
    #expect(
      found("quux_token=\"\(other)\"\nzcme_token=\"\(Self.secret)\"\n", path: "a.py") == [
        "quux \(other)", "zcme \(Self.secret)",
      ])
  }

  @Test func scoresWhatHasNoForm() {
    #expect(found("quux_key = \"8Fz1QpmX0vLw7KsT\"\n", path: "a.py") == ["quux 8Fz1QpmX0vLw7KsT"])
    #expect(found("quux_key = \"primary_index\"\n", path: "a.py") == [])
    #expect(found("quux_key = \"${QUUX_KEY}\"\n", path: "a.py") == [])
  }

  @Test func anEarlierWordDoesNotHideALaterOne() {
    let text = "zcme, zcme and zcme: see zcme.com\nzcme_key: \(Self.secret)\n"
    #expect(found(text) == ["zcme \(Self.secret)"])
  }
}
