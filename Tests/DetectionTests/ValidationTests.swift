import Findings
import Foundation
import Rules
import TestSupport
import Testing

@testable import Detection

@Suite struct ValidationTests {
  private static let today = CalendarDate(secondsSince1970: 1_700_000_000)

  private func outcome(
    _ text: String, _ validator: SecretRule.Validator
  ) -> Validation.Outcome {
    Validation.outcome(of: Array(text.utf8), by: validator, today: Self.today)
  }

  /// "proven", "fitting" or "doubted"; nil for what says nothing.
  private func proof(_ text: String, _ validator: SecretRule.Validator) -> Proof.Outcome? {
    outcome(text, validator).proof?.outcome
  }

  private func encoded(_ text: String) -> String {
    Data(text.utf8).base64EncodedString().replacing("=", with: "")
  }

  private func encoded(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

  @Test func provesATokenByItsHeaderAndPayload() {
    let signature = PlantedSecret.password("signature").text
    let head = encoded(#"{"typ":"JWT","alg":"HS256"}"#)
    let body = encoded(#"{"sub":"1"}"#)
    #expect(proof("\(head).\(body).\(signature)", .jwt) == .proven)
    #expect(outcome("\(head).\(body).short", .jwt) == .disproven)
    #expect(outcome("\(head).\(body)", .jwt) == .disproven)
    #expect(outcome("\(encoded(#"{"typ":"JWT"}"#)).\(body).\(signature)", .jwt) == .disproven)
    #expect(outcome("\(head).\(encoded("no object")).\(signature)", .jwt) == .disproven)
  }

  @Test func doubtsATokenThatHasExpired() {
    let signature = PlantedSecret.password("expiry").text
    let head = encoded(#"{"typ":"JWT","alg":"HS256"}"#)
    let old = encoded(#"{"iat":1, "exp" : 1600000000}"#)
    let new = encoded(#"{"exp":1800000000,"sub":"1"}"#)
    #expect(
      outcome("\(head).\(old).\(signature)", .jwt) == .doubted("it expired on 2020-09-13"))
    #expect(
      outcome("\(head).\(new).\(signature)", .jwt)
        == .proven("it is well formed and good until 2027-01-15"))
  }

  @Test func doubtsAWrongChecksum() {
    let token = PlantedSecret.github("checksum").text
    #expect(proof(token, .githubChecksum) == .proven)
    #expect(
      proof(token.dropLast() + (token.hasSuffix("0") ? "1" : "0"), .githubChecksum) == .doubted)
    // The seed that the README of nats-io/nkeys shows.
    let seed = ["SUACSSL3UAHUDXKFSNVUZRF5UHP", "MWZ6BFDTJ7M6USDXIEDNPPQYYYCU3VY"].joined()
    #expect(proof(seed, .natsSeed) == .proven)
    #expect(proof(seed.replacing("SUAC", with: "SUAD"), .natsSeed) == .doubted)
    // The first valid text of BIP 173, "Test vectors", and the same with a letter changed.
    #expect(proof("A12UEL5L", .bech32) == .proven)
    #expect(proof("A12UEL5Q", .bech32) == .doubted)
    #expect(Checksum.crc16(Array("123456789".utf8)) == 0x31C3)
    #expect(Checksum.crc24(Array("123456789".utf8)) == 0x21CF02)
  }

  @Test func readsTheAccountInAnAWSKeyID() {
    // Built from account 123456789012: the number, shifted by seven bits, in base32.
    var bits = UInt64(123_456_789_012) << 7 | 1 << 47
    var bytes = [UInt8](repeating: 7, count: 10)
    for index in (0..<6).reversed() {
      bytes[index] = UInt8(bits & 0xFF)
      bits >>= 8
    }
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    let text = bytes.map {
      String(repeating: "0", count: 8 - String($0, radix: 2).count) + String($0, radix: 2)
    }
    .joined()
    let id = stride(from: 0, to: 80, by: 5).map { start in
      let from = text.index(text.startIndex, offsetBy: start)
      return digits[Int(text[from..<text.index(from, offsetBy: 5)], radix: 2) ?? 0]
    }
    #expect(
      outcome("AKIA" + String(id), .awsKeyID)
        == .fitting("it belongs to AWS account 123456789012"))
    #expect(proof("AKIA" + "Z7Z7Z7Z7Z7Z7Z7Z1", .awsKeyID) == .doubted)
    #expect(proof("AKIA" + "7777777777777777", .awsKeyID) == .doubted)
    #expect(proof("AKIA" + "I777777777777777", .awsKeyID) == nil, "older ids hold no account")
  }

  @Test func provesAMacaroonOfPyPI() {
    let location: [UInt8] = [2, 1, 8] + Array("pypi.org".utf8)
    let identifier: [UInt8] = [2, 0x84, 0x01] + [UInt8](repeating: 65, count: 132) + [0]
    let signature: [UInt8] = [0, 6, 32] + [UInt8](repeating: 9, count: 32)
    let whole = "pypi-" + encoded(location + identifier + signature)
    #expect(proof(whole, .pypiMacaroon) == .proven)
    #expect(proof(String(whole.dropLast(8)), .pypiMacaroon) == .doubted)
  }

  @Test func provesAnEncodedObject() {
    let json = encoded(#"{"signInAddress":"a","secret":"b"}"#)
    #expect(proof("ops_" + json, .encodedJSON) == .proven)
    #expect(proof("sntrys_" + json + "_" + "abcdef", .encodedJSON) == .proven)
    #expect(proof("ops_" + json.dropLast(6), .encodedJSON) == .doubted)
  }

  private func pem(_ label: String, _ bytes: [UInt8], after head: String = "") -> String {
    let frame = ["-----BEGIN \(label)", "-----END \(label)"].map { $0 + " KEY-----" }
    let body = Array(encoded(bytes))
    let lines = stride(from: 0, to: body.count, by: 64)
      .map { String(body[$0..<min(body.count, $0 + 64)]) }
    return ([frame[0] + head] + lines + [frame[1]]).joined(separator: "\n")
  }

  private let noise = (0..<300).map { UInt8(truncatingIfNeeded: $0 &* $0 &* 31 &+ $0 * 7) }

  @Test func provesAWholeKey() {
    let der: [UInt8] = [0x30, 0x82, 0x01, 0x2C] + noise
    #expect(proof(pem("RSA PRIVATE", der), .pem) == .proven)
    #expect(proof(pem("RSA PRIVATE", der).replacing("\n", with: "\\n"), .pem) == .proven)
    #expect(
      proof(pem("RSA PRIVATE", der).replacing("\n", with: "\\n\"\n    + \""), .pem) == .proven)
    #expect(outcome(pem("RSA PRIVATE", der.dropLast()), .pem) == .plausible)
    #expect(proof(pem("PRIVATE", noise), .pem) == .doubted)
    let old = "\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n"
    #expect(outcome(pem("RSA PRIVATE", noise, after: old), .pem) == .plausible)
  }

  @Test func provesAKeyOfOpenSSH() {
    func string(_ bytes: [UInt8]) -> [UInt8] {
      [0, 0, UInt8(bytes.count >> 8), UInt8(bytes.count & 0xFF)] + bytes
    }
    let none = string(Array("none".utf8))
    let head = Array("openssh-key-v1\0".utf8) + none + none + string([])
    let key = head + [0, 0, 0, 1] + string(Array(noise.prefix(51))) + string(noise)
    #expect(proof(pem("OPENSSH PRIVATE", key), .pem) == .proven)
    #expect(outcome(pem("OPENSSH PRIVATE", key.dropLast(2)), .pem) == .plausible)
    #expect(proof(pem("OPENSSH PRIVATE", noise), .pem) == .doubted)
  }

  @Test func provesArmourByItsChecksum() {
    func armour(_ sum: UInt32) -> String {
      let digits = encoded([UInt8(sum >> 16), UInt8(sum >> 8 & 0xFF), UInt8(sum & 0xFF)])
      let text = pem("PGP PRIVATE", noise, after: "\nVersion: GnuPG v2\n")
      return text.replacing("\n-----END", with: "\n=\(digits)\n-----END")
    }
    let sum = Checksum.crc24(noise)
    #expect(proof(armour(sum), .pem) == .proven)
    #expect(proof(armour(sum ^ 1), .pem) == .doubted)
  }

  @Test func takesOnlyKeysWithABody() {
    let frame = ["-----BEGIN RSA ", "-----END RSA "].map { $0 + "PRIVATE KEY-----" }
    #expect(outcome(frame[0] + "\n...\n" + frame[1], .pem) == .disproven)
    let mask = String(repeating: "A", count: 200)
    #expect(outcome(frame[0] + "\n" + mask + "\n" + frame[1], .pem) == .disproven)
    #expect(outcome(PlantedSecret.pem("validation").text, .pem) == .plausible)
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
