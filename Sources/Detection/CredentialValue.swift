/// Rules out the values that no secret has, before anything is scored.
enum CredentialValue {
  /// Whether a value under a vague name may be looked at: long enough to tell, and with a digit.
  static func isTelling(_ value: [UInt8]) -> Bool {
    value.count >= 8 && value.contains(where: \.isDigit)
  }

  /// - Parameter text: what stands before the name.
  static func isPossible(_ value: [UInt8], behind text: ArraySlice<UInt8>) -> Bool {
    if value.count < 4 || Placeholder.isPlaceholderPassword(value) { return false }
    let blanks = value.count(where: \.isBlank)
    // A phrase of more than six words, or of two in another language than English: a text to read.
    if blanks > 5 || blanks > 0 && value.contains(where: { $0 >= 0x80 }) { return false }
    if otherMarks.isAnyIn(value) || value.starts(with: "-----".utf8) { return false }
    if isColour(value) || isEscaped(value) || isPattern(value) || isDate(value) { return false }
    // An ARN says where a key is.
    if value.starts(with: "arn:aws".utf8) { return false }
    if isNumber(value) || isAlgorithm(value) || isObjectIdentifier(value) { return false }
    return !isCrypt(value) && !isPublicKey(value) && !isEncodedPlaceholder(value)
      && !isSealed(value, behind: text)
  }

  /// Whether anyone may read the value: it says so itself, or a page hands it out.
  ///
  /// - Parameter text: what stands before the name.
  static func isPublic(_ value: [UInt8], behind text: ArraySlice<UInt8>) -> Bool {
    isPublishable(value) || isForScript(text)
  }

  /// Whether the value says itself that it is public: a publishable key, as Stripe, Clerk, Toss and
  /// others name theirs; a browser's key (New Relic, "Browser key"); a tokenization key (Braintree,
  /// "Tokenization Keys"); an id.
  private static func isPublishable(_ value: [UInt8]) -> Bool {
    if publicMarks.longestWord(at: 0, in: value) > 0 || publicWords.isAnyIn(value) { return true }
    // Twilio, "SIDs": two letters for the kind of resource, and its id.
    if value.count == 34, value.prefix(2).allSatisfy(\.isUpper),
      value.dropFirst(2).allSatisfy(\.isHexDigit)
    {
      return true
    }
    // Datadog, "Client tokens".
    if value.count == 35, value.starts(with: "pub".utf8),
      value.dropFirst(3).allSatisfy(\.isHexDigit)
    {
      return true
    }
    let parts = value.split(separator: ascii("_"), omittingEmptySubsequences: false)
    // Adyen, "Client-side authentication": `test_` or `live_`, and 32 letters and digits.
    if parts.count == 2, parts[1].count == 32, parts[1].allSatisfy({ $0.isUpper || $0.isDigit }),
      parts[0].elementsEqual("test".utf8) || parts[0].elementsEqual("live".utf8)
    {
      return true
    }
    return parts.count == 3 && parts[1].count == 8 && parts[2].count == 16
      && (parts[0].elementsEqual("sandbox".utf8) || parts[0].elementsEqual("production".utf8))
  }

  private static let publicMarks = WordSet([
    "pk_", "pk-", "pk.", "pub_", "pub-", "public_", "public-", "publishable",
    "test_ck_", "live_ck_", "test_pk_", "live_pk_", "rzp_live_", "rzp_test_", "nrjs-",
  ])

  private static let publicWords = WordSet(["_public_", "-public-", "_publishable_"])

  /// Whether the value says that it is for clients, which most often, and not always, are pages and
  /// apps that anyone can read (Statsig, LaunchDarkly, Midtrans).
  static func isForClients(_ value: [UInt8]) -> Bool {
    value.starts(with: "client-".utf8) || clientWords.isAnyIn(value)
  }

  private static let clientWords = WordSet(["-client-", "_client_"])

  /// Whether `text`, what stands before a name, ends in a script element's attributes or where the
  /// query of a script's address starts: whoever opens the page reads what follows.
  private static func isForScript(_ text: ArraySlice<UInt8>) -> Bool {
    if text.suffix(4).elementsEqual(".js?".utf8) { return true }
    guard let mark = text.lastIndex(where: { $0 == ascii("<") || $0 == ascii(">") }) else {
      return false
    }
    return text[mark...].prefix(8).elementsEqual("<script ".utf8)
  }

  /// An address, and a text that was cut.
  private static let otherMarks = WordSet(["://", "...", "…"])

  /// A password's hash in the form of crypt(5): `$6$…`, `$2b$…`, `$argon2id$…`, `{SHA}…`, `sha1$…`.
  private static func isCrypt(_ value: [UInt8]) -> Bool {
    if plainSchemes.longestWord(at: 0, in: value) > 0 { return false }
    if value.first == ascii("$") || value.first == ascii("{") {
      return value.count > 20
        && value.dropFirst().prefix(12).contains { $0 == ascii("$") || $0 == ascii("}") }
    }
    return value.count > 24 && value.count { $0 == ascii("$") } > 1
  }

  /// Marks of a password that is not hashed (Spring Security, "Password Storage Format"; Dovecot,
  /// "Password Schemes").
  private static let plainSchemes = WordSet(["{noop}", "{plain}", "{cleartext}", "{clear}"])

  /// base64 of the DER of a SubjectPublicKeyInfo or a certificate (RFC 5280, section 4.1): a
  /// sequence in a sequence, where a private key has a version first.
  private static func isPublicKey(_ value: [UInt8]) -> Bool {
    guard value.count > 40, value.starts(with: "M".utf8),
      let bytes = Base64.decode(Array(value.prefix(16)))
    else { return value.starts(with: "ssh-".utf8) || value.starts(with: "ecdsa-".utf8) }
    guard bytes.first == 0x30, bytes.count > 8 else { return false }
    let lengthBytes = bytes[1] < 0x80 ? 0 : Int(bytes[1] & 0x7F)
    let content = 2 + lengthBytes
    return lengthBytes < 4 && bytes[content] == 0x30
  }

  /// `#4f6d7a`.
  private static func isColour(_ value: [UInt8]) -> Bool {
    value.first == ascii("#") && (value.count == 4 || value.count == 7)
      && value.dropFirst().allSatisfy(\.isHexDigit)
  }

  /// A number in hexadecimal, of 64 bits at most: an option's bit, an address.
  private static func isNumber(_ value: [UInt8]) -> Bool {
    value.count <= 18 && value.first == ascii("0") && value.dropFirst().first?.lowered == ascii("x")
      && value.dropFirst(2).allSatisfy(\.isHexDigit)
  }

  /// An object identifier (RFC 4512, section 1.4): numbers with six dots or more between them.
  private static func isObjectIdentifier(_ value: [UInt8]) -> Bool {
    value.allSatisfy { $0.isDigit || $0 == ascii(".") }
      && value.count { $0 == ascii(".") } > 5
  }

  private static func isAlgorithm(_ value: [UInt8]) -> Bool {
    guard value.count(where: \.isAlphanumeric) <= longestAlgorithm else { return false }
    return algorithms.contains(value.filter(\.isAlphanumeric).map(\.lowered))
  }

  private static let longestAlgorithm = algorithms.lazy.map(\.count).max() ?? 0

  /// What stands beside keys and secrets and says how they are used (RFC 7518, RFC 8037, and the
  /// generators of C++), letters and digits only.
  private static let algorithms = Set(
    [
      "hs256", "hs384", "hs512", "rs256", "rs384", "rs512", "es256", "es384", "es512", "ps256",
      "ps384", "ps512", "eddsa", "ed25519", "ed448", "x25519", "x448", "secp256k1", "prime256v1",
      "secp256r1", "secp384r1", "sha1", "sha224", "sha256", "sha384", "sha512", "hmacsha1",
      "hmacsha256", "hmacsha512", "aes128", "aes192", "aes256", "aes128gcm", "aes256gcm",
      "aes128cbc", "aes256cbc", "chacha20poly1305", "rsa2048", "rsa4096", "bcrypt", "scrypt",
      "argon2", "argon2id", "pbkdf2", "mt19937", "blake2b", "ripemd160",
    ].map { Array($0.utf8) })

  /// A date of ISO 8601, with or without a time.
  private static func isDate(_ value: [UInt8]) -> Bool {
    value.count >= 10
      && value.prefix(10).enumerated().allSatisfy { index, byte in
        index == 4 || index == 7 ? byte == ascii("-") : byte.isDigit
      }
  }

  /// A regular expression.
  private static func isPattern(_ value: [UInt8]) -> Bool {
    patternMarks.isAnyIn(value) || isChoice(value)
  }

  private static let patternMarks = WordSet(
    ["(?", "[^", "\\w", "\\d", "\\s", "[A-Z", "[a-z", "[0-9", "0-9A-Z", "0-9a-z", "A-Za-z"],
    matchesCase: true)

  /// `(A|B|C|D`: alternatives of a pattern, in part or whole.
  private static func isChoice(_ value: [UInt8]) -> Bool {
    value.first == ascii("(") && value.count { $0 == ascii("|") } > 2
  }

  /// Hardly anything but escapes (`\xe5`, `\u0141`) and character references (`&#229;`): bytes or
  /// letters that a test is about.
  private static func isEscaped(_ value: [UInt8]) -> Bool {
    var plain = 0
    var index = 0
    while index < value.count {
      let next = index + 1 < value.count ? value[index + 1] : 0
      if value[index] == ascii("\\") {
        index += next == ascii("x") ? 4 : next == ascii("u") ? 6 : 2
      } else if value[index] == ascii("&"), let end = value[index...].firstIndex(of: ascii(";")) {
        index = end + 1
      } else {
        plain += 1
        index += 1
      }
    }
    return plain < 4
  }

  /// base64 of a text that is no secret itself.
  private static func isEncodedPlaceholder(_ value: [UInt8]) -> Bool {
    guard value.count >= 8, let decoded = Base64.decode(value),
      decoded.allSatisfy({ $0 >= 0x20 && $0 < 0x7F })
    else { return false }
    let password = decoded.firstIndex(of: ascii(":")).map { Array(decoded[($0 + 1)...]) } ?? decoded
    return Placeholder.isPlaceholderPassword(password)
  }

  /// Whether `value` is the ciphertext of a SealedSecret: RSA-OAEP of a session key, whose length of
  /// 512 bytes comes first (bitnami-labs/sealed-secrets, pkg/crypto, `HybridEncrypt`).
  private static func isSealed(_ value: [UInt8], behind text: ArraySlice<UInt8>) -> Bool {
    value.starts(with: "Ag".utf8) && value.allSatisfy { Base64.isDigit($0) || $0 == ascii("=") }
      && (value.count > 300 || sealedBlock.isAnyIn(Array(text)))
  }

  private static let sealedBlock = WordSet(["encryptedData"], matchesCase: true)
}
