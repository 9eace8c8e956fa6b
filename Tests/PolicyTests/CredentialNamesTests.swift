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
    "https://tokens.internal", "tls.key", "#", "...", "required", "write", "~/.ssh/id_rsa",
    "?{gpg:targets/db/password:ec3d54de}", "$__file{/etc/secrets/db}",
  ])
  func valueIsNoCredential(value: String) {
    #expect(!names.holdsCredential("token", value))
  }

  @Test(arguments: ["changeme", "your-vault-token", "dev-password-123", "tulip and anchor"])
  func valueIsACredentialWhateverItLooksLike(value: String) {
    #expect(names.holdsCredential("password", value))
  }

  @Test(arguments: [
    "GF_AUTH_ANONYMOUS_ORG_ROLE", "auth_strategy", "APP_AUTH_ADMIN", "forward_auth_middleware",
    "kpasswd_server", "rbd_secret_uuid",
  ])
  func keyIsASettingOfWhatDealsWithCredentials(key: String) {
    #expect(!names.isCredential(key, value: "Heron-Mill-9"))
  }

  @Test(arguments: [
    "NEO4J_AUTH", "AUTH_KEY", "AUTH_TOKEN", "auth.password", "PASSWORD_PROD", "API_KEY_WEATHER",
    "wsrep_sst_auth", "BASIC_AUTH_2",
  ])
  func keyHoldsACredentialInAnEnvironment(key: String) {
    #expect(names.isCredential(key, value: "Heron-Mill-9"))
  }

  @Test func kapitansEmbeddedFormHoldsTheSecretItself() {
    #expect(names.isLiteral("?{base64:SGVyb24tTWlsbC05:embedded}"))
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
