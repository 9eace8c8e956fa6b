public import Findings
import Rules

/// Scans blobs and files: decides how to read one, finds its secrets, and makes each of them ready
/// to report. One a thread.
public struct BlobScanner: ~Copyable {
  private var scanner: TextScanner
  private let key: FingerprintKey
  private let reader: SuppressionReader

  /// - Parameters:
  ///   - key: what secrets are hashed under.
  ///   - suppressions: what reads the inline suppressions.
  public init(_ rules: DetectionRules, key: FingerprintKey, suppressions: SuppressionReader) {
    scanner = TextScanner(rules, today: suppressions.today)
    self.key = key
    reader = suppressions
  }

  /// Finds the secrets in `bytes`.
  ///
  /// - Parameter path: decides which rules apply, and how bare values are read.
  public mutating func scan(_ bytes: Span<UInt8>, path: RepositoryPath) -> ScanResult {
    switch TextForm(bytes) {
    case .lfsPointer:
      return ScanResult(form: .lfsPointer, matches: [], suppressions: [], exceededLimits: [])
    case .binary: return scanBinary(bytes, path: path)
    case .text: return scanText(bytes, path: path, encoding: nil)
    case .utf16(let isLittleEndian, let mark):
      let decoded = TextForm.utf8(bytes, isLittleEndian: isLittleEndian, mark: mark)
      let name = isLittleEndian ? "utf-16le" : "utf-16be"
      return scanText(decoded.span, path: path, encoding: name)
    }
  }

  private mutating func scanText(
    _ bytes: Span<UInt8>, path: RepositoryPath, encoding: String?
  ) -> ScanResult {
    var outcome = scanner.scan(bytes, path: path)
    var decoded = DecodedScan()
    decoded.add(from: bytes, to: &outcome, with: &scanner)
    var result = result(outcome, of: bytes, path: path, form: .text, encoding: encoding)
    if !decoded.faults.isEmpty {
      let lines = LineTable(bytes)
      result.undecoded = decoded.faults.map { ($0.fault, lines.line(of: $0.offset) + 1) }
    }
    return result
  }

  private mutating func scanBinary(_ bytes: Span<UInt8>, path: RepositoryPath) -> ScanResult {
    let outcome = scanner.scanStrictly(bytes)
    return result(outcome, of: bytes, path: path, form: .binary, encoding: nil)
  }

  private mutating func result(
    _ outcome: TextScanner.Outcome, of bytes: Span<UInt8>, path: RepositoryPath,
    form: ScanResult.Form, encoding: String?
  ) -> ScanResult {
    if outcome.isEmpty {
      return ScanResult(form: form, matches: [], suppressions: [], exceededLimits: [])
    }
    let lines = LineTable(bytes)
    let suppressions = reader.read(in: bytes, markers: outcome.markers)
    let limits = outcome.limits.map { limit in
      (ruleID: scanner.rules.ruleSet.id(at: limit.rule), line: lines.line(of: limit.offset) + 1)
    }
    var result = ScanResult(
      form: form, matches: [], suppressions: suppressions, exceededLimits: limits)
    guard !outcome.candidates.isEmpty else { return result }
    var candidates = outcome.candidates
    if !scanner.rules.allowances.isEmpty {
      let allowed = takeAllowed(from: &candidates, in: bytes, path: path)
      result.allowed = allowed.map {
        (key.secret($0.secret), lines.region(of: $0.span, in: bytes).lines)
      }
    }
    let chosen = Overlap.resolved(candidates, rules: scanner.rules.ruleSet)
    var fingerprints: [[UInt8]: Fingerprint] = [:]
    var secrets: [Secret] = []
    for candidate in chosen {
      let fingerprint = fingerprints[candidate.secret] ?? key.secret(candidate.secret)
      fingerprints[candidate.secret] = fingerprint
      secrets.append(
        Secret(
          bytes: candidate.secret, fingerprint: fingerprint,
          mask: mask(candidate, scanner.rule(at: candidate.rule))))
    }
    let snippets = SnippetMaker(
      secrets: zip(chosen, secrets).map { (span: $0.span, mask: $1.mask) })
    let hashes = PrimaryLocationLineHash.all(of: bytes)
    var identities = IdentityReader(path: path.bytes)
    for (index, candidate) in chosen.enumerated() {
      let region = lines.region(of: candidate.span, in: bytes)
      let hashIndex = lines.hashIndex(of: region.startLine)
      let names = [encoding, candidate.encoding].compactMap { $0 }
      let rule = scanner.rule(at: candidate.rule)
      result.matches.append(
        Match(
          rule: candidate.rule, severity: severity(candidate, rule),
          confidence: candidate.confidence,
          proof: candidate.proof,
          secret: secrets[index], region: region,
          snippet: snippets.snippet(of: index, in: bytes),
          identity: hasIdentity(rule)
            ? identities.range(beside: candidate.span, in: bytes)
              .map { lines.region(of: $0, in: bytes) } : nil,
          lineHash: hashIndex < hashes.count ? hashes[hashIndex] : "",
          encoding: names.isEmpty ? nil : names.joined(separator: " ")))
    }
    return result
  }

  /// Takes out of `candidates` what the configuration allows; returns what of it counts as found.
  private mutating func takeAllowed(
    from candidates: inout [Candidate], in bytes: Span<UInt8>, path: RepositoryPath
  ) -> [Candidate] {
    let rules = scanner.rules
    var kept: [Candidate] = []
    var allowed: [Candidate] = []
    for candidate in candidates {
      let allowance = rules.allowances.allowance(
        for: candidate, ruleID: rules.ruleSet.id(at: candidate.rule), in: bytes, path: path,
        scratch: &scanner.scratch)
      if let allowance {
        if allowance.isCounted { allowed.append(candidate) }
      } else {
        kept.append(candidate)
      }
    }
    candidates = kept
    return allowed
  }

  /// A doubtful credential does not stop anyone: low confidence is medium severity at most, and what
  /// its own structure speaks against is low.
  private func severity(_ candidate: Candidate, _ rule: SecretRule) -> Severity {
    if candidate.proof?.outcome == .doubted { return min(rule.severity, .low) }
    return candidate.confidence == .low ? min(rule.severity, .medium) : rule.severity
  }

  /// Whether a user name belongs to the credential.
  private func hasIdentity(_ rule: SecretRule) -> Bool {
    rule.category == .password || rule.category == .database
  }

  /// The public prefix that tells the kind of a token, and nothing of the rest.
  private func mask(_ candidate: Candidate, _ rule: SecretRule) -> String {
    guard rule.anchor == .start, candidate.secret.count >= 16 else { return "***" }
    let prefix = rule.literals.first { literal in
      literal.utf8.count * 3 <= candidate.secret.count
        && zip(literal.utf8, candidate.secret).allSatisfy { $0 == $1 }
    }
    return (prefix ?? "") + "***"
  }
}
