/// Tokens that their first characters tell: those of widely used services, and private keys.
///
/// The secret rules know many more and find them in any file; these are what a policy needs to
/// judge an entry whose key says nothing.
enum KnownToken {
  /// A prefix, and how many letters, digits, `-` and `_` follow at least.
  private static let forms: [(prefix: StaticString, length: Int)] = [
    ("ghp_", 36), ("gho_", 36), ("ghs_", 36), ("ghu_", 36), ("github_pat_", 60), ("glpat-", 20),
    ("AKIA", 16), ("xoxb-", 24), ("xoxp-", 24), ("sk_live_", 24), ("rk_live_", 24), ("hvs.", 24),
    ("npm_", 36), ("dop_v1_", 64), ("AIza", 35), ("SG.", 40), ("AGE-SECRET-KEY-1", 58),
  ]

  /// The bytes of each token, in order.
  static func all(in bytes: [UInt8]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = 0
    while index < bytes.count {
      if index == 0 || !bytes[index - 1].isIdentifier, let end = end(in: bytes, at: index) {
        found.append(index..<end)
        index = end
      } else {
        index += 1
      }
    }
    return found
  }

  private static func end(in bytes: [UInt8], at start: Int) -> Int? {
    if bytes.has("-----BEGIN ", at: start) { return keyEnd(in: bytes, at: start) }
    for form in forms where bytes.has(form.prefix, at: start) {
      var end = start + form.prefix.utf8CodeUnitCount
      let tail = end
      while end < bytes.count,
        bytes[end].isIdentifier || bytes[end] == ascii("-") || bytes[end] == ascii(".")
      {
        end += 1
      }
      let distinct = Set(bytes[tail..<end]).count
      if end - tail >= form.length, distinct > 7 { return end }
    }
    return nil
  }

  /// The end of a PEM private key (RFC 7468, section 2) with a body.
  private static func keyEnd(in bytes: [UInt8], at start: Int) -> Int? {
    let line = bytes.text(start..<bytes.lineBreak(from: start, limit: bytes.count))
    guard line.contains("PRIVATE KEY-----") else { return nil }
    var end = start + 11
    while end < bytes.count, !bytes.has("-----END ", at: end) { end += 1 }
    guard end < bytes.count, end - start > 100 else { return nil }
    return bytes.lineBreak(from: end, limit: bytes.count)
  }
}
