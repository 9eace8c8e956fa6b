import Rules
import Testing

@testable import Policy

@Suite struct CredentialNamesTests {
  private let names = CredentialNames(PolicySettings())

  @Test(arguments: [
    "password", "dbPassword", "adminPassword", "POSTGRES_PASSWORD", "passwd", "token",
    "VAULT_TOKEN",
    "apiKey", "API_KEY", "apikey", "privateKey", "signingKey", "secretKey", "jwtSecret",
    "CLIENT_SECRET", "appSecret", "sessionSecret", "webhookSecret", "cookieSecret", "sharedSecret",
    "bot-token", "root-password", "password1", "token_v",
  ])
  func keyHoldsACredential(key: String) {
    #expect(names.meaning(of: key) == .credential)
  }

  @Test(arguments: [
    "secret", "tlsSecret", "pullSecret", "envFromSecret", "credentials", "gcpCredentials", "auth",
  ])
  func keyHoldsANameOrACredential(key: String) {
    #expect(names.meaning(of: key) == .nameOrCredential)
    #expect(!names.holdsCredential(key, "api-runtime"))
    #expect(names.holdsCredential(key, "Zq8_otter/Lamp"))
  }

  @Test(arguments: [
    "existingSecret", "existingSecretPasswordKey", "passwordKey", "adminPasswordKey", "tokenKey",
    "secretKeys", "usePasswordFiles", "usePassword", "allowEmptyPassword",
    "automountServiceAccountToken", "tokenTTL", "DB_PASSWORD_FILE", "passwordPath", "secretName",
    "tlsSecretName", "certKeyPath", "passwordLength", "passwordPolicy", "tokenHeader",
    "secretKeyRef",
    "tokenUrl", "passThrough", "username", "host", "key", "keys", "compass",
  ])
  func keySpeaksOfSomethingElse(key: String) {
    #expect(names.meaning(of: key) == .other)
  }

  @Test func someKeysDescribeACredential() {
    for key in ["passwordKey", "existingSecret", "tokenTTL", "usernameKey", "passwordFile"] {
      #expect(names.describesCredential(key), "\(key)")
    }
    for key in ["password", "qwenKey", "host", "logLevel"] {
      #expect(!names.describesCredential(key), "\(key)")
    }
  }

  @Test(arguments: [
    "", "true", "No", "3600", "3600s", "{{ .Values.token }}", "${TOKEN}", "$(cat token)", "<value>",
    "vault:secret/db#password", "ref+vault://db/password", "***", "ENC[AES256_GCM,data:x]",
    "https://tokens.internal", "tls.key",
  ])
  func valueIsNoCredential(value: String) {
    #expect(!names.holdsCredential("token", value))
  }

  @Test(arguments: ["changeme", "your-vault-token", "dev-password-123", "tulip and anchor"])
  func valueIsACredentialWhateverItLooksLike(value: String) {
    #expect(names.holdsCredential("password", value))
  }

  @Test func configurationAddsAndTakesAwayKeys() {
    var settings = PolicySettings()
    settings.credentialKeys.match = ["vllmKey", "*Salt"]
    settings.credentialKeys.except = ["demo*"]
    let names = CredentialNames(settings)
    #expect(names.meaning(of: "vllmKey") == .credential)
    #expect(names.meaning(of: "userSalt") == .credential)
    #expect(names.meaning(of: "demoPassword") == .other)
  }

  @Test func someKeysNameASecret() {
    for key in ["existingSecret", "existingSecretName", "secretName", "credentialsSecret"] {
      #expect(CredentialNames.namesSecret(key), "\(key)")
    }
    for key in ["existingSecretPasswordKey", "secretKey", "existingClaim", "tlsSecret"] {
      #expect(!CredentialNames.namesSecret(key), "\(key)")
    }
  }

  @Test func placeholdersAreToldFromText() {
    func word(_ text: String) -> PlaceholderWord? { PlaceholderWord(text, names: names) }
    for text in ["changeme", "CHANGE_ME", "replace-me", "xxx", "<value>", "your-api-key"] {
      #expect(word(text) == .plain, "\(text)")
    }
    for text in ["ghp_xxx", "sk-***", "sk-your-openai-key-here", "client_secret_placeholder"] {
      #expect(word(text) == .distinctive, "\(text)")
    }
    for text in ["your-way-small", "your-user", "Please change me in the portal", "xx", "example"] {
      #expect(word(text) == nil, "\(text)")
    }
  }
}
