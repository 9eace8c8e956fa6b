/// The name that a value is assigned to, taken apart into words.
public struct CredentialKey: Sendable {
  /// How much a name promises.
  enum Strength: Int {
    /// A word for a password: its value may be anything a person types.
    case password
    /// A word for a generated secret (`secret`, `token`, `apiKey`): its value looks random.
    case generated
  }

  let strength: Strength

  /// The key with the bytes of `name`; nil where the name does not speak of a credential, or speaks
  /// of something about one (`passwordField`, `tokenUrl`, `secretName`).
  public init?(name: [UInt8]) {
    let words = CredentialKey.words(of: name)
    guard let (index, strength) = CredentialKey.credentialWord(in: words) else { return nil }
    if words[(index + 1)...].contains(where: { CredentialKey.aspects.contains($0) }) { return nil }
    if words[..<index].contains(where: { CredentialKey.negations.contains($0) }) { return nil }
    self.strength = strength
  }

  /// The words of `name` in lower case, split at separators, at case changes and before digits.
  public static func words(of name: [UInt8]) -> [[UInt8]] {
    var words: [[UInt8]] = []
    var word: [UInt8] = []
    func isBoundary(_ index: Int) -> Bool {
      guard index > 0, name[index].isUpper else { return false }
      let followsLower = !name[index - 1].isUpper
      let startsWord = index + 1 < name.count && name[index + 1].isLower
      return followsLower || startsWord
    }
    for index in name.indices {
      let byte = name[index]
      if !byte.isLetter || isBoundary(index) {
        if !word.isEmpty { words.append(word) }
        word = []
      }
      if byte.isLetter { word.append(byte.lowered) }
    }
    if !word.isEmpty { words.append(word) }
    return words
  }

  /// The last word, or pair of words, that means a credential.
  private static func credentialWord(in words: [[UInt8]]) -> (Int, Strength)? {
    for index in words.indices.reversed() {
      let word = words[index]
      if passwordWords.contains(word) { return (index, .password) }
      if passwordEndings.contains(where: { ends(word, with: $0) }) { return (index, .password) }
      if generatedWords.contains(word) { return (index, .generated) }
      if generatedEndings.contains(where: { ends(word, with: $0) }) { return (index, .generated) }
      if index > 0, word == key, keyQualifiers.contains(words[index - 1]) {
        return (index, .generated)
      }
      if index > 0, word == code, words[index - 1] == access { return (index, .generated) }
    }
    return nil
  }

  private static func ends(_ word: [UInt8], with ending: [UInt8]) -> Bool {
    word.count > ending.count && word.suffix(ending.count).elementsEqual(ending)
  }

  private static func set(_ words: String...) -> Set<[UInt8]> { Set(words.map { Array($0.utf8) }) }

  private static let key = Array("key".utf8)
  private static let code = Array("code".utf8)
  private static let access = Array("access".utf8)

  private static let passwordWords = set(
    "password", "passwd", "passphrase", "pwd", "pass", "passcode", "pswd", "psw", "passwort",
    "kennwort", "contrasena", "senha", "motdepasse", "userpass", "passw")
  private static let passwordEndings = ["password", "passwd", "passphrase", "pwd", "pass"]
    .map { Array($0.utf8) }
  private static let generatedWords = set(
    "secret", "secrets", "token", "apikey", "accesskey", "secretkey", "authkey", "privatekey",
    "credential", "credentials", "cred", "creds", "auth", "authorization", "salt", "nonce",
    "signature", "apitoken", "authtoken", "accesstoken", "clientsecret", "bearer")
  private static let generatedEndings = ["secret", "token", "apikey", "secretkey", "accesskey"]
    .map { Array($0.utf8) }
  private static let keyQualifiers = set(
    "api", "access", "secret", "private", "auth", "encryption", "encrypt", "signing", "sign",
    "account", "storage", "master", "service", "admin", "client", "license", "shared", "app",
    "application", "hmac", "aes", "session", "cookie", "crypt", "crypto", "cipher", "subscription",
    "webhook", "functions", "function", "host", "primary", "secondary", "server", "token")

  /// Words behind the credential's that make the value something else.
  private static let aspects = set(
    "file", "files", "filename", "path", "dir", "directory", "url", "uri", "urls", "endpoint",
    "name", "names", "field", "fields", "label", "hint", "type", "types", "policy", "regex",
    "regexp", "pattern", "length", "len", "size", "min", "max", "count", "limit", "ttl", "expiry",
    "expires", "expiration", "expire", "duration", "timeout", "lifetime", "interval", "age",
    "format", "encoding", "encoder", "algorithm", "alg", "algo", "method", "mode", "class",
    "prompt", "placeholder", "message", "msg", "error", "errors", "title", "text", "desc",
    "description", "help", "required", "enabled", "disabled", "enable", "reset", "change",
    "changed", "forgot", "recovery", "confirmation", "input", "form", "page", "screen", "view",
    "controller", "service", "manager", "provider", "factory", "handler", "helper", "util",
    "utils", "validator", "store", "storage", "source", "ref", "reference", "env", "var",
    "variable", "header", "prefix", "suffix", "version", "kind", "group", "scope", "scopes",
    "audience", "issuer", "index", "position", "request", "response", "callback", "event",
    "status", "state", "result", "exists", "valid", "strength", "rules", "scheme", "param",
    "params", "parameter", "selector", "column", "attribute", "property", "id", "ids", "arn",
    "namespace", "bucket", "engine", "mount", "volume", "template", "list", "map", "set", "array",
    "parser", "stream", "kinds", "bytes", "bits", "author", "authors", "by", "at", "date", "time",
    "usage", "price", "symbol", "address", "contract", "limits", "link", "button", "icon")

  /// Words before the credential's that make the value something else.
  private static let negations = set(
    "public", "pub", "is", "has", "use", "uses", "using", "enable", "disable", "allow", "require",
    "requires", "forgot", "reset", "change", "show", "hide", "toggle", "no", "min", "max", "num",
    "invalid", "missing", "wrong", "bad", "empty", "csrf", "css", "primary-key", "foreign",
    "automount", "next", "page", "cancellation", "cancel", "continuation", "sort", "partition",
    "cache", "i", "lex", "lexer", "syntax", "parse", "with", "without")
}
