import Findings
import Testing

@testable import Reporting

@Suite struct RedactionTests {
  private func redaction(_ secrets: (String, String)...) -> Redaction {
    Redaction(secrets: secrets.map { SampleReport.secret($0.0, mask: $0.1) })
  }

  @Test func replacesEveryPlace() {
    let redaction = redaction(("abcdef", "***"), ("tok_123456", "tok_***"))
    #expect(redaction.text("abcdef, tok_123456, abcdef") == "***, tok_***, ***")
    #expect(redaction.text("abcde tok_12345") == "abcde tok_12345")
  }

  @Test func prefersTheLongestAndLeavesNoTail() {
    let nested = redaction(("abcdef", "1***"), ("abcdefgh", "2***"))
    #expect(nested.text("abcdefgh abcdef") == "2*** 1***")
    // The second secret starts inside the first: neither's rest may stay.
    let overlapping = redaction(("abcdefgh", "1***"), ("efghijklm", "2***"))
    #expect(overlapping.text("<abcdefghijklm>") == "<2***>")
    #expect(redaction(("aaaaaa", "***")).text("baaaaaaaab") == "b***b")
  }

  @Test func leavesShortSecretsAlone() {
    #expect(redaction(("admin", "***")).text("administrator") == "administrator")
    #expect(redaction(("admin1", "***")).text("admin1strator") == "***strator")
  }

  @Test func replacesInPathsBeforeTheyAreEncoded() {
    let secret = Secret(
      bytes: [0x70, 0xFF, 0x20, 0x22, 0x09, 0xC3, 0xA9], fingerprint: SampleReport.key.secret([1]),
      mask: "***")
    let path = RepositoryPath(bytes: Array("a/".utf8) + secret.bytes + Array("/b".utf8))
    let redacted = Redaction(secrets: [secret]).path(path)
    #expect(redacted.display == "a/***/b")
    #expect(redacted.uri == "a/%2A%2A%2A/b")
  }

  @Test func replacesWhatIsShownOfAPath() {
    let secret = Secret(
      bytes: [0x70, 0xFF, 0x20, 0x22, 0x09, 0xC3, 0xA9], fingerprint: SampleReport.key.secret([1]),
      mask: "***")
    let subject = RepositoryPath(bytes: Array("a/".utf8) + secret.bytes).display
    #expect(Redaction(secrets: [secret]).text(subject) == "a/***")
  }

  @Test func replacesTheLinesOfALongSecret() {
    let redaction = redaction(
      ("-----BEGIN KEY-----\nMIIEvQIBADANBgkqhki\nshort\n-----END KEY-----", "***"))
    #expect(redaction.text("x = MIIEvQIBADANBgkqhki short") == "x = *** short")
    #expect(redaction.text("-----BEGIN KEY-----") == "-----BEGIN KEY-----")
  }

  @Test func movesTheHighlight() {
    let redaction = redaction(("passwort-ü", "***"))
    let text = "é passwort-ü = ghp_*** # passwort-ü"
    let moved = redaction.snippet(Snippet(text: text, highlight: 15..<22))
    #expect(moved.text == "é *** = ghp_*** # ***")
    #expect(moved.highlight == 8..<15)
    let inside = redaction.snippet(Snippet(text: text, highlight: 4..<8))
    #expect(inside.highlight == 2..<5)
    let beyond = redaction.snippet(Snippet(text: "passwort-ü", highlight: 3..<99))
    #expect(beyond.highlight == 0..<3)
  }

  @Test func noFormatShowsASecret() {
    for format in ReportFormat.allCases {
      for verbosity in [Reporter.Verbosity.quiet, .normal, .verbose] {
        let bytes = Reporter(format: format, verbosity: verbosity).write(SampleReport.report)
        let text = String(decoding: bytes, as: UTF8.self)
        for secret in [SampleReport.token, SampleReport.password] {
          #expect(!text.contains(secret), "\(format) shows a secret")
        }
      }
    }
  }

  @Test(
    arguments: [
      (.text, "= secret      "), (.sarif, "\"secret\": \""), (.json, "\"text\": \""),
      (.jsonLines, "\"text\":\""),
    ] as [(ReportFormat, String)])
  func everyFormatShowsSecretsWhenAsked(_ format: ReportFormat, _ label: String) {
    let bytes = Reporter(format: format, showsSecrets: true).write(SampleReport.report)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains(label + SampleReport.token))
    #expect(text.contains("notes/\(SampleReport.token).txt"))
  }
}
