extension CredentialFeatures {
  /// How far the letters of the value read as words.
  mutating func observeWords(of value: [UInt8], letters: LetterCosts) {
    var total = 0.0
    var count = 0
    var plainest = 8.0
    var start = 0
    while let run = CredentialFeatures.nextRun(in: value, from: &start) {
      let cost = letters.cost(of: value[run])
      total += cost
      count += run.count
      if run.count > 2 { plainest = min(plainest, cost / Double(run.count)) }
    }
    self[.rarity] = count == 0 ? 0 : total / Double(count)
    self[.surprise] = count == 0 ? 0 : total - 4 * Double(count)
    self[.plainestRun] = plainest
    self[.stockWords] = CredentialFeatures.stockShare(of: value)
    set(.identifier, if: CredentialFeatures.isIdentifier(value))
  }

  /// The next run of letters, split where a capital follows a small letter.
  private static func nextRun(in value: [UInt8], from start: inout Int) -> Range<Int>? {
    while start < value.count, !value[start].isLetter { start += 1 }
    guard start < value.count else { return nil }
    let first = start
    start += 1
    while start < value.count, value[start].isLetter {
      if value[start].isUpper, value[start - 1].isLower { break }
      start += 1
    }
    return first..<start
  }

  /// Letters, at most one digit, joined by one kind of sign or by capitals.
  private static func isIdentifier(_ value: [UInt8]) -> Bool {
    var joints = 0
    var digits = 0
    var humps = 0
    var previous: UInt8 = 0
    for byte in value {
      if byte == ascii("_") || byte == ascii("-") || byte == ascii(".") {
        joints += 1
      } else if byte.isDigit {
        digits += 1
      } else if !byte.isLetter {
        return false
      } else if byte.isUpper, previous.isLower {
        humps += 1
      }
      previous = byte
    }
    return digits <= 1 && (joints > 0 || humps > 0)
  }

  private static func stockShare(of value: [UInt8]) -> Double {
    guard !value.isEmpty else { return 0 }
    var covered = 0
    var index = 0
    while index < value.count {
      let length = stock.longestWord(at: index, in: value)
      covered += length
      index += max(1, length)
    }
    return Double(covered) / Double(value.count)
  }

  /// What people type for a password that protects nothing, and what examples are made of.
  private static let stock = WordSet([
    "password", "passwd", "passphrase", "passw0rd", "pass", "pwd", "secret", "token", "apikey",
    "admin", "administrator", "root", "user", "username", "guest", "login", "test", "testing",
    "demo", "example", "sample", "default", "foo", "bar", "baz", "hello", "world", "welcome",
    "qwerty", "letmein", "changeit", "change", "dummy", "fake", "mock", "valid", "wrong", "some",
    "your", "mysql", "postgres", "redis", "mongo", "oauth", "auth", "client", "server", "key",
    "value", "string", "bearer", "basic", "access", "credential", "private", "public", "super",
    "12345", "1234", "4321",
  ])
}
