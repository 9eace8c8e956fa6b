import PCRE
import Rules

extension TextScanner {
  /// Bytes behind a vendor's word within which a credential's name belongs to the vendor.
  private static let namedReach = 120
  /// Line breaks within that reach: a block's head, and two of its lines.
  private static let namedLines = 3

  /// Reads what is assigned to the name that holds `literal`, or to a credential's name shortly
  /// behind it, and considers the value as the secret of `rule`.
  mutating func readNamedCredential(
    _ rule: Int, in bytes: Span<UInt8>, literal: Range<Int>
  ) {
    let end = min(bytes.count, literal.upperBound + TextScanner.namedReach)
    let pattern = ready.pattern(rule)
    var position = literal.lowerBound
    var lines = 0
    while let name = bytes.name(from: &position, to: end, lines: &lines),
      lines <= TextScanner.namedLines
    {
      let isOwn = name.lowerBound <= literal.lowerBound && literal.lowerBound < name.upperBound
      // What lies before was looked at for the literal before this one.
      guard isOwn || name.lowerBound >= searched[rule] else { continue }
      let promise = NamePromise(of: bytes.extracting(name))
      guard promise == .credential || isOwn && promise == .open else { continue }
      let distance = isOwn ? 1 : name.lowerBound - literal.upperBound + 2
      let isFound =
        if let pattern {
          matchValue(of: rule, pattern, in: bytes, behind: name, distance: distance)
        } else {
          scoreValue(of: rule, in: bytes, name: name, distance: distance)
        }
      if isFound { break }
    }
    searched[rule] = max(searched[rule], position)
  }

  private mutating func matchValue(
    of rule: Int, _ pattern: Pattern, in bytes: Span<UInt8>, behind name: Range<Int>, distance: Int
  ) -> Bool {
    let end = min(bytes.count, name.upperBound + AssignmentReader.reachBehind)
    // A limit that is hit here leaves the value to the generic rule.
    let isMatched =
      (try? scratch.match(pattern, in: bytes, from: name.upperBound, to: end, anchored: true))
      ?? false
    guard isMatched, let whole = scratch.range(of: 0),
      let span = scratch.range(of: pattern.secretGroup), !span.isEmpty
    else { return false }
    consider(rule, in: bytes, match: whole, span: span, distance: distance)
    return true
  }

  private mutating func scoreValue(
    of rule: Int, in bytes: Span<UInt8>, name: Range<Int>, distance: Int
  ) -> Bool {
    var keyEnd = 0
    guard let score = ready.score(),
      let candidate = CredentialCandidate(
        around: name.lowerBound..<(name.lowerBound + 1), in: bytes, file: file,
        letters: score.letters, keyEnd: &keyEnd, isVendors: true),
      score.confidence(of: score.probability(of: candidate.features)) != nil
    else { return false }
    consider(
      rule, in: bytes, match: candidate.value, span: candidate.value, distance: distance)
    return true
  }
}

extension Span where Element == UInt8 {
  /// The name at or behind `position`, which moves behind it; nil where none starts before `end`.
  ///
  /// - Parameter lines: counts the line breaks that were passed.
  fileprivate func name(
    from position: inout Int, to end: Int, lines: inout Int
  ) -> Range<Int>? {
    while position < end {
      if self[position].isIdentifier {
        let start = position
        while position < count, AssignmentReader.isKeyByte(self[position]) { position += 1 }
        return AssignmentReader.keyRange(around: start..<(start + 1), in: self)
          ?? start..<position
      }
      if self[position] == ascii("\n") { lines += 1 }
      position += 1
    }
    return nil
  }
}

/// What a name that holds a vendor's word promises of the value.
private enum NamePromise {
  /// A word for a credential.
  case credential
  /// Nothing of its own: `acme`, `ACME_KEY`, `acme_prod`.
  case open
  /// Something else: `ACME_APP_ID`, `acme.url`.
  case other

  init(of name: Span<UInt8>) {
    if CredentialKey(name: name) != nil {
      self = .credential
      return
    }
    // `ACME_SHA256_PASSWORD`, `acme_password_policy`.
    if CredentialKey.mentionsPassword(name) {
      self = .other
      return
    }
    var position = 0
    var last: NameWord?
    while let word = NameWord.next(in: name, from: &position) { last = word }
    self = last.map { NamePromise.publicWords.contains($0) } ?? false ? .other : .open
  }

  /// Last words of names whose values are public.
  private static let publicWords = [
    "id", "ids", "uuid", "guid", "url", "uri", "host", "hostname", "endpoint", "domain", "server",
    "path", "file", "dir", "name", "user", "username", "login", "email", "mail", "region", "zone",
    "version", "port", "hash", "sha", "digest", "checksum", "md", "commit", "rev", "revision",
    "ref", "branch", "bucket", "project", "org", "organization", "account", "workspace", "tenant",
    "integrity", "etag", "fingerprint", "image", "tag", "type", "model", "icon", "logo", "color",
    "com", "io", "net", "dev", "ai",
  ].map { NameWord($0) }
}
