import Findings
import PCRE
import Rules

/// Rules that are a pattern: where it is tried, and what is made of a match.
extension TextScanner {
  /// Bytes on each side of a literal that `Anchor.line` reads at most.
  private static let lineReach = 2_000
  /// Bytes behind a literal that `Anchor.start` reads at most: more than the longest private key.
  private static let startReach = 16_384

  /// Searches `window` together with those of the literals close by, as soon as it is known that no
  /// more of them touch it.
  mutating func search(_ place: Int, in bytes: Span<UInt8>, around window: Range<Int>) {
    if let stretch = progress[place].add(window) { search(place, in: bytes, stretch) }
  }

  /// Searches what still waits for literals behind it.
  mutating func searchWaiting(_ place: Int, in bytes: Span<UInt8>) {
    let stretch = progress[place].waiting
    if stretch.isEmpty { return }
    progress[place].waiting = 0..<0
    search(place, in: bytes, stretch)
  }

  /// Searches the line of `offset`.
  mutating func searchLine(_ place: Int, in bytes: Span<UInt8>, of offset: Int) {
    let reach = TextScanner.lineReach
    let waiting = progress[place].waiting
    let isOnIt = waiting.contains(offset)
    let start =
      isOnIt ? waiting.lowerBound : bytes.lineStart(of: offset, notBefore: max(0, offset - reach))
    let end = bytes.lineEnd(
      of: isOnIt ? waiting.upperBound : offset, notBehind: min(bytes.count, offset + reach))
    search(place, in: bytes, around: start..<max(start, end))
  }

  /// Searches the whole text, once.
  mutating func searchAll(_ place: Int, in bytes: Span<UInt8>) {
    guard progress[place].searched == 0 else { return }
    search(place, in: bytes, 0..<bytes.count)
    progress[place].searched = max(1, bytes.count)
  }

  /// Looks for a match that starts where `literal` does.
  mutating func searchStart(_ place: Int, in bytes: Span<UInt8>, at literal: Range<Int>) {
    let offset = literal.lowerBound
    // A literal inside the last match is a part of it.
    guard !progress[place].isExhausted, offset >= progress[place].searched,
      let pattern = ready.pattern(place)
    else { return }
    let end = min(bytes.count, offset + TextScanner.startReach)
    do {
      if try scratch.match(pattern, in: bytes, from: offset, to: end, anchored: true) {
        _ = take(place, in: bytes, pattern)
      } else {
        // In a run of one character a literal of that character stands everywhere: it counts once.
        if offset >= progress[place].missed { countMiss(place, at: offset, of: bytes.count) }
        progress[place].missed = literal.upperBound
      }
    } catch {
      limits.append((ready.index(place), offset))
    }
  }

  private mutating func search(_ place: Int, in bytes: Span<UInt8>, _ stretch: Range<Int>) {
    guard let pattern = ready.pattern(place) else { return }
    var position = max(stretch.lowerBound, progress[place].searched)
    while position <= stretch.upperBound, !progress[place].isExhausted {
      do {
        guard
          try scratch.match(
            pattern, in: bytes, from: position, to: stretch.upperBound, anchored: false),
          let end = take(place, in: bytes, pattern)
        else { return }
        position = max(end, position + 1)
      } catch {
        limits.append((ready.index(place), position))
        return
      }
    }
  }

  /// Takes the last match of `pattern`. Returns where it ends, nil where there was none.
  private mutating func take(_ place: Int, in bytes: Span<UInt8>, _ pattern: Pattern) -> Int? {
    guard let whole = scratch.range(of: 0) else { return nil }
    let span = scratch.range(of: pattern.secretGroup) ?? whole
    progress[place].searched = max(progress[place].searched, whole.upperBound)
    if !span.isEmpty { consider(place, in: bytes, match: whole, span: span) }
    countMatch(place, at: whole.upperBound)
    return whole.upperBound
  }

  /// Counts a match of a rule, which ends at `end`: after too many the rule gives up.
  mutating func countMatch(_ place: Int, at end: Int) {
    progress[place].matches += 1
    if progress[place].matches == RuleProgress.matchesAtMost { giveUp(place, at: end) }
  }

  /// Counts a literal at `offset` with no match behind it, in a text of `count` bytes.
  mutating func countMiss(_ place: Int, at offset: Int, of count: Int) {
    progress[place].misses += 1
    if progress[place].misses > RuleProgress.missesAtMost(in: count) { giveUp(place, at: offset) }
  }

  /// Notes that a rule looks at no more of the text than what comes before `offset`.
  mutating func giveUp(_ place: Int, at offset: Int) {
    if progress[place].isExhausted { return }
    progress[place].isExhausted = true
    limits.append((ready.index(place), offset))
  }

  /// Adds what a rule matched, unless its own proofs speak against it.
  ///
  /// - Parameter distance: bytes between what names the credential and the credential.
  mutating func consider(
    _ place: Int, in bytes: Span<UInt8>, match: Range<Int>, span: Range<Int>, distance: Int = 0
  ) {
    let rule = ready.rule(place)
    let secret = bytes.copy(span)
    var confidence = rule.confidence
    var proof: Proof?
    if Placeholder.isPublished(secret) {
      disproven.append(span)
      return
    }
    if let validator = rule.validator {
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
    let isJudged = proof?.outcome == .proven || rule.validator?.judgesWords ?? false
    if !isJudged, rule.dropsPlaceholders, Placeholder.isPlaceholder(secret) {
      disproven.append(span)
      return
    }
    if rule.minimumEntropy > 0, Entropy.shannon(secret) < rule.minimumEntropy { return }
    guard hasContext(place, in: bytes, around: match) else { return }
    candidates.append(
      Candidate(
        rule: ready.index(place), span: span, match: match, secret: secret, confidence: confidence,
        distance: distance, proof: proof))
  }

  private mutating func hasContext(
    _ place: Int, in bytes: Span<UInt8>, around match: Range<Int>
  ) -> Bool {
    let words = ready.context(place)
    if words.isEmpty { return true }
    let reach = SecretRule.contextReach
    let range = max(0, match.lowerBound - reach)..<min(bytes.count, match.upperBound + reach)
    return progress[place].context.holds(words, in: range, of: bytes)
  }
}
