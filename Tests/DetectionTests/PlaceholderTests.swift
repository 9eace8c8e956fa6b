import TestSupport
import Testing

@testable import Detection

@Suite struct PlaceholderTests {
  @Test(arguments: [
    "${VAR}", "$VAR", "$(command)", "$env:NAME", "{{ .Values.password }}", "{{password}}",
    "<your value>", "%PASSWORD%", "%s", "@{name}", "#{name}", "[name]", "ENC[AES256_GCM,data:x]",
    "vault:path#key", "op://vault/item", "prefix-${VAR}", "user:$(cat file)", "os.environ['A']",
    "process.env.TOKEN", "secrets.TOKEN", "arn:aws:secretsmanager:eu-west-1:1:secret:a",
    "\\(token.text)", "a#{b}c", "«piece»«piece»",
  ])
  func knowsReferences(text: String) {
    #expect(Placeholder.isReference(Array(text.utf8)))
  }

  @Test(arguments: [
    "xxxxxxxxxxxx", "************", "abababababab", "ghp_xxxxxxxxxxxxxxxx", "key-0000000000000000",
    "AKIA................",
  ])
  func knowsMasks(text: String) { #expect(Placeholder.isMask(Array(text.utf8))) }

  @Test(arguments: ["abcdefgh", "x12345678", "1234567890", "ABCDEFGHIJ"])
  func knowsSequences(text: String) { #expect(Placeholder.isSequence(Array(text.utf8))) }

  @Test(arguments: [
    "changeme", "Change_Me!", "my-example-key", "your-token", "REDACTED", "foobar1",
  ])
  func knowsStockWords(text: String) { #expect(Placeholder.isPlaceholder(Array(text.utf8))) }

  @Test(arguments: [
    "password", "Pass", "secret", "null", "p w d", "x", "", "test_password", "DB-PASSWORD",
    "changeit", "testpwd", "mypass", "my-secret-pw", "test_password_123", "user_pass", "welcome",
    "123456", "abcdefg1", "新密码",
  ])
  func knowsPasswordsThatAreNone(text: String) {
    #expect(Placeholder.isPlaceholderPassword(Array(text.utf8)))
  }

  /// Short words such as "test", "fake" or "abc" turn up in random text and hide nothing there.
  @Test func hidesNoRandomValue() {
    for number in 0..<2_000 {
      let token = PlantedSecret.github("placeholder \(number)").text
      #expect(!Placeholder.isPlaceholder(Array(token.utf8)), "token \(number)")
    }
    for word in ["test", "fake", "foo", "abc", "bar", "demo", "none", "null"] {
      let inside = "q7RkPz" + word + "Vw9sLm2Xe4"
      #expect(!Placeholder.isPlaceholder(Array(inside.utf8)), "\(word)")
      #expect(!Placeholder.isPlaceholderPassword(Array(inside.utf8)), "\(word)")
    }
  }

  @Test(arguments: [
    "pa$$word1!", "Tr0ub4dor&3", "#hash-pass9", "a<b>c1", "testharbour", "mypass77", "pass-violet",
    "someuser", "test-123",
  ])
  func takesPasswordsWithSignsForPasswords(text: String) {
    #expect(!Placeholder.isPlaceholderPassword(Array(text.utf8)))
  }
}
