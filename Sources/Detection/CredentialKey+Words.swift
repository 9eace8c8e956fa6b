/// The words that names of credentials are made of.
extension CredentialKey {
  /// What is known of a word.
  struct Meaning: OptionSet, Sendable {
    var rawValue: UInt16
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
    /// A credential if its value looks like one.
    static let vague = Meaning(rawValue: 256)
    /// A word of functions that take a name and give its value.
    static let lookUp = Meaning(rawValue: 512)
    /// Says that the value is made up (`fakeToken`, `wrongPassword`).
    static let pretence = Meaning(rawValue: 1024)
    /// Makes the token behind it a mark of a request, a page or a version.
    static let marker = Meaning(rawValue: 2048)
    /// Half of a pair whose other half is the secret: a key behind it, or the word itself.
    static let half = Meaning(rawValue: 4096)
    /// A function of one way: the password behind it is a hash.
    static let digest = Meaning(rawValue: 8192)
    /// Whether a token behind it may only tell a request from its repetition.
    static let client = Meaning(rawValue: 16384)
    /// Makes a marker's token a credential all the same.
    static let grant = Meaning(rawValue: 32768)
  }

  static let meanings: NameWordTable = {
    var table = NameWordTable()
    for (words, meaning) in lists {
      for word in words { table.insert(word, meaning.rawValue) }
    }
    return table
  }()

  private static let lists: [([String], Meaning)] = [
    (passwordWords, .password), (generatedWords, .generated), (keyQualifiers, .qualifier),
    (aspects + plainWords, .aspect), (negations, .negation), (["key"], .key),
    (["code"], .code), (["access"], .access), (vagueWords, .vague), (lookUps, .lookUp),
    (pretences, .pretence), (markers, .marker), (halves, .half), (digests, .digest),
    (["client"], .client), (["oauth"], .grant),
  ]

  private static let passwordWords = [
    "password", "passwords", "passwd", "passphrase", "pwd", "pass", "passcode", "pswd", "psw",
    "passwort", "kennwort", "contrasena", "senha", "motdepasse", "userpass", "passw",
    "pw",
  ]
  static let passwordEndings = ["password", "passwd", "passphrase", "pwd", "pass"]
    .map { NameWord($0) }
  /// Words that end like a credential and are none.
  private static let plainWords = [
    "compass", "encompass", "bypass", "surpass", "trespass", "overpass", "underpass", "lowpass",
    "highpass", "bandpass", "subpass", "renderpass", "multipass", "nopass", "nopasswd",
  ]
  private static let generatedWords = [
    "secret", "secrets", "token", "tokens", "apikey", "accesskey", "secretkey", "authkey",
    "privatekey", "credential", "credentials", "cred", "creds", "auth", "authorization",
    "apitoken", "authtoken", "accesstoken", "clientsecret", "bearer",
  ]
  static let generatedEndings = ["secret", "token", "apikey", "secretkey", "accesskey"]
    .map { NameWord($0) }
  private static let vagueWords = [
    "salt", "nonce", "verifier", "ticket", "sid", "sessionid", "sessid",
    "jsessionid", "phpsessid", "consumerkey", "clientkey", "userkey", "datakey", "otp", "totp",
    "pat",
  ]
  private static let keyQualifiers = [
    "api", "access", "secret", "private", "auth", "encryption", "encrypt", "signing", "sign",
    "account", "storage", "master", "service", "admin", "client", "license", "shared", "app",
    "application", "hmac", "aes", "session", "cookie", "crypt", "crypto", "cipher", "subscription",
    "webhook", "functions", "function", "host", "primary", "secondary", "server", "token",
    "oauth", "consumer", "integration", "security",
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
    "changed", "forgot", "recovery", "input", "form", "page", "screen", "view",
    "controller", "service", "manager", "provider", "factory", "handler", "helper", "util",
    "utils", "validator", "store", "storage", "source", "ref", "reference", "env", "var",
    "variable", "header", "prefix", "suffix", "version", "kind", "group", "scope", "scopes",
    "audience", "issuer", "index", "position", "request", "response", "callback", "event",
    "status", "state", "result", "exists", "valid", "strength", "rules", "scheme", "param",
    "params", "parameter", "selector", "column", "attribute", "property", "id", "ids", "arn",
    "namespace", "bucket", "engine", "mount", "volume", "template", "list", "map", "set", "array",
    "parser", "stream", "kinds", "bytes", "bits", "author", "authors", "by", "at", "date", "time",
    "usage", "price", "symbol", "address", "contract", "limits", "link", "button", "icon",
    "hash", "hashed", "hashes", "digest", "checksum", "fingerprint", "sha", "md", "identifier",
    "code", "codes", "down", "up", "press", "board", "frame", "frames", "schema", "options",
    "option", "used", "validity", "spec", "oid", "guid", "warning", "complexity", "modify",
    "config",
    "configuration", "flow", "tests", "user", "username", "keyword", "word", "check",
  ]

  /// Words before the credential's that make the value something else.
  private static let negations = [
    "public", "pub", "is", "has", "use", "uses", "using", "enable", "disable", "allow", "require",
    "requires", "forgot", "reset", "change", "show", "hide", "toggle", "no", "min", "max", "num",
    "missing", "empty", "csrf", "css", "foreign", "automount", "next", "page", "cancellation",
    "cancel", "continuation", "sort", "partition", "cache", "i", "lex", "lexer", "syntax", "parse",
    "with", "without", "author", "idempotency", "arrow", "shortcut", "hot", "registry", "object",
    "authenticity", "xsrf", "verification", "antiforgery", "lock", "sequence", "make", "generate",
    "hashed", "surrogate",
  ]

  /// Words before `token` in the fields of an API: the token tells one request from its repetition,
  /// says where a list goes on or which version is meant. It is random and opens nothing. OAuth 1
  /// has request tokens that do.
  private static let markers = [
    "request", "update", "export", "import", "starting", "resume", "resumption", "sync",
    "pagination", "paging", "cursor", "lifecycle", "revision", "dkim",
  ]

  /// What travels in the clear beside the secret that it is used with (RFC 5849, section 3.1), or is
  /// made for pages and apps, which anyone can read.
  private static let halves = ["nonce", "consumer", "consumerkey", "client", "clientkey"]

  private static let digests = ["sha", "md"]

  private static let lookUps = [
    "get", "env", "getenv", "environ", "find", "read", "lookup", "look", "select", "query",
    "param", "params", "input", "prompt", "ask", "translate", "gettext", "format", "sprintf",
    "printf", "match", "regex", "regexp", "compile", "test", "replace", "split", "fetch", "load",
    "resolve", "request", "header", "column", "field", "label", "require", "import", "t", "i",
    "contains", "equals", "has", "property", "resource", "message", "localized", "key", "keys",
    "exists", "pop", "val", "element", "by", "open", "join", "path", "file", "error", "errorf",
    "default", "index", "node", "child", "attr", "attribute", "flag", "option", "arg", "args",
    "argument", "max", "min", "len", "describe", "it", "should", "expect", "log", "print",
    "var", "bool", "int", "duration", "fmt", "type", "text", "caption", "title",
  ]

  private static let pretences = [
    "fake", "dummy", "example", "sample", "mock", "invalid", "wrong", "bad", "test", "testing",
    "expected", "placeholder", "default", "incorrect", "another", "other",
  ]
}
