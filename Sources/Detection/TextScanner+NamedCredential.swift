import PCRE
import Rules

extension TextScanner {
  /// Bytes behind a vendor's word within which a credential's name belongs to the vendor.
  private static let namedReach = 120
  /// Line breaks within that reach: a block's head, and two of its lines.
  private static let namedLines = 3

  /// Bytes of a call in which its strings are looked at.
  private static let argumentsReach = 400
  /// Strings among a call's arguments that are looked at.
  private static let argumentsAtMost = 6

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
        ? isOwn && matchArgument(of: place, in: bytes, behind: name)
          || matchValue(of: place, in: bytes, behind: name, distance: distance)
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
    guard let found = value(of: place, in: bytes, at: name.upperBound) else {
      countMiss(place, at: name.upperBound, of: bytes.count)
      return false
    }
    consider(place, in: bytes, match: found.match, span: found.span, distance: distance)
    countMatch(place, at: found.span.upperBound)
    return true
  }

  /// What the rule's pattern finds at `offset`, behind a name or before a string.
  ///
  /// A limit that is hit here leaves the value to the generic rule.
  private mutating func value(
    of place: Int, in bytes: Span<UInt8>, at offset: Int
  ) -> (match: Range<Int>, span: Range<Int>)? {
    guard let pattern = ready.pattern(place) else { return nil }
    let end = min(bytes.count, offset + AssignmentReader.reachBehind)
    let isMatched =
      (try? scratch.match(pattern, in: bytes, from: offset, to: end, anchored: true)) ?? false
    guard isMatched, let match = scratch.range(of: 0),
      let span = scratch.range(of: pattern.secretGroup), !span.isEmpty
    else { return nil }
    return (match, span)
  }

  /// Looks for the value among the strings that a call takes, where `name` is the function's, the
  /// class's or, as a symbol, the first argument: `OpenTok("4667", "…")`, `provider :github, "…", "…"`.
  /// The last one counts: the secret comes behind its id.
  private mutating func matchArgument(
    of place: Int, in bytes: Span<UInt8>, behind name: Range<Int>
  ) -> Bool {
    guard name.upperBound < bytes.count else { return false }
    let opening = bytes[name.upperBound]
    let isSymbol = name.lowerBound > 0 && bytes[name.lowerBound - 1] == ascii(":")
    guard opening == ascii("(") || isSymbol && opening == ascii(",") else { return false }
    let reach = min(bytes.count, name.upperBound + TextScanner.argumentsReach)
    let end = isSymbol ? bytes.lineEnd(of: name.upperBound, notBehind: reach) : reach
    var found: (match: Range<Int>, span: Range<Int>)?
    var position = name.upperBound + 1
    var strings = 0
    while position < end, bytes[position] != ascii(")"), strings < TextScanner.argumentsAtMost {
      guard bytes[position].isQuote else {
        position += 1
        continue
      }
      let quote = bytes[position]
      strings += 1
      if let value = value(of: place, in: bytes, at: position) { found = value }
      position += 1
      while position < end, bytes[position] != quote, !bytes[position].isLineBreak { position += 1 }
      position += 1
    }
    guard let found else { return false }
    consider(place, in: bytes, match: found.match, span: found.span, distance: 1)
    countMatch(place, at: found.span.upperBound)
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
    countMatch(place, at: candidate.value.upperBound)
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
