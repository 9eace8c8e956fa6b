/// Tells values that stand for a secret from secrets.
public enum Placeholder {
  /// Whether `value` is a reference, a template, a mask or a stock word that nobody means.
  public static func isPlaceholder(_ value: [UInt8]) -> Bool {
    isReference(value) || isMask(value) || isSequence(value) || stockWords.isAnyIn(value)
      || isPublished(value)
  }

  /// The same for a password, which may be short and plain: only what is surely none is dropped.
  public static func isPlaceholderPassword(_ value: [UInt8]) -> Bool {
    if value.count < 3 || isReference(value) || isMask(value) { return true }
    // In order through the digits, the alphabet or the keyboard; or no letter and digit of ASCII.
    if CharacterCounts.sequenced(value) * 5 >= value.count * 4 { return true }
    if !value.contains(where: \.isAlphanumeric) || isMadeOfNames(value) { return true }
    return isPasswordWord(value) || stockWords.isAnyIn(value) || isPublished(value)
      || isNameOfOne(value)
  }

  /// Whether the letters and digits of `value` are one of `passwordWords`.
  private static func isPasswordWord(_ value: [UInt8]) -> Bool {
    guard value.count(where: \.isAlphanumeric) <= longestPasswordWord else { return false }
    return passwordWords.contains(value.filter(\.isAlphanumeric).map(\.lowered))
  }

  private static let longestPasswordWord = passwordWords.lazy.map(\.count).max() ?? 0

  /// `test_password`, `DB-PASSWORD`: words of letters, of which the last is one for a credential.
  private static func isNameOfOne(_ value: [UInt8]) -> Bool {
    let isSeparator = { (byte: UInt8) in byte == ascii("_") || byte == ascii("-") }
    guard value.allSatisfy({ $0.isLetter || isSeparator($0) }) else { return false }
    let words = value.split(whereSeparator: isSeparator)
    guard words.count > 1, let last = words.last else { return false }
    return nameWords.contains(last.map(\.lowered))
  }

  /// `testpwd`, `my-secret-pw`, `test_password_123`: nothing but words for a credential, for somebody
  /// and for a test, and a number in order behind them; one of them for a credential.
  private static func isMadeOfNames(_ value: [UInt8]) -> Bool {
    var index = 0
    var isNamed = false
    while index < value.count {
      let name = credentialParts.longestWord(at: index, in: value)
      let length = max(name, otherParts.longestWord(at: index, in: value))
      if length > 0 {
        isNamed = isNamed || name == length
        index += length
      } else if "_-. ".utf8.contains(value[index]) {
        index += 1
      } else {
        return isNamed && numbersBehind.contains(Array(value[index...]))
      }
    }
    return isNamed
  }

  private static let credentialParts = WordSet([
    "password", "passwd", "passphrase", "pass", "pwd", "psw", "pw", "secret", "token",
  ])
  private static let otherParts = WordSet([
    "test", "testing", "user", "username", "name", "my", "your", "some", "the", "this", "is", "a",
    "an", "fake", "mock", "demo", "new", "old", "key", "valid", "invalid", "wrong", "bad", "ftp",
  ])
  private static let numbersBehind = Set(
    ["1", "2", "3", "12", "123", "1234", "12345", "321"].map { Array($0.utf8) })

  private static let nameWords = Set(
    ["password", "passwd", "pass", "pwd", "passphrase", "secret", "token", "key"]
      .map { Array($0.utf8) })

  /// `${VAR}`, `$VAR`, `$(command)`, `{{ template }}`, `<value>`, `%VAR%`, `@{name}`, `ENC[…]`,
  /// `#{name}`, `[name]`, `vault:path`, `op://…` and other pointers to where the secret is; and what
  /// has a part in «guillemets», as examples of rules have.
  public static func isReference(_ value: [UInt8]) -> Bool {
    guard let first = value.first, let last = value.last else { return true }
    let second = value.dropFirst().first ?? 0
    switch first {
    case ascii("$"):
      return second == ascii("{") || second == ascii("(") || second == ascii("$")
        || value.dropFirst().allSatisfy { $0.isIdentifier || $0 == ascii(".") || $0 == ascii(":") }
          && !value.dropFirst().allSatisfy(\.isDigit) && value.count < 40
    case ascii("{"):
      return second == ascii("{") || last == ascii("}") && !value.contains(ascii("\""))
    case ascii("<"): return last == ascii(">")
    case ascii("["): return last == ascii("]")
    case ascii("("): return last == ascii(")")
    case ascii("%"): return last == ascii("%") || last == ascii("s") && value.count == 2
    case ascii("@"), ascii("#"): return second == ascii("{") || second == ascii("@")
    case ascii("*"): return last == ascii("*")
    default: break
    }
    return references.longestWord(at: 0, in: value) > 0 || templateMarks.isAnyIn(value)
  }

  /// One character again and again, or nothing but `x`, `*`, `.`, `-`, `_`, `0` behind a prefix.
  public static func isMask(_ value: [UInt8]) -> Bool {
    if hasTwoBytes(value) { return true }
    let tail = value.suffix(max(6, value.count / 2)).map(\.lowered)
    guard let mark = tail.last, tail.count >= 6 else { return false }
    let isMaskByte =
      mark == ascii("x") || mark == ascii("*") || mark == ascii(".")
      || mark == ascii("0") || mark == ascii("-") || mark == ascii("_") || mark == ascii("a")
    return isMaskByte && tail.allSatisfy { $0 == mark || $0 == ascii("-") || $0 == ascii("_") }
  }

  /// Whether no more than two bytes differ.
  private static func hasTwoBytes(_ value: [UInt8]) -> Bool {
    guard let first = value.first else { return true }
    let second = value.first { $0 != first } ?? first
    return value.allSatisfy { $0 == first || $0 == second }
  }

  /// A run through the alphabet or the digits of eight or more, as people type for an example.
  static func isSequence(_ value: [UInt8]) -> Bool {
    var run = 1
    for (first, second) in zip(value, value.dropFirst()) {
      run =
        second.lowered == first.lowered &+ 1 || (first == ascii("9") && second == ascii("0"))
        ? run + 1 : 1
      if run >= 8 { return true }
    }
    return false
  }

  private static let references = WordSet([
    "enc[", "enc(", "vault:", "!secret ", "op://", "ref+", "secretref", "secretkeyref",
    "arn:aws:secretsmanager",
    "arn:aws:ssm", "ssm:", "aws-sm://",
    "gcp-sm://", "azure-kv://", "file://", "env:", "env.",
    "process.env", "os.environ", "os.getenv", "getenv", "system.getenv", "!ref", "!sub",
    "!vault", "secrets.", "var.", "local.", "data.", "module.", "keyvault", "@microsoft.keyvault",
  ])

  private static let templateMarks = WordSet(["${", "{{", "$(", "\\(", "#{", "«", "»"])

  /// Whether `value` is an example that everybody has seen, however well it is made.
  static func isPublished(_ value: [UInt8]) -> Bool { published.isAnyIn(value) }

  /// The key of many a manual of one-time passwords; the signatures of the tokens of jwt.io and of
  /// RFC 7515, appendix A.1; the examples of RFC 7617, section 2, and RFC 2617, section 3.5.
  private static let published = WordSet([
    "jbswy3dpehpk3pxp", "sflkxwrjsmekkf2qt4fwpmejf36pok6yjv_adqssw5c",
    "dbjftjez4cvp-mb92k27uhbuju1p1r_ww1gfwfoejxk", "qwxhzgrpbjpvcgvuihnlc2ftzq",
    "6629fae49393a05397450978507c4ef1",
  ])

  /// Words that stand in examples and, being five letters or longer, next to never in a random value:
  /// a short one would hide a real token that happens to spell it.
  private static let stockWords = WordSet([
    "example", "changeme", "change_me", "change-me", "placeholder", "your-", "your_", "yourpass",
    "yoursecret", "yourtoken", "yourkey", "yourapi", "replace", "insert", "dummy", "redacted",
    "xxxxx", "****", "<secret", "<token", "<pass", "notasecret", "not-a-secret",
    "not_a_secret",
    "fillme", "fill-me", "sample", "undefined", "not-set", "notset",
    "foobar", "deadbeef", "00000000", "-here", "_here", "......",
  ])

  private static let passwordWords: Set<[UInt8]> = Set(
    [
      "password", "passwd", "pass", "pwd", "passphrase", "secret", "token", "user", "username",
      "key", "apikey", "string", "str", "text", "value", "null", "none", "nil", "true", "false",
      "pw", "credentials", "xxx", "yyy", "zzz", "abc", "foo", "bar", "baz", "test", "any",
      "userpass", "mypassword", "thepassword", "newpassword", "oldpassword", "userpassword",
      "changeit", "todo", "mysecretpw", "mysecretpassword", "enterpassword", "secretpassword",
      "empty", "default", "optional", "required", "int", "bool", "object", "basic", "bearer", "xyz",
      "welcome", "anoncvs", "anonymous", "passwort", "kennwort",
    ].map { Array($0.utf8) })
}
