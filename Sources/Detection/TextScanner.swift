import Findings
import PCRE
import Rules

/// Finds candidates in one text: literals first, then the rules that need them, where they stand.
///
/// One a thread: it owns the memory of matching and the patterns compiled so far.
struct TextScanner: ~Copyable {
  let rules: DetectionRules
  /// What expiry dates are compared with.
  private let today: CalendarDate
  var scratch = MatchScratch()
  /// Patterns, compiled when a rule is first tried.
  private var patterns: [Pattern?]
  private var hits: [LiteralFilter.Hit] = []
  /// For each rule, how far the text is already searched.
  var searched: [Int]
  /// The path of the last text: a history brings the versions of a file one after the other.
  private var path: RepositoryPath?
  private(set) var style = ValueStyle.unknown
  /// For each rule, whether it is for that path, nil as long as nobody asked.
  private var isForPath: [Bool?]
  private var candidates: [Candidate] = []
  /// Texts that have a vendor's form and are none of its credentials: nothing generic either.
  private var disproven: [Range<Int>] = []
  private var limits: [(rule: Int, offset: Int)] = []
  private var markers: [Int] = []

  /// Matches of one rule in one text after which it gives up.
  private static let matchesPerRule = 5_000

  /// Bytes on each side of a literal that `Anchor.line` reads at most.
  private static let lineReach = 2_000
  /// Bytes behind a literal that `Anchor.start` reads at most: more than the longest private key.
  private static let startReach = 16_384

  init(_ rules: DetectionRules, today: CalendarDate) {
    self.rules = rules
    self.today = today
    patterns = Array(repeating: nil, count: rules.rules.count)
    searched = Array(repeating: 0, count: rules.rules.count)
    isForPath = rules.globs.map { $0 == nil ? true : nil }
  }

  /// What was found in a text.
  struct Outcome {
    var candidates: [Candidate]
    var limits: [(rule: Int, offset: Int)]
    /// Byte offsets of each inline suppression.
    var markers: [Int]

    /// Whether there is nothing to say about the text, as for nearly every one.
    var isEmpty: Bool { candidates.isEmpty && limits.isEmpty && markers.isEmpty }
  }

  /// Scans a text with every rule that is for `path`.
  mutating func scan(_ bytes: Span<UInt8>, path: RepositoryPath) -> Outcome {
    let rules = self.rules
    start(path)
    rules.filter.appendHits(in: bytes, to: &hits)
    for hit in hits {
      if hit.literal >= rules.suppressionLiteral { markers.append(hit.offset) }
      for rule in rules.rulesOfLiteral[hit.literal] where isFor(path, rule) {
        apply(rule, to: bytes, hit: hit, length: rules.literalLengths[hit.literal])
      }
    }
    for rule in rules.fileRules where isFor(path, rule) {
      search(rule, in: bytes, from: 0, to: bytes.count, isAnchored: false)
    }
    return finish()
  }

  /// Scans a text that is no source: a binary file, or what an encoding held. Only rules whose
  /// literal starts a match of high confidence take part.
  mutating func scanStrictly(_ bytes: Span<UInt8>) -> Outcome {
    let rules = self.rules
    hits.removeAll(keepingCapacity: true)
    rules.strictFilter.appendHits(in: bytes, to: &hits)
    for hit in hits {
      for rule in rules.rulesOfStrictLiteral[hit.literal] {
        let end = min(bytes.count, hit.offset + TextScanner.startReach)
        search(rule, in: bytes, from: hit.offset, to: end, isAnchored: true)
      }
    }
    return finish()
  }

  private mutating func start(_ path: RepositoryPath) {
    hits.removeAll(keepingCapacity: true)
    for index in searched.indices { searched[index] = 0 }
    guard path != self.path else { return }
    self.path = path
    style = ValueStyle(path: path.bytes)
    for rule in rules.pathRules { isForPath[rule] = nil }
  }

  private mutating func finish() -> Outcome {
    let rules = self.rules.rules
    let disproven = self.disproven
    let left = candidates.filter { candidate in
      rules[candidate.rule].precedence != .generic
        || !disproven.contains { $0.overlaps(candidate.span) }
    }
    let outcome = Outcome(candidates: left, limits: limits, markers: markers)
    candidates = []
    self.disproven = []
    limits = []
    markers = []
    return outcome
  }

  private mutating func isFor(_ path: RepositoryPath, _ rule: Int) -> Bool {
    if let isFor = isForPath[rule] { return isFor }
    let isFor = rules.globs[rule]?.matches(path) ?? true
    isForPath[rule] = isFor
    return isFor
  }

  private mutating func apply(
    _ rule: Int, to bytes: Span<UInt8>, hit: LiteralFilter.Hit, length: Int
  ) {
    switch rules.kinds[rule] {
    case .credential:
      readCredential(rule, in: bytes, keyword: hit.offset..<(hit.offset + length))
    case .namedCredential:
      readNamedCredential(rule, in: bytes, literal: hit.offset..<(hit.offset + length))
    case .kubernetesSecret:
      readKubernetesSecret(rule, in: bytes, kind: hit.offset, end: hit.offset + length)
    case .start:
      let end = min(bytes.count, hit.offset + TextScanner.startReach)
      search(rule, in: bytes, from: hit.offset, to: end, isAnchored: true)
    case .window(let before, let after):
      let start = max(searched[rule], hit.offset - before)
      let end = min(bytes.count, hit.offset + length + after)
      if start < end { search(rule, in: bytes, from: start, to: end, isAnchored: false) }
    case .line:
      let reach = TextScanner.lineReach
      let start = bytes.lineStart(
        of: hit.offset, notBefore: max(searched[rule], hit.offset - reach))
      let end = bytes.lineEnd(of: hit.offset, notBehind: min(bytes.count, hit.offset + reach))
      if start < end { search(rule, in: bytes, from: start, to: end, isAnchored: false) }
    case .file:
      guard searched[rule] == 0 else { return }
      search(rule, in: bytes, from: 0, to: bytes.count, isAnchored: false)
      searched[rule] = max(1, bytes.count)
    }
  }

  // MARK: Patterns

  private mutating func search(
    _ rule: Int, in bytes: Span<UInt8>, from start: Int, to end: Int, isAnchored: Bool
  ) {
    guard let pattern = pattern(rule) else { return }
    var position = start
    var count = 0
    while position <= end {
      let isMatched: Bool
      do {
        isMatched = try scratch.match(
          pattern, in: bytes, from: position, to: end, anchored: isAnchored)
      } catch {
        limits.append((rule, position))
        return
      }
      guard isMatched, let whole = scratch.range(of: 0) else { break }
      let span = scratch.range(of: pattern.secretGroup) ?? whole
      searched[rule] = max(searched[rule], whole.upperBound)
      if !span.isEmpty { consider(rule, in: bytes, match: whole, span: span) }
      position = max(whole.upperBound, position + 1)
      count += 1
      if isAnchored { break }
      if count == TextScanner.matchesPerRule {
        limits.append((rule, position))
        break
      }
    }
  }

  mutating func pattern(_ rule: Int) -> Pattern? {
    if let pattern = patterns[rule] { return pattern }
    guard let expression = rules.rules[rule].expression else { return nil }
    do {
      let pattern = try Pattern(expression.text, caseless: expression.isCaseless)
      patterns[rule] = pattern
      return pattern
    } catch {
      // Every pattern was compiled once when its file was read: this one cannot fail now.
      preconditionFailure("the pattern of \(rules.rules[rule].id) no longer compiles: \(error)")
    }
  }

  /// Adds what a rule matched, unless its own proofs speak against it.
  ///
  /// - Parameter distance: bytes between what names the credential and the credential.
  mutating func consider(
    _ rule: Int, in bytes: Span<UInt8>, match: Range<Int>, span: Range<Int>, distance: Int = 0
  ) {
    let secretRule = rules.rules[rule]
    let secret = bytes.copy(span)
    var confidence = secretRule.confidence
    var proof: Proof?
    if let validator = secretRule.validator {
      let outcome = Validation.outcome(of: secret, by: validator, today: today)
      proof = outcome.proof
      switch outcome {
      case .disproven:
        disproven.append(span)
        return
      case .proven: confidence = .high
      case .doubted: confidence = .low
      case .plausible, .fitting: break
      }
    }
    // A proof that speaks for the secret, or has looked at its words, is not overruled by them.
    let isJudged = proof?.outcome == .proven || secretRule.validator?.judgesWords ?? false
    if !isJudged, secretRule.dropsPlaceholders, Placeholder.isPlaceholder(secret) {
      disproven.append(span)
      return
    }
    if secretRule.minimumEntropy > 0, Entropy.shannon(secret) < secretRule.minimumEntropy { return }
    guard hasContext(rule, in: bytes, around: match) else { return }
    candidates.append(
      Candidate(
        rule: rule, span: span, match: match, secret: secret, confidence: confidence,
        distance: distance, proof: proof))
  }

  private func hasContext(_ rule: Int, in bytes: Span<UInt8>, around match: Range<Int>) -> Bool {
    let words = rules.contexts[rule]
    if words.isEmpty { return true }
    let reach = SecretRule.contextReach
    let lower = max(0, match.lowerBound - reach)
    let upper = min(bytes.count, match.upperBound + reach)
    return (lower..<upper).contains { offset in
      words.contains { bytes.hasWord($0, at: offset) }
    }
  }

  // MARK: Structured matchers

  private mutating func readCredential(
    _ rule: Int, in bytes: Span<UInt8>, keyword: Range<Int>
  ) {
    guard keyword.lowerBound >= searched[rule],
      AssignmentGlance.mayFind(keyword, in: bytes, style: style)
    else { return }
    let lower = max(0, keyword.lowerBound - AssignmentReader.reachBefore)
    let upper = min(bytes.count, keyword.upperBound + AssignmentReader.reachBehind)
    let text = bytes.copy(lower..<upper)
    var reader = AssignmentReader(text, style: style)
    let local = (keyword.lowerBound - lower)..<(keyword.upperBound - lower)
    guard let assignment = reader.assignment(around: local) else { return }
    searched[rule] = lower + assignment.key.upperBound
    guard let key = CredentialKey(name: text.span.extracting(assignment.key)) else { return }
    let value = Array(text[assignment.value])
    guard !isSealed(value, behind: text[..<assignment.key.lowerBound]) else { return }
    let score = CredentialScore(key: key, assignment: assignment, value: value, style: style)
    guard score.probability >= CredentialScore.reported else { return }
    searched[rule] = lower + assignment.value.upperBound
    candidates.append(
      Candidate(
        rule: rule,
        span: (lower + assignment.value.lowerBound)..<(lower + assignment.value.upperBound),
        match: (lower + min(assignment.key.lowerBound, assignment.value.lowerBound))..<(lower
          + max(assignment.key.upperBound, assignment.value.upperBound)),
        secret: value,
        confidence: score.probability >= CredentialScore.medium ? .medium : .low))
  }

  /// Whether `value` is the ciphertext of a SealedSecret: RSA-OAEP of a session key, whose length of
  /// 512 bytes comes first (bitnami-labs/sealed-secrets, pkg/crypto, `HybridEncrypt`).
  private func isSealed(_ value: [UInt8], behind text: ArraySlice<UInt8>) -> Bool {
    value.starts(with: "Ag".utf8) && value.allSatisfy { Base64.isDigit($0) || $0 == ascii("=") }
      && (value.count > 300 || Placeholder.contains(Array(text), Array("encryptedData".utf8)))
  }

  private mutating func readKubernetesSecret(
    _ rule: Int, in bytes: Span<UInt8>, kind: Int, end: Int
  ) {
    let lower = max(0, kind - KubernetesSecret.reach)
    let upper = min(bytes.count, end + KubernetesSecret.reach)
    let object = KubernetesSecret(bytes.copy(lower..<upper), base: lower)
    for entry in object.entries(kind: kind, end: end) {
      guard !KubernetesValue.isPublic(key: entry.key) else { continue }
      let written = bytes.copy(entry.value)
      guard !Placeholder.isReference(written) else { continue }
      let decoded =
        entry.isEncoded ? Base64.decode(written.filter { !$0.isLineBreak && !$0.isBlank }) : written
      guard let secret = decoded, KubernetesValue.isSecret(secret) else { continue }
      candidates.append(
        Candidate(
          rule: rule, span: entry.value, secret: secret, confidence: rules.rules[rule].confidence,
          encoding: entry.isEncoded ? "base64" : nil))
    }
  }
}
