import Detection
import Rules

extension CredentialNames {
  /// Whether `key: value` sets a credential to a text that stands there.
  func isCredential(_ key: String, value: String) -> Bool {
    guard isCredential(key), !isNameOfName(key), !isSetting(key), isLiteral(value),
      !isListedPlaceholder(value)
    else {
      return false
    }
    return !PlainValue.isPlain(value)
  }

  /// Whether `key` is a setting of something that deals with credentials: its last word says so
  /// (`kpasswd_server`, `rbd_secret_uuid`), or all that speaks of one is an `auth` before other words
  /// (`GF_AUTH_ANONYMOUS_ORG_ROLE`, `auth_strategy`).
  private func isSetting(_ key: String) -> Bool {
    if settings.credentialKeys.match.contains(where: { matches($0, key) }) { return false }
    let words = KeyWords.words(of: key)
    guard let last = words.last else { return false }
    if KeyWords.settingWords.contains(last) { return true }
    guard words.contains(where: KeyWords.areas.contains), !KeyWords.areas.contains(last),
      !["key", "code", "data", "basic", "string"].contains(last)
    else { return false }
    let rest = words.filter { !KeyWords.areas.contains($0) }
    return !CredentialNames.isCredentialName(rest.joined(separator: "_"))
  }

  /// Whether `key` names the key or the Secret under which a credential is found elsewhere:
  /// `passwordKey`, `secretKeys`, `EXISTING_SECRET`.
  private func isNameOfName(_ key: String) -> Bool {
    let words = KeyWords.words(of: key)
    if words.contains("existing") || words.last == "keys" { return true }
    return words.last == "key" && KeyWords.keyOwners.contains(words.dropLast().last ?? "")
  }

  /// Whether an entry of a Secret called `key` is public beside the ones that are not: a user, a
  /// host, a certificate.
  func isPublicEntry(_ key: String) -> Bool {
    if isCredential(key) { return false }
    let words = KeyWords.words(of: key)
    return words.last.map(KeyWords.publicWords.contains) ?? false
  }
}

/// The words that a key is made of.
enum KeyWords {
  /// Words whose `…Key` is the name of an entry and no key itself.
  static let keyOwners: Set<String> = ["password", "passwd", "username", "user", "token", "pass"]

  /// Last words that make a setting of a credential's name.
  static let settingWords: Set<String> = [
    "uuid", "server", "servers", "role", "roles", "strategy", "middleware",
  ]

  /// Words that stand for a credential only where they come last.
  static let areas: Set<String> = ["auth", "authorization"]

  static let publicWords: Set<String> = [
    "user", "username", "host", "hostname", "port", "database", "dbname", "db", "namespace",
    "region", "endpoint", "crt", "cert", "certificate", "ca", "name", "email", "domain", "server",
    "scheme", "type", "path", "bucket", "protocol", "sslmode", "schema", "pub", "project", "engine",
    "insecure", "enabled", "version", "level", "locale", "timezone",
  ]

  /// In lower case, split where the case changes and at everything that is no letter.
  static func words(of key: String) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    let bytes = Array(key.utf8)
    for (index, byte) in bytes.enumerated() {
      let isUpper = byte != byte.lowered
      let wasLower =
        index > 0 && bytes[index - 1].isLetter && bytes[index - 1].lowered == bytes[index - 1]
      let next = bytes.byte(index + 1)
      let startsWord = isUpper && next.isLetter && next.lowered == next
      if !byte.isLetter || (isUpper && (wasLower || startsWord)), !word.isEmpty {
        words.append(String(decoding: word, as: UTF8.self))
        word = []
      }
      if byte.isLetter { word.append(byte.lowered) }
    }
    if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
    return words
  }
}
