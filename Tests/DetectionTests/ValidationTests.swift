import Foundation
import Rules
import TestSupport
import Testing

@testable import Detection

@Suite struct ValidationTests {
  private func outcome(_ text: String, _ validator: SecretRule.Validator) -> Validation.Outcome {
    Validation.outcome(of: Array(text.utf8), by: validator)
  }

  private func encoded(_ text: String) -> String {
    Data(text.utf8).base64EncodedString().replacing("=", with: "")
  }

  @Test func provesATokenByItsHeaderAndPayload() {
    let signature = PlantedSecret.password("signature").text
    let head = encoded(#"{"typ":"JWT","alg":"HS256"}"#)
    let body = encoded(#"{"sub":"1"}"#)
    #expect(outcome("\(head).\(body).\(signature)", .jwt) == .proven)
    #expect(outcome("\(head).\(body).short", .jwt) == .disproven)
    #expect(outcome("\(head).\(body)", .jwt) == .disproven)
    #expect(outcome("\(encoded(#"{"typ":"JWT"}"#)).\(body).\(signature)", .jwt) == .disproven)
    #expect(outcome("\(head).\(encoded("no object")).\(signature)", .jwt) == .disproven)
  }

  @Test func takesOnlyKeysWithABody() {
    #expect(outcome(PlantedSecret.pem("validation").text, .pem) == .plausible)
    let frame = ["-----BEGIN RSA ", "-----END RSA "].map { $0 + "PRIVATE KEY-----" }
    #expect(outcome(frame[0] + "\n...\n" + frame[1], .pem) == .disproven)
    let mask = String(repeating: "A", count: 200)
    #expect(outcome(frame[0] + "\n" + mask + "\n" + frame[1], .pem) == .disproven)
  }

  @Test func readsBasicCredentials() {
    let password = PlantedSecret.password("basic").text
    #expect(outcome(encoded("user:" + password), .basicCredentials) == .plausible)
    #expect(outcome(encoded("user:changeme"), .basicCredentials) == .disproven)
    #expect(outcome(encoded("no colon in it"), .basicCredentials) == .disproven)
    #expect(outcome(encoded("user:\u{1}\u{2}bytes"), .basicCredentials) == .disproven)
  }

  @Test func takesThePasswordOfAURIForWhatItIs() {
    #expect(outcome(PlantedSecret.password("uri").text, .uriPassword) == .plausible)
    #expect(outcome("${DB_PASSWORD}", .uriPassword) == .disproven)
    #expect(outcome("password", .uriPassword) == .disproven)
  }
}
