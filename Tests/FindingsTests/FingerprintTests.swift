import Findings
import Testing

@Suite struct FingerprintTests {
  /// `printf password | openssl dgst -sha256 -hmac key`, the first 32 digits.
  @Test func secretIsAKeyedHash() {
    let fingerprint = FingerprintKey("key").secret(Array("password".utf8))
    #expect(fingerprint.text == "4d42fb9ffc8d7d0a245429438b4bc73d")
  }

  @Test func dependsOnKeyRuleAndParts() {
    let parts: [[UInt8]] = [[1, 2], [3]]
    let all = [
      FingerprintKey("a").finding(ruleID: "rule", parts: parts),
      FingerprintKey("b").finding(ruleID: "rule", parts: parts),
      FingerprintKey("a").finding(ruleID: "other", parts: parts),
      FingerprintKey("a").finding(ruleID: "rule", parts: [[1], [2, 3]]),
      FingerprintKey("a").finding(ruleID: "rule", parts: [[1, 2, 3]]),
    ]
    #expect(Set(all).count == all.count)
    #expect(FingerprintKey("a").finding(ruleID: "rule", parts: parts) == all[0])
  }

  @Test func readsWhatItWrites() {
    let text = FingerprintKey.standard.secret([1]).text
    #expect(Fingerprint(text: text)?.text == text)
    #expect(Fingerprint(text: text.uppercased())?.text == text)
    #expect(Fingerprint(text: String(text.dropLast())) == nil)
    #expect(Fingerprint(text: "g" + text.dropFirst()) == nil)
  }
}
