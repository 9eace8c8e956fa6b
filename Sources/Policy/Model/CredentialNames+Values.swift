import Detection
import Rules

/// What the keys of values files and templates mean: there, much that speaks of a secret is the name
/// of one.
extension CredentialNames {
  /// What stands under a key.
  enum Meaning: Sendable {
    /// The credential itself.
    case credential
    /// A Secret's name or the credential: the value has to tell.
    case nameOrCredential
    /// Neither.
    case other
  }

  /// What `key` holds by its last words (`adminPassword`, `API_KEY`, `tlsSecret`).
  func meaning(of key: String) -> Meaning {
    let listed = settings.credentialKeys
    if listed.except.contains(where: { matches($0, key) }) { return .other }
    if listed.match.contains(where: { matches($0, key) }) { return .credential }
    var words = CredentialNames.words(of: key)
    // `passwordB`, `token_v`: what tells two apart.
    while words.count > 1, words[words.count - 1].count == 1 { words.removeLast() }
    guard let last = words.last, isCredential(key), !words.contains("existing") else {
      return .other
    }
    let before = words.dropLast().last
    for ending in ["secret", "secrets"] where last.hasSuffix(ending) {
      let qualifier = last == ending ? before : String(last.dropLast(ending.count))
      return CredentialNames.secretQualifiers.contains(qualifier ?? "")
        ? .credential : .nameOrCredential
    }
    if CredentialNames.vagueWords.contains(last) { return .nameOrCredential }
    if CredentialNames.isCredentialName(last) { return .credential }
    guard let before, CredentialNames.isCredentialName("\(before)_\(last)") else {
      return .other
    }
    // `passwordKey` is the key of a Secret; `secretKey` and `authKey` are keys of their own.
    let isAboutCredential = CredentialNames.isCredentialName(before)
    return !isAboutCredential || ["secret", "auth"].contains(before) && last == "key"
      ? .credential : .other
  }

  /// Whether `value` under `key` is a literal credential.
  func holdsCredential(_ key: String, _ value: String) -> Bool {
    guard isLiteral(value), !value.contains("://"), !CredentialNames.isFileName(value),
      !PlainValue.isPlain(value)
    else { return false }
    switch meaning(of: key) {
    case .credential: return true
    case .nameOrCredential: return !CredentialNames.isObjectName(value)
    case .other: return false
    }
  }

  /// Whether `key` says where a credential is or how it is used, and never holds one
  /// (`passwordKey`, `existingSecret`, `tokenFile`).
  func describesCredential(_ key: String) -> Bool {
    guard meaning(of: key) == .other else { return false }
    let words = CredentialNames.words(of: key)
    return words.contains("existing")
      || ["name", "ref", "file", "files", "path", "url", "ttl"].contains(words.last ?? "")
      || words.last == "key" && ["user", "username"].contains(words.dropLast().last)
      || words.contains { CredentialNames.isCredentialName($0) }
  }

  /// Whether `key` names an existing Secret (`existingSecret`, `auth.existingPasswordSecret`,
  /// `credentialsSecret`, `secretName`).
  static func namesSecret(_ key: String) -> Bool {
    let words = words(of: key)
    if words == ["secret", "name"] || words == ["credentials", "secret"] { return true }
    if words.suffix(2) == ["secret", "ref"] { return true }
    guard words.contains("existing"), words.contains(where: { $0.hasPrefix("secret") }) else {
      return false
    }
    return ["secret", "name"].contains(words.last)
  }

  /// Whether Shrike's own words make `name` one of a credential.
  static func isCredentialName(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    return CredentialKey(name: bytes.span)?.isExplicit == true
  }

  /// The words of a key in lower case, split at separators, at case changes and at digits.
  static func words(of key: String) -> [String] {
    let bytes = Array(key.utf8)
    var words: [String] = []
    var word = ""
    for (index, byte) in bytes.enumerated() {
      let isUpper = byte.isLetter && byte != byte.lowered
      let follows = index > 0 && bytes[index - 1] == bytes[index - 1].lowered
      let leads =
        index + 1 < bytes.count && bytes[index + 1].isLetter
        && bytes[index + 1] == bytes[index + 1].lowered
      if !byte.isLetter || isUpper && (follows || leads) {
        if !word.isEmpty { words.append(word) }
        word = ""
      }
      if byte.isLetter { word.unicodeScalars.append(Unicode.Scalar(byte.lowered)) }
    }
    return word.isEmpty ? words : words + [word]
  }

  /// Whether `text` can be the name of a Secret (RFC 1123, as Kubernetes takes it).
  static func isObjectName(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 253
      && text.utf8.allSatisfy { byte in
        byte.isDigit || byte.isLetter && byte == byte.lowered || "-.".utf8.contains(byte)
      }
      && text.utf8.first.map(\.isAlphanumeric) == true
      && text.utf8.last.map(\.isAlphanumeric) == true
  }

  /// Whether `text` is the name of a file that a key or certificate is kept in (`tls.key`).
  private static func isFileName(_ text: String) -> Bool {
    guard let dot = text.lastIndex(of: "."), !text.contains(where: \.isWhitespace) else {
      return false
    }
    return ["key", "crt", "pem", "json", "yaml", "yml", "p12", "jks", "txt"]
      .contains(text[text.index(after: dot)...])
  }

  /// Words before `secret` that make it a value: `jwtSecret`, `CLIENT_SECRET`.
  private static let secretQualifiers: Set<String> = [
    "jwt", "client", "app", "application", "session", "signing", "shared", "webhook", "cookie",
    "hmac", "oauth", "consumer", "api", "access", "encryption", "nextauth", "totp", "state",
    "refresh", "csrf", "hash", "otp", "bot", "master",
  ]

  /// Words that stand for a credential as often as for the object that holds it.
  private static let vagueWords: Set<String> = [
    "credential", "credentials", "cred", "creds", "auth", "authorization", "bearer", "signature",
    "nonce", "salt",
  ]
}
