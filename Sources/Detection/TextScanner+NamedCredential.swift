import PCRE
import Rules

extension TextScanner {
  /// Bytes behind a vendor's word within which a credential's name belongs to the vendor.
  private static let namedReach = 120
  /// Line breaks within that reach: a block's head, and two of its lines.
  private static let namedLines = 3

  /// Reads what is assigned to the name that holds `literal`, or to a credential's name shortly
  /// behind it, and considers the value as the secret of the rule.
  mutating func readNamedCredential(
    _ place: Int, in bytes: Span<UInt8>, literal: Range<Int>
  ) {
    let end = min(bytes.count, literal.upperBound + TextScanner.namedReach)
    var position = literal.lowerBound
    var lines = 0
    while let name = bytes.name(from: &position, to: end, lines: &lines),
      lines <= TextScanner.namedLines
    {
      let isOwn = name.lowerBound <= literal.lowerBound && literal.lowerBound < name.upperBound
      if isOwn {
        // The name of several literals is read for the first of them.
        if name.upperBound == progress[place].ownName.end {
          if progress[place].ownName.hasValue { break }
          continue
        }
        progress[place].ownName = (name.upperBound, false)
      } else if name.lowerBound < progress[place].searched {
        // What lies before was looked at for the literal before this one.
        continue
      }
      let promise = NamePromise(of: bytes.extracting(name))
      guard promise == .credential || isOwn && promise == .open else { continue }
      let distance = isOwn ? 1 : name.lowerBound - literal.upperBound + 2
      let isFound =
        ready.hasPattern(place)
        ? matchValue(of: place, in: bytes, behind: name, distance: distance)
        : scoreValue(of: place, in: bytes, name: name, distance: distance)
      if isFound {
        progress[place].ownName.hasValue = isOwn
        break
      }
    }
    progress[place].searched = max(progress[place].searched, position)
  }

  private mutating func matchValue(
    of place: Int, in bytes: Span<UInt8>, behind name: Range<Int>, distance: Int
  ) -> Bool {
    guard let pattern = ready.pattern(place) else { return false }
    let end = min(bytes.count, name.upperBound + AssignmentReader.reachBehind)
    // A limit that is hit here leaves the value to the generic rule.
    let isMatched =
      (try? scratch.match(pattern, in: bytes, from: name.upperBound, to: end, anchored: true))
      ?? false
    guard isMatched, let whole = scratch.range(of: 0),
      let span = scratch.range(of: pattern.secretGroup), !span.isEmpty
    else {
      countMiss(place, at: name.upperBound, of: bytes.count)
      return false
    }
    consider(place, in: bytes, match: whole, span: span, distance: distance)
    countMatch(place, at: span.upperBound)
    return true
  }

  private mutating func scoreValue(
    of place: Int, in bytes: Span<UInt8>, name: Range<Int>, distance: Int
  ) -> Bool {
    var keyEnd = 0
    guard let score = ready.score(),
      let candidate = CredentialCandidate(
        around: name.lowerBound..<(name.lowerBound + 1), in: bytes, file: file,
        letters: score.letters, keyEnd: &keyEnd, isVendors: true),
      score.confidence(of: score.probability(of: candidate.features)) != nil
    else { return false }
    consider(
      place, in: bytes, match: candidate.value, span: candidate.value, distance: distance)
    return true
  }
}

extension Span where Element == UInt8 {
  /// The name at or behind `position`, which moves behind it; nil where none starts before `end`.
  ///
  /// What is longer than a name is none, and passed over.
  ///
  /// - Parameter lines: counts the line breaks that were passed.
  fileprivate func name(
    from position: inout Int, to end: Int, lines: inout Int
  ) -> Range<Int>? {
    while position < end {
      if self[position].isIdentifier {
        let start = position
        let limit = Swift.min(count, Swift.max(end, start + AssignmentReader.longestName) + 1)
        while position < limit, AssignmentReader.isKeyByte(self[position]) { position += 1 }
        if let key = AssignmentReader.keyRange(around: start..<(start + 1), in: self) {
          return key
        }
        if position - start <= AssignmentReader.longestName { return start..<position }
        continue
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
