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
  var ready: ReadyRules
  var scratch: MatchScratch
  private var hits: [LiteralFilter.Hit] = []
  /// For each rule, how far the text is already searched.
  var searched: [Int]
  /// The path of the last text: a history brings the versions of a file one after the other.
  private var path: RepositoryPath?
  private(set) var file = FileTraits.unknown
  /// The filter for text found inside an encoding or a binary file, made where there is one: the
  /// literals of strict rules.
  private var strictFilter: LiteralFilter?
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

  /// - Parameter matchLimit: backtracking steps that one match may take.
  init(
    _ rules: DetectionRules, today: CalendarDate, matchLimit: UInt32 = MatchScratch.matchLimit
  ) {
    self.rules = rules
    scratch = MatchScratch(matchLimit: matchLimit)
    self.today = today
    ready = ReadyRules(rules.ruleSet)
    searched = Array(repeating: 0, count: rules.ruleSet.count)
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
      let literal = rules.literals.entries[hit.literal]
      if literal.rules.isEmpty { markers.append(hit.offset) }
      for owner in literal.rules {
        let rule = Int(rules.literals.rules[owner].rule)
        guard ready.isForPath(rule) else { continue }
        apply(rule, to: bytes, hit: hit, length: Int(literal.count))
      }
    }
    for rule in rules.fileRules where ready.isForPath(rule) {
      search(rule, in: bytes, from: 0, to: bytes.count, isAnchored: false)
    }
    return finish()
  }

  /// Scans a text that is no source: a binary file, or what an encoding held. Only rules whose
  /// literal starts a match of high confidence take part.
  mutating func scanStrictly(_ bytes: Span<UInt8>) -> Outcome {
    let rules = self.rules
    hits.removeAll(keepingCapacity: true)
    let filter = strictFilter ?? LiteralFilter(rules.literals.strict)
    strictFilter = filter
    filter.appendHits(in: bytes, to: &hits)
    for hit in hits {
      for owner in filter.table.entries[hit.literal].rules {
        let rule = Int(filter.table.rules[owner].rule)
        let end = min(bytes.count, hit.offset + TextScanner.startReach)
        search(rule, in: bytes, from: hit.offset, to: end, isAnchored: true)
      }
    }
    return finish()
  }

  /// Scans a piece of a text with every rule but those that guess: what an address or a string with
  /// encoded characters in it says.
  mutating func scanForVendors(_ bytes: Span<UInt8>) -> Outcome {
    var outcome = scan(bytes, path: TextScanner.piece)
    var vendors: [Candidate] = []
    for candidate in outcome.candidates where ready.rule(candidate.rule).precedence != .generic {
      vendors.append(candidate)
    }
    outcome.candidates = vendors
    return outcome
  }

  private static let piece = RepositoryPath("decoded")

  private mutating func start(_ path: RepositoryPath) {
    hits.removeAll(keepingCapacity: true)
    for index in searched.indices { searched[index] = 0 }
    guard path != self.path else { return }
    self.path = path
    file = FileTraits(path: path.bytes)
    ready.start(path)
  }

  private mutating func finish() -> Outcome {
    let disproven = self.disproven
    if !disproven.isEmpty {
      var left: [Candidate] = []
      for candidate in candidates {
        let isGeneric = ready.rule(candidate.rule).precedence == .generic
        if isGeneric, disproven.contains(where: { $0.overlaps(candidate.span) }) { continue }
        left.append(candidate)
      }
      candidates = left
    }
    let outcome = Outcome(candidates: candidates, limits: limits, markers: markers.sorted())
    candidates = []
    self.disproven = []
    limits = []
    markers = []
    return outcome
  }

  private mutating func apply(
    _ rule: Int, to bytes: Span<UInt8>, hit: LiteralFilter.Hit, length: Int
  ) {
    switch ready.kind(rule) {
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
    case .unread: break
    }
  }

  // MARK: Patterns

  private mutating func search(
    _ rule: Int, in bytes: Span<UInt8>, from start: Int, to end: Int, isAnchored: Bool
  ) {
    guard let pattern = ready.pattern(rule) else { return }
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

  /// Adds what a rule matched, unless its own proofs speak against it.
  ///
  /// - Parameter distance: bytes between what names the credential and the credential.
  mutating func consider(
    _ rule: Int, in bytes: Span<UInt8>, match: Range<Int>, span: Range<Int>, distance: Int = 0
  ) {
    let secretRule = ready.rule(rule)
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

  private mutating func hasContext(
    _ rule: Int, in bytes: Span<UInt8>, around match: Range<Int>
  ) -> Bool {
    let words = ready.context(rule)
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
    guard let score = ready.score(), keyword.lowerBound >= searched[rule],
      let candidate = CredentialCandidate(
        around: keyword, in: bytes, file: file, letters: score.letters, keyEnd: &searched[rule]),
      let confidence = score.confidence(of: score.probability(of: candidate.features))
    else { return }
    searched[rule] = candidate.value.upperBound
    candidates.append(
      Candidate(
        rule: rule, span: candidate.value, match: candidate.extent, secret: candidate.secret,
        confidence: candidate.isDoubtful ? .low : confidence))
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
          rule: rule, span: entry.value, secret: secret, confidence: ready.rule(rule).confidence,
          encoding: entry.isEncoded ? "base64" : nil))
    }
  }
}
