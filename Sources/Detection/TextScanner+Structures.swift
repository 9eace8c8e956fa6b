import Findings
import Rules

/// Rules that know a structure instead of a pattern.
extension TextScanner {
  /// Reads the assignment whose name starts or goes on with `literal`, and lets the score decide.
  mutating func readCredential(_ place: Int, in bytes: Span<UInt8>, literal: Range<Int>) {
    let keyword = bytes.name(of: literal)
    guard let score = ready.score(), keyword.lowerBound >= progress[place].searched else { return }
    if file.style == .unknown, readTable(place, in: bytes, keyword: keyword, score) { return }
    guard
      AssignmentGlance.mayFind(
        keyword, in: bytes, style: file.style(at: keyword.lowerBound, in: bytes))
    else { return }
    guard
      let candidate = CredentialCandidate(
        around: keyword, in: bytes, file: file, letters: score.letters,
        keyEnd: &progress[place].searched),
      let confidence = score.confidence(of: candidate)
    else {
      countMiss(place, at: keyword.lowerBound, of: bytes.count)
      return
    }
    progress[place].searched = candidate.value.upperBound
    candidates.append(
      Candidate(
        rule: ready.index(place), span: candidate.value, match: candidate.extent,
        secret: candidate.secret, confidence: candidate.isDoubtful ? .low : confidence))
    countMatch(place, at: candidate.value.upperBound)
  }

  /// Reads the values of the Kubernetes Secret whose `kind` stands at `kind`.
  mutating func readKubernetesSecret(_ place: Int, in bytes: Span<UInt8>, kind: Range<Int>) {
    var reader = objects.take() ?? KubernetesSecret(bytes.copy(0..<bytes.count))
    let entries = reader.entries(kind: kind)
    let isOverLimit = reader.read > KubernetesSecret.readAtMost(in: bytes.count)
    objects = reader
    for entry in entries {
      guard !KubernetesValue.isPublic(key: entry.key) else { continue }
      let written = bytes.copy(entry.value)
      guard !Placeholder.isReference(written) else { continue }
      let decoded =
        entry.isEncoded ? Base64.decode(written.filter { !$0.isLineBreak && !$0.isBlank }) : written
      guard let secret = decoded, KubernetesValue.isSecret(secret) else { continue }
      candidates.append(
        Candidate(
          rule: ready.index(place), span: entry.value, secret: secret,
          confidence: ready.rule(place).confidence, encoding: entry.isEncoded ? "base64" : nil))
      countMatch(place, at: entry.value.upperBound)
    }
    if isOverLimit { giveUp(place, at: kind.lowerBound) }
  }
}
