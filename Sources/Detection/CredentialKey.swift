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

  /// The key of a value that looks random, whatever its name.
  static let generated = CredentialKey(strength: .generated)

  private init(strength: Strength) { self.strength = strength }

  /// The key with the bytes of `name`; nil where the name does not speak of a credential, or speaks
  /// of something about one (`passwordField`, `tokenUrl`, `secretName`).
  public init?(name: Span<UInt8>) {
    var strength: Strength?
    var isNegated = false
    var isNegatedBefore = false
    var previous: Meaning = []
    var position = 0
    // The last word that means a credential counts: what came before it may negate it, and what
    // comes behind may make the name one of something else.
    while let word = NameWord.next(in: name, from: &position) {
      let meaning = Meaning(rawValue: CredentialKey.meanings[word])
      if let found = CredentialKey.strength(of: word, meaning, behind: previous) {
        strength = found
        isNegatedBefore = isNegated
      } else if meaning.contains(.aspect) {
        strength = nil
      }
      if meaning.contains(.negation) { isNegated = true }
      previous = meaning
    }
    guard let strength, !isNegatedBefore else { return nil }
    self.strength = strength
  }

  /// What a word promises: alone, by its ending, or as a pair with the one before it.
  private static func strength(
    of word: NameWord, _ meaning: Meaning, behind previous: Meaning
  ) -> Strength? {
    if meaning.contains(.password) { return .password }
    if !meaning.contains(.aspect), passwordEndings.contains(where: { word.ends(with: $0) }) {
      return .password
    }
    if meaning.contains(.generated) { return .generated }
    if generatedEndings.contains(where: { word.ends(with: $0) }) { return .generated }
    if meaning.contains(.key), previous.contains(.qualifier) { return .generated }
    if meaning.contains(.code), previous.contains(.access) { return .generated }
    return nil
  }

  /// What is known of a word.
  private struct Meaning: OptionSet {
    var rawValue: UInt8
    static let password = Meaning(rawValue: 1)
    static let generated = Meaning(rawValue: 2)
    /// Makes the word `key` behind it a credential.
    static let qualifier = Meaning(rawValue: 4)
    static let aspect = Meaning(rawValue: 8)
    static let negation = Meaning(rawValue: 16)
    static let key = Meaning(rawValue: 32)
    static let code = Meaning(rawValue: 64)
    /// Makes the word `code` behind it a credential.
    static let access = Meaning(rawValue: 128)
  }

  private static let meanings: NameWordTable = {
    var table = NameWordTable()
    for word in passwordWords { table.insert(word, Meaning.password.rawValue) }
    for word in generatedWords { table.insert(word, Meaning.generated.rawValue) }
    for word in keyQualifiers { table.insert(word, Meaning.qualifier.rawValue) }
    for word in aspects + plainWords { table.insert(word, Meaning.aspect.rawValue) }
    for word in negations { table.insert(word, Meaning.negation.rawValue) }
    table.insert("key", Meaning.key.rawValue)
    table.insert("code", Meaning.code.rawValue)
    table.insert("access", Meaning.access.rawValue)
    return table
  }()

  private static let passwordWords = [
    "password", "passwd", "passphrase", "pwd", "pass", "passcode", "pswd", "psw", "passwort",
    "kennwort", "contrasena", "senha", "motdepasse", "userpass", "passw",
  ]
  private static let passwordEndings = ["password", "passwd", "passphrase", "pwd", "pass"]
    .map { NameWord($0) }
  /// Words that end like a password and are none.
  private static let plainWords = [
    "compass", "encompass", "bypass", "surpass", "trespass", "overpass", "underpass", "lowpass",
    "highpass", "bandpass", "subpass", "renderpass", "multipass",
  ]
  private static let generatedWords = [
    "secret", "secrets", "token", "apikey", "accesskey", "secretkey", "authkey", "privatekey",
    "credential", "credentials", "cred", "creds", "auth", "authorization", "salt", "nonce",
    "signature", "apitoken", "authtoken", "accesstoken", "clientsecret", "bearer",
  ]
  private static let generatedEndings = ["secret", "token", "apikey", "secretkey", "accesskey"]
    .map { NameWord($0) }
  private static let keyQualifiers = [
    "api", "access", "secret", "private", "auth", "encryption", "encrypt", "signing", "sign",
    "account", "storage", "master", "service", "admin", "client", "license", "shared", "app",
    "application", "hmac", "aes", "session", "cookie", "crypt", "crypto", "cipher", "subscription",
    "webhook", "functions", "function", "host", "primary", "secondary", "server", "token",
  ]

  /// Words behind the credential's that make the value something else.
  private static let aspects = [
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
    "usage", "price", "symbol", "address", "contract", "limits", "link", "button", "icon",
  ]

  /// Words before the credential's that make the value something else.
  private static let negations = [
    "public", "pub", "is", "has", "use", "uses", "using", "enable", "disable", "allow", "require",
    "requires", "forgot", "reset", "change", "show", "hide", "toggle", "no", "min", "max", "num",
    "invalid", "missing", "wrong", "bad", "empty", "csrf", "css", "foreign",
    "automount", "next", "page", "cancellation", "cancel", "continuation", "sort", "partition",
    "cache", "i", "lex", "lexer", "syntax", "parse", "with", "without",
  ]
}
