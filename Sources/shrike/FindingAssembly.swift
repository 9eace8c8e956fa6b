import Detection
import Findings
import Git
import Inputs
import Rules

/// Makes findings of sightings: one leak a secret, with every place where it was seen.
struct FindingAssembly {
  private let plan: InputPlan
  private let ruleSet: RuleSet
  /// The rules that matched.
  private let rules: [Int: SecretRule]
  private let key: FingerprintKey
  private let places: OccurrencePlaces
  /// Whether every suppression is obeyed; where not, none can be called idle.
  private let obeysAdded: Bool
  /// For each secret, the match whose rule speaks for it.
  private var speakers: [Fingerprint: Match] = [:]
  private var usage = SuppressionUsage()
  private var groups: [Fingerprint: [OccurrencePlaces.Entry]] = [:]
  /// Secrets that a suppression silences somewhere.
  private var silenced: Set<Fingerprint> = []
  /// Secrets that another scanner's configuration allows somewhere.
  private var allowed: Set<Fingerprint> = []
  private(set) var notices: [Notice] = []
  /// Secrets that are left out because of a suppression.
  private(set) var suppressed = 0

  /// - Throws: where the repository of a history does not open any more.
  init(
    plan: InputPlan, sightings: [Sighting], ruleSet: RuleSet, key: FingerprintKey,
    obeysAdded: Bool
  ) throws(GitError) {
    self.plan = plan
    self.ruleSet = ruleSet
    let matched = Set(sightings.lazy.flatMap(\.matches).map(\.rule))
    rules = Dictionary(uniqueKeysWithValues: matched.map { ($0, ruleSet.rule(at: $0)) })
    self.key = key
    self.obeysAdded = obeysAdded
    places = try OccurrencePlaces(plan: plan, sightings: sightings)
    for match in sightings.lazy.flatMap(\.matches) {
      let secret = match.secret.fingerprint
      if speakers[secret].map({ isMoreTelling(match, $0) }) ?? true { speakers[secret] = match }
    }
    for sighting in sightings { add(sighting) }
  }

  /// Takes what one input came to.
  private mutating func add(_ sighting: Sighting) {
    let input = plan.inputs[sighting.input]
    // In a history HEAD has the last word: an older version's suppressions are neither obeyed,
    // since they were taken back, nor looked at.
    let isCurrent = places.isCurrent(input)
    let own = places.currentPath(of: input)
    let path = sighting.member?.path(in: own) ?? own
    let obeyed = isCurrent ? sighting.suppressions.filter { !sighting.isUnreviewed($0) } : []
    if isCurrent {
      notices += sighting.faults.filter { sighting.added?.touches($0.line...$0.line) ?? true }
        .map { $0.notice(path: path) }
      if obeysAdded { usage.note(obeyed, in: path) }
    }
    for (secret, lines) in sighting.allowed where sighting.added?.touches(lines) ?? true {
      allowed.insert(secret)
    }
    for match in sighting.matches {
      let isSilenced = isSilenced(match, by: obeyed, in: path)
      if let added = sighting.added, !added.touches(match.region.lines) { continue }
      if isSilenced {
        silenced.insert(match.secret.fingerprint)
        continue
      }
      noteUnreviewed(sighting, match, path)
      groups[match.secret.fingerprint, default: []].append(
        OccurrencePlaces.Entry(
          input: input, order: sighting.input, member: sighting.member, match: match))
    }
  }

  // MARK: Suppressions

  /// Whether one of `suppressions` names the match's rule, or the rule that the secret is reported
  /// under, which is the one that a user sees.
  private mutating func isSilenced(
    _ match: Match, by suppressions: [Suppression], in path: RepositoryPath
  ) -> Bool {
    var isSilenced = false
    for id in ruleIDs(of: match)
    where usage.silences(ruleID: id, lines: match.region.lines, in: path, by: suppressions) {
      isSilenced = true
    }
    return isSilenced
  }

  private func ruleIDs(of match: Match) -> Set<String> {
    let speaker = speakers[match.secret.fingerprint] ?? match
    return Set([match, speaker].compactMap { rules[$0.rule]?.id })
  }

  /// Tells of suppressions that would silence `match` if the change did not bring them itself.
  private mutating func noteUnreviewed(
    _ sighting: Sighting, _ match: Match, _ path: RepositoryPath
  ) {
    let ids = ruleIDs(of: match)
    for suppression in sighting.suppressions where sighting.isUnreviewed(suppression) {
      guard ids.contains(where: { suppression.silences(ruleID: $0, lines: match.region.lines) })
      else { continue }
      notices.append(
        Notice(
          .warning, subject: path.display, line: suppression.line,
          message: "this suppression is not obeyed: the range itself adds it, and a change must not"
            + " switch off its own check; it counts once the base branch has it"))
    }
  }

  // MARK: Findings

  /// The findings, each with its life where there is a history.
  ///
  /// - Throws: where the repository of a history does not open any more.
  mutating func findings() throws(GitError) -> [Finding] {
    notices += usage.notices(rulesThatRan: Set(ruleSet.ids))
    var findings: [Finding] = []
    var leaks: [[OccurrencePlaces.Entry]] = []
    for (secret, entries) in groups.sorted(by: { $0.key.text < $1.key.text }) {
      // What HEAD's version of a file suppresses is accepted in the older ones too.
      if plan.history != nil, silenced.contains(secret),
        !entries.contains(where: { places.isCurrent($0.input) })
      {
        continue
      }
      silenced.remove(secret)
      findings.append(finding(of: entries))
      leaks.append(entries)
    }
    suppressed = silenced.union(allowed.subtracting(groups.keys)).count
    for (index, life) in try places.lives(of: leaks).enumerated() { findings[index].life = life }
    return CompanionFolding(rules: Array(rules.values)).folded(findings)
  }

  private func finding(of entries: [OccurrencePlaces.Entry]) -> Finding {
    let best = entries.map(\.match).min { isMoreTelling($0, $1) } ?? entries[0].match
    let rule = rules[best.rule] ?? ruleSet.rule(at: best.rule)
    let kinds = Set(entries.map(\.input.kind))
    let isElsewhere = kinds.count == 1 && kinds.isDisjoint(with: [.file, .standardInput])
    let place = isElsewhere ? " in a \(entries[0].input.kind.rawValue)" : ""
    let occurrences = places.occurrences(of: entries)
    let user = user(of: occurrences[0], among: entries)
    return Finding(
      ruleID: rule.id, severity: best.severity, confidence: best.confidence, proof: best.proof,
      message: ruleSet.texts(at: best.rule).title + place
        + (user == nil ? "" : ", for [this user](1)"),
      fingerprint: key.finding(ruleID: "secret", parts: [best.secret.bytes]),
      secret: best.secret, occurrences: occurrences, related: user.map { [$0] } ?? [])
  }

  /// The user name beside the secret at `place`.
  private func user(
    of place: Occurrence, among entries: [OccurrencePlaces.Entry]
  ) -> RelatedLocation? {
    let entry = entries.first { $0.match.region == place.region && $0.match.identity != nil }
    return entry?.match.identity.map {
      RelatedLocation(path: place.path, region: $0, message: "the user name")
    }
  }

  /// The vendor's rule before the generic one, then the surer match.
  private func isMoreTelling(_ left: Match, _ right: Match) -> Bool {
    guard let first = rules[left.rule], let second = rules[right.rule] else { return false }
    if first.precedence != second.precedence {
      return first.precedence.rawValue > second.precedence.rawValue
    }
    if left.confidence != right.confidence { return left.confidence > right.confidence }
    return first.id < second.id
  }
}

extension Sighting {
  /// Whether the change itself brings `suppression`.
  fileprivate func isUnreviewed(_ suppression: Suppression) -> Bool {
    unreviewed?.touches(suppression.line...suppression.line) ?? false
  }
}
