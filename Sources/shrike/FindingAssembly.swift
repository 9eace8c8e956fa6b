import Detection
import Findings
import Git
import Inputs
import Rules

/// Makes findings of sightings: one leak a secret, with every place where it was seen.
struct FindingAssembly {
  private let plan: InputPlan
  private let rules: [SecretRule]
  private let titles: [String]
  private let key: FingerprintKey
  /// Whether suppressions on lines that the change adds are obeyed; not in a range, whose change
  /// must not switch off its own check.
  private let obeysAdded: Bool
  private var usage = SuppressionUsage()
  private var groups: [Fingerprint: [Entry]] = [:]
  /// Secrets that a suppression in HEAD's own version of a file silences.
  private var silenced: Set<Fingerprint> = []
  private(set) var notices: [Notice] = []
  /// Places left out because of a suppression.
  private(set) var suppressed = 0

  /// In a history, where each blob that holds anything stands at HEAD.
  private var current: [ObjectID: Set<RepositoryPath>] = [:]

  private struct Entry {
    let input: Input
    let match: Match
    let isAtHead: Bool
  }

  init(
    plan: InputPlan, sightings: [Sighting], ruleSet: RuleSet, key: FingerprintKey,
    obeysAdded: Bool
  ) throws {
    self.plan = plan
    rules = ruleSet.rules
    titles = ruleSet.allTexts().map(\.title)
    self.key = key
    self.obeysAdded = obeysAdded
    if let history = plan.history {
      let blobs = sightings.compactMap { FindingAssembly.blob(of: plan.inputs[$0.input]) }
      let paths = try history.pathsAtHead(of: blobs)
      for (blob, paths) in zip(blobs, paths) { current[blob] = Set(paths) }
    }
    for sighting in sightings { add(sighting) }
  }

  /// Takes what one input came to.
  private mutating func add(_ sighting: Sighting) {
    let input = plan.inputs[sighting.input]
    let isAtHead = isAtHead(input)
    let isJudged = plan.history == nil || isAtHead
    let obeyed = obeyedSuppressions(of: sighting, input: input)
    if isJudged {
      notices += sighting.faults.filter { isNews($0.line, in: sighting, of: input) }
        .map { $0.notice(path: input.path) }
      if obeysAdded { usage.note(obeyed, in: input.path) }
    }
    for match in sighting.matches {
      let isSilenced = usage.silences(
        ruleID: rules[match.rule].id, lines: match.region.lines, in: input.path, by: obeyed)
      if isSilenced, isJudged { silenced.insert(match.secret.fingerprint) }
      if isSilenced {
        suppressed += plan.history == nil ? 1 : 0
        continue
      }
      if let added = sighting.added, !added.touches(match.region.lines) { continue }
      groups[match.secret.fingerprint, default: []].append(
        Entry(input: input, match: match, isAtHead: isAtHead))
    }
  }

  /// The findings, each with its life where there is a history.
  mutating func findings() throws -> [Finding] {
    notices += usage.notices(rulesThatRan: Set(rules.map(\.id)))
    var findings: [Finding] = []
    var blobs: [[ObjectID]] = []
    for (secret, entries) in groups.sorted(by: { $0.key.text < $1.key.text }) {
      // In a history the newest word counts: what HEAD's version suppresses is accepted.
      if plan.history != nil, silenced.contains(secret), !entries.contains(where: \.isAtHead) {
        suppressed += 1
        continue
      }
      findings.append(finding(of: entries))
      blobs.append(entries.compactMap { FindingAssembly.blob(of: $0.input) })
    }
    if let history = plan.history { try addLives(to: &findings, blobs: blobs, history) }
    return findings
  }

  // MARK: Suppressions

  private func obeyedSuppressions(of sighting: Sighting, input: Input) -> [Suppression] {
    guard !obeysAdded else { return sighting.suppressions }
    return sighting.suppressions.filter { !isNews($0.line, in: sighting, of: input) }
  }

  /// Whether the change brings `line`.
  private func isNews(_ line: Int, in sighting: Sighting, of input: Input) -> Bool {
    sighting.added?.touches(line...line) ?? true
  }

  private func isAtHead(_ input: Input) -> Bool {
    guard plan.history != nil else { return true }
    guard let blob = FindingAssembly.blob(of: input) else { return false }
    return !(current[blob] ?? []).isEmpty
  }

  private static func blob(of input: Input) -> ObjectID? {
    if case .blob(let id) = input.content { id } else { nil }
  }

  // MARK: Findings

  private func finding(of entries: [Entry]) -> Finding {
    let best = entries.map(\.match).min { isMoreTelling($0, $1) } ?? entries[0].match
    let rule = rules[best.rule]
    let kinds = Set(entries.map(\.input.kind))
    let place =
      kinds.count == 1 && kinds != [.file] ? " in a \(entries[0].input.kind.rawValue)" : ""
    return Finding(
      ruleID: rule.id, severity: best.severity, confidence: best.confidence,
      message: titles[best.rule] + place,
      fingerprint: key.finding(ruleID: "secret", parts: [best.secret.bytes]),
      secret: best.secret, occurrences: occurrences(of: entries))
  }

  /// The vendor's rule before the generic one, then the surer match.
  private func isMoreTelling(_ left: Match, _ right: Match) -> Bool {
    let (first, second) = (rules[left.rule], rules[right.rule])
    if first.precedence != second.precedence {
      return first.precedence.rawValue > second.precedence.rawValue
    }
    if left.confidence != right.confidence { return left.confidence > right.confidence }
    return first.id < second.id
  }

  private func occurrences(of entries: [Entry]) -> [Occurrence] {
    let all = entries.flatMap { places(of: $0) }.sorted(by: isEarlier)
    var kept: [Occurrence] = []
    var seen: Set<Occurrence> = []
    var introduced: Set<RepositoryPath> = []
    for place in all {
      var identity = place.occurrence
      identity.commit = nil
      let isFirst = introduced.insert(identity.path).inserted
      // A history shows each file once, as it was when the secret came, and as it is at HEAD.
      guard plan.history == nil || isFirst || place.isAtHead || identity.kind != .file else {
        continue
      }
      if seen.insert(identity).inserted { kept.append(place.occurrence) }
    }
    return kept
  }

  private struct Place {
    var occurrence: Occurrence
    var isAtHead: Bool
  }

  private func isEarlier(_ left: Place, _ right: Place) -> Bool {
    let (one, other) = (left.occurrence, right.occurrence)
    if let first = one.commit, let second = other.commit, first.seconds != second.seconds {
      return first.seconds < second.seconds
    }
    if one.path != other.path { return one.path < other.path }
    return one.region < other.region
  }

  private func places(of entry: Entry) -> [Place] {
    var occurrence = Occurrence(
      path: entry.input.path, kind: entry.input.kind, region: entry.match.region,
      snippet: entry.match.snippet, lineHash: entry.match.lineHash, commit: entry.input.commit,
      encoding: entry.match.encoding)
    if case .names(let names) = entry.input.content {
      let name = names[entry.match.region.startLine - 1]
      occurrence.path = name.path
      occurrence.commit = name.commit
      occurrence.region = Region(startLine: 1, startColumn: 1, endLine: 1, endColumn: 1)
      occurrence.lineHash = ""
      return [Place(occurrence: occurrence, isAtHead: false)]
    }
    guard let history = plan.history, let blob = FindingAssembly.blob(of: entry.input) else {
      return [Place(occurrence: occurrence, isAtHead: false)]
    }
    let paths = current[blob] ?? []
    return history.introductions(of: blob).map { introduction in
      occurrence.path = introduction.path
      occurrence.commit = introduction.commit
      return Place(occurrence: occurrence, isAtHead: paths.contains(introduction.path))
    }
  }

  private func addLives(
    to findings: inout [Finding], blobs: [[ObjectID]], _ history: HistoryIndex
  ) throws {
    let lives = try history.lives(of: blobs)
    for index in findings.indices {
      findings[index].life =
        blobs[index].isEmpty
        ? Life(
          introduced: findings[index].primary.commit, presentAtHead: false, removedIn: nil,
          references: [])
        : lives[index]
    }
  }
}
