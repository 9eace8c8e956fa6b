import Testing

@testable import Detection

@Suite struct CredentialKeyTests {
  private func strength(_ name: String) -> CredentialKey.Strength? {
    CredentialKey(name: Array(name.utf8).span)?.strength
  }

  @Test func takesNamesApart() {
    func words(_ name: String) -> [NameWord] {
      var words: [NameWord] = []
      var position = 0
      let bytes = Array(name.utf8)
      while let word = NameWord.next(in: bytes.span, from: &position) { words.append(word) }
      return words
    }
    #expect(words("dbPassword") == [NameWord("db"), NameWord("password")])
    #expect(words("DB_PASSWORD_2") == [NameWord("db"), NameWord("password")])
    #expect(
      words("awsSecretAccessKEY") == [
        NameWord("aws"), NameWord("secret"), NameWord("access"), NameWord("key"),
      ])
    #expect(words("HTTPToken") == [NameWord("http"), NameWord("token")])
    #expect(
      words("spring.datasource.pass-word") == [
        NameWord("spring"), NameWord("datasource"), NameWord("pass"), NameWord("word"),
      ])
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
    "publicKey", "csrfToken", "next_token", "isPassword", "keyboard", "compass", "monkey",
    "KEY_F10", "keyCode", "token_validity", "AWS_KEY_SPEC", "password_hash", "authenticity_token",
    "tokenizer", "PASSWORD_MIN_LENGTH", "resetPassword",
  ])
  func leavesAspectsAlone(name: String) { #expect(strength(name) == nil) }

  @Test(arguments: [
    "requestToken", "clientRequestToken", "client-request-token", "PolicyUpdateToken",
    "update_token", "ExportToken", "starting-token", "resumeToken", "syncToken", "PaginationToken",
    "lifecycle-action-token", "DkimTokens", "SHA256_PASSWORD", "md5Password", "hashed_secret",
    "hashedToken", "NOPASSWD", "keyCheckValue",
  ])
  func takesMarksAndHashesForNoCredentials(name: String) { #expect(strength(name) == nil) }

  /// Variables say what a token is good for, and OAuth 1 has request tokens.
  @Test(arguments: [
    "PAGES_UPDATE_TOKEN", "oauth_request_token", "requestSecret", "updatePassword",
    "importKeySecret",
    "client_token", "uploadToken", "refresh_token", "shaSecret",
  ])
  func takesTokensWithAPurposeForCredentials(name: String) { #expect(strength(name) != nil) }

  @Test(arguments: [
    ("oauth_nonce", true), ("consumer_key", true), ("consumerKey", true), ("nonce", true),
    ("consumer_secret", false), ("api_key", false), ("consumer_token", false),
  ])
  func knowsHalves(name: String, isHalf: Bool) {
    let key = CredentialKey(name: Array(name.utf8).span)
    #expect(key?.isHalf == isHalf)
  }

  @Test(arguments: ["key", "userKey", "nonce", "oauth_verifier", "session.sid", "X_KEY"])
  func takesVagueNamesForNoCredentialByThemselves(name: String) {
    #expect(strength(name) == .vague)
    let bytes = Array(name.utf8)
    let isExplicit = CredentialKey(name: bytes.span)?.isExplicit
    #expect(isExplicit == false)
  }

  @Test(arguments: [
    ("os.getenv", true), ("System.getProperty", true), ("request.params.find", true),
    ("Some", false), ("Base64.decode", false), ("unhexlify", false), ("StringValue", false),
  ])
  func knowsFunctionsThatLookUp(name: String, isLookUp: Bool) {
    let bytes = Array(name.utf8)
    let looksUp = CredentialKey.looksUp(bytes.span)
    #expect(looksUp == isLookUp)
  }
}
