import Testing

@testable import Detection

@Suite struct CredentialKeyTests {
  private func strength(_ name: String) -> CredentialKey.Strength? {
    CredentialKey(name: Array(name.utf8))?.strength
  }

  @Test func takesNamesApart() {
    func words(_ name: String) -> [String] {
      CredentialKey.words(of: Array(name.utf8)).map { String(decoding: $0, as: UTF8.self) }
    }
    #expect(words("dbPassword") == ["db", "password"])
    #expect(words("DB_PASSWORD_2") == ["db", "password"])
    #expect(words("awsSecretAccessKEY") == ["aws", "secret", "access", "key"])
    #expect(words("HTTPToken") == ["http", "token"])
    #expect(words("spring.datasource.pass-word") == ["spring", "datasource", "pass", "word"])
    #expect(words("").isEmpty)
  }

  @Test(arguments: [
    "password", "DB_PASS", "adminPwd", "rootPassword", "mysqlpassword", "passphrase",
  ])
  func knowsPasswords(name: String) { #expect(strength(name) == .password) }

  @Test(arguments: [
    "apiKey", "API_KEY", "client_secret", "accessToken", "secretKey", "x-auth-token",
  ])
  func knowsGeneratedSecrets(name: String) { #expect(strength(name) == .generated) }

  @Test(arguments: [
    "passwordField", "tokenUrl", "secretName", "PASSWORD_FILE", "token_type", "passwordHash_id",
    "publicKey", "csrfToken", "next_token", "isPassword", "key", "keyboard", "compass", "monkey",
    "tokenizer", "PASSWORD_MIN_LENGTH", "resetPassword",
  ])
  func leavesAspectsAlone(name: String) { #expect(strength(name) == nil) }
}
