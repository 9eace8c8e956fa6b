import Findings
import PCRE
import Rules

/// Finds candidates in one text: literals first, then the rules that need them, where they stand.
///
/// One a thread: it owns the memory of matching and the patterns compiled so far.
struct TextScanner: ~Copyable {
  let rules: DetectionRules
  /// What expiry dates are compared with.
  let today: CalendarDate
  var ready: ReadyRules
  var scratch: MatchScratch
  private var hits: [LiteralFilter.Hit] = []
  private var versions = VersionedText()
  /// How far each rule has come in the text, by its place in `ready`.
  var progress: [RuleProgress] = []
  /// The places whose progress speaks of the text.
  private var begun: [Int] = []
  /// The path of the last text: a history brings the versions of a file one after the other.
  private var path: RepositoryPath?
  private(set) var file = FileTraits.unknown
  /// The rules that may read a whole file of that path.
  private var fileRules: [Int] = []
  /// The filter for text found inside an encoding or a binary file, made where there is one: the
  /// literals of strict rules.
  private var strictFilter: LiteralFilter?
  var candidates: [Candidate] = []
  /// Texts that have a vendor's form and are none of its credentials: nothing generic either.
  var disproven: [Range<Int>] = []
  var limits: [(rule: Int, offset: Int)] = []
  private var markers: [Int] = []
  /// What reads the Kubernetes secrets of the text, made where there is one.
  var objects: KubernetesSecret?

  /// - Parameter matchLimit: backtracking steps that one match may take.
  init(
    _ rules: DetectionRules, today: CalendarDate, matchLimit: UInt32 = MatchScratch.matchLimit
  ) {
    self.rules = rules
    scratch = MatchScratch(matchLimit: matchLimit)
    self.today = today
    ready = ReadyRules(rules.ruleSet)
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

  /// The runs of base64 in the text that was scanned last.
  var runs: [Range<Int>] { versions.runs }

  /// Scans a text, a version of the file at `path`, with every rule that is for it.
  mutating func scan(_ bytes: Span<UInt8>, path: RepositoryPath) -> Outcome {
    versions.update(to: bytes, path: path, by: rules.filter)
    return scan(bytes, path: path, hits: versions.hits)
  }

  /// Scans a text that is a part of a file, with every rule that is for `path`.
  mutating func scanPart(_ bytes: Span<UInt8>, path: RepositoryPath) -> Outcome {
    hits.removeAll(keepingCapacity: true)
    rules.filter.appendHits(in: bytes, to: &hits)
    return scan(bytes, path: path, hits: hits)
  }

  /// - Parameter guesses: whether assignments are scored; what a pattern guesses is found anyway.
  private mutating func scan(
    _ bytes: Span<UInt8>, path: RepositoryPath, hits: [LiteralFilter.Hit], guesses: Bool = true
  ) -> Outcome {
    let rules = self.rules
    start(path)
    for hit in hits {
      let literal = rules.literals.entries[hit.literal]
      if literal.rules.isEmpty { markers.append(hit.offset) }
      let span = hit.offset..<(hit.offset + Int(literal.count))
      for owner in literal.rules {
        let place = begin(Int(rules.literals.rules[owner].rule))
        if !guesses, ready.kind(place) == .credential { continue }
        if ready.isForPath(place) { apply(place, to: bytes, literal: span) }
      }
    }
    for rule in fileRules {
      let place = begin(rule)
      if ready.isForPath(place) { searchAll(place, in: bytes) }
    }
    return finish(bytes)
  }

  /// Scans a text that is no source: a binary file, or what an encoding held. Only rules whose
  /// literal starts a match of high confidence take part.
  mutating func scanStrictly(_ bytes: Span<UInt8>) -> Outcome {
    let filter = strictFilter ?? LiteralFilter(rules.literals.strict)
    strictFilter = filter
    hits.removeAll(keepingCapacity: true)
    filter.appendHits(in: bytes, to: &hits)
    for hit in hits {
      let entry = filter.table.entries[hit.literal]
      let literal = hit.offset..<(hit.offset + Int(entry.count))
      for owner in entry.rules {
        searchStart(begin(Int(filter.table.rules[owner].rule)), in: bytes, at: literal)
      }
    }
    return finish(bytes)
  }

  /// Scans a piece of a text with every rule but those that guess: what an address or a string with
  /// encoded characters in it says.
  mutating func scanForVendors(_ bytes: Span<UInt8>) -> Outcome {
    hits.removeAll(keepingCapacity: true)
    rules.filter.appendHits(in: bytes, to: &hits)
    var outcome = scan(bytes, path: TextScanner.piece, hits: hits, guesses: false)
    var vendors: [Candidate] = []
    for candidate in outcome.candidates where !isGeneric(candidate) { vendors.append(candidate) }
    outcome.candidates = vendors
    return outcome
  }

  private static let piece = RepositoryPath("decoded")

  private mutating func start(_ path: RepositoryPath) {
    guard path != self.path else { return }
    self.path = path
    file = FileTraits(path: path.bytes)
    fileRules = rules.fileRules.rules(for: PathKeys(of: path.bytes))
    ready.start(path)
  }

  /// The place of the rule at `index` of the set, its progress ready for the text.
  private mutating func begin(_ index: Int) -> Int {
    let place = ready.place(of: index)
    while progress.count <= place { progress.append(RuleProgress()) }
    if !progress[place].isBegun {
      progress[place].isBegun = true
      begun.append(place)
    }
    return place
  }

  private mutating func finish(_ bytes: Span<UInt8>) -> Outcome {
    for index in begun.indices { searchWaiting(begun[index], in: bytes) }
    for place in begun { progress[place] = RuleProgress() }
    begun.removeAll(keepingCapacity: true)
    objects = nil
    if !disproven.isEmpty { dropDisproven() }
    let outcome = Outcome(candidates: candidates, limits: limits, markers: markers.sorted())
    candidates = []
    disproven = []
    limits = []
    markers = []
    return outcome
  }

  /// Drops the guesses about text that another rule has disproven.
  private mutating func dropDisproven() {
    // In the order of the text, and for each how far it or one before it reaches.
    let spans = disproven.sorted { $0.lowerBound < $1.lowerBound }
    var ends: [Int] = []
    for span in spans { ends.append(max(span.upperBound, ends.last ?? 0)) }
    var left: [Candidate] = []
    for candidate in candidates {
      let before = spans.partitioningIndex { $0.lowerBound >= candidate.span.upperBound }
      let isDisproven = before > 0 && ends[before - 1] > candidate.span.lowerBound
      if isDisproven, isGeneric(candidate) { continue }
      left.append(candidate)
    }
    candidates = left
  }

  private mutating func isGeneric(_ candidate: Candidate) -> Bool {
    rule(at: candidate.rule).precedence == .generic
  }

  /// The rule at `index` of the set, which is decoded once.
  mutating func rule(at index: Int) -> SecretRule { ready.rule(ready.place(of: index)) }

  private mutating func apply(_ place: Int, to bytes: Span<UInt8>, literal: Range<Int>) {
    if progress[place].isExhausted { return }
    switch ready.kind(place) {
    case .credential: readCredential(place, in: bytes, literal: literal)
    case .namedCredential: readNamedCredential(place, in: bytes, literal: literal)
    case .kubernetesSecret: readKubernetesSecret(place, in: bytes, kind: literal)
    case .start: searchStart(place, in: bytes, at: literal)
    case .window(let before, let after):
      let lower = max(0, literal.lowerBound - before)
      search(place, in: bytes, around: lower..<min(bytes.count, literal.upperBound + after))
    case .line: searchLine(place, in: bytes, of: literal.lowerBound)
    case .file: searchAll(place, in: bytes)
    }
  }
}
