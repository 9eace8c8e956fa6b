import Detection
import Findings
import Git
import Inputs

/// Finds where in a plan the matches of a leak stand: each place once, the first one in front.
struct OccurrencePlaces {
  private let plan: InputPlan
  /// In a history, the paths at HEAD of each blob that holds anything.
  private let current: [ObjectID: Set<RepositoryPath>]

  /// A match, and the input that holds it.
  struct Entry {
    let input: Input
    /// The input's index in the plan.
    let order: Int
    /// The file inside the input, where that is a container.
    let member: Member?
    let match: Match
  }

  private struct Place {
    var occurrence: Occurrence
    var isAtHead: Bool
    /// When it came: in a history the commit's place in the walk, in a range the input's index.
    var order: Int

    /// By time, then files before what speaks of them, then by path and region.
    func precedes(_ other: Place) -> Bool {
      if order != other.order { return order < other.order }
      let (one, two) = (occurrence, other.occurrence)
      if (one.kind == .file) != (two.kind == .file) { return one.kind == .file }
      return one.path != two.path ? one.path < two.path : one.region < two.region
    }
  }

  private struct Identity: Hashable {
    let path: RepositoryPath
    let kind: Occurrence.Kind
    let region: Region
  }

  /// - Throws: where the repository of a history does not open any more.
  init(plan: InputPlan, sightings: [Sighting]) throws(GitError) {
    self.plan = plan
    current = try OccurrencePlaces.current(plan, sightings)
  }

  private static func current(
    _ plan: InputPlan, _ sightings: [Sighting]
  ) throws(GitError) -> [ObjectID: Set<RepositoryPath>] {
    guard let history = plan.history else { return [:] }
    var blobs: [ObjectID] = []
    for sighting in sightings {
      if let blob = plan.inputs[sighting.input].blob { blobs.append(blob) }
    }
    let paths = try history.pathsAtHead(of: blobs).map(Set.init)
    return Dictionary(zip(blobs, paths)) { first, _ in first }
  }

  /// Whether what the input holds is in force: in a history, a file at HEAD.
  func isCurrent(_ input: Input) -> Bool {
    guard plan.history != nil else { return true }
    return input.blob.map { !(current[$0] ?? []).isEmpty } ?? false
  }

  /// The path of the input, in a history the one at HEAD where it stands there.
  func currentPath(of input: Input) -> RepositoryPath {
    guard let paths = input.blob.flatMap({ current[$0] }), !paths.contains(input.path) else {
      return input.path
    }
    return paths.min() ?? input.path
  }

  /// The places of a leak, each once.
  ///
  /// A history shows each file as it was when the secret came into it, and where HEAD has it.
  func occurrences(of entries: [Entry]) -> [Occurrence] {
    let all = entries.flatMap(places).sorted { $0.precedes($1) }
    var kept: [Occurrence] = []
    var indices: [Identity: Int] = [:]
    var introduced: [RepositoryPath: Int] = [:]
    for place in all {
      let occurrence = place.occurrence
      if plan.history != nil, occurrence.kind == .file, !place.isAtHead {
        guard introduced[occurrence.path, default: place.order] == place.order else { continue }
      }
      if occurrence.kind == .file {
        introduced[occurrence.path] = introduced[occurrence.path] ?? place.order
      }
      let identity = Identity(
        path: occurrence.path, kind: occurrence.kind, region: occurrence.region)
      if let index = indices[identity] {
        // The line as it is now: by its hash code scanning knows the alert again.
        guard place.isAtHead else { continue }
        kept[index].snippet = occurrence.snippet
        kept[index].lineHash = occurrence.lineHash
      } else {
        indices[identity] = kept.count
        kept.append(occurrence)
      }
    }
    return kept
  }

  private func places(of entry: Entry) -> [Place] {
    let (input, match) = (entry.input, entry.match)
    var occurrence = Occurrence(
      path: input.path, kind: input.kind, region: match.region, snippet: match.snippet,
      lineHash: match.lineHash, commit: input.commit, encoding: match.encoding)
    if case .names(let names) = input.content {
      let name = names[match.region.startLine - 1]
      occurrence.path = name.path
      occurrence.commit = name.commit
      occurrence.region = Region(startLine: 1, startColumn: 1, endLine: 1, endColumn: 1)
      occurrence.lineHash = ""
      return [place(occurrence, entry)]
    }
    guard let history = plan.history, let blob = input.blob else {
      return [place(occurrence, entry)]
    }
    return history.introductions(of: blob).map { introduction in
      occurrence.path = introduction.path
      occurrence.commit = introduction.commit
      return place(occurrence, entry, isAtHead: current[blob]?.contains(introduction.path) ?? false)
    }
  }

  private func place(_ occurrence: Occurrence, _ entry: Entry, isAtHead: Bool = false) -> Place {
    var occurrence = occurrence
    if let member = entry.member {
      occurrence.container = occurrence.path
      occurrence.path = member.path(in: occurrence.path)
    }
    // Files on disk and in the index have no time: they go by their paths.
    let order =
      plan.history.map { $0.position(of: occurrence.commit) }
      ?? (occurrence.commit == nil ? 0 : entry.order)
    return Place(occurrence: occurrence, isAtHead: isAtHead, order: order)
  }

  // MARK: Lives

  /// The life of each leak; none outside a history.
  ///
  /// - Throws: where the repository does not open any more.
  func lives(of leaks: [[Entry]]) throws(GitError) -> [Life] {
    guard let history = plan.history else { return [] }
    var lives = try history.lives(of: leaks.map { $0.flatMap(objects) })
    for (index, entries) in leaks.enumerated() {
      let paths = Set(entries.flatMap { names(of: $0).map(\.path) })
      if try history.areAtHead(paths.sorted()).contains(true) {
        lives[index].presentAtHead = true
        lives[index].removedIn = nil
      }
      if lives[index].references.isEmpty {
        lives[index].references = Set(entries.compactMap(reference)).sorted()
      }
    }
    return lives
  }

  /// The blobs and commits through which the history reaches the entry.
  private func objects(of entry: Entry) -> [ObjectID] {
    switch entry.input.content {
    case .blob(let id), .message(let id): [id]
    case .names: names(of: entry).compactMap { $0.commit.flatMap { ObjectID(hex: $0.commit) } }
    case .bytes, .file: []
    }
  }

  private func names(of entry: Entry) -> [Input.Name] {
    guard case .names(let names) = entry.input.content else { return [] }
    return [names[entry.match.region.startLine - 1]]
  }

  /// The reference that is itself the place.
  private func reference(of entry: Entry) -> String? {
    guard entry.input.kind == .referenceName, case .bytes(let name) = entry.input.content else {
      return nil
    }
    return String(decoding: name, as: UTF8.self)
  }
}

extension Input {
  /// The blob that holds the input, nil for messages, names and files on disk.
  fileprivate var blob: ObjectID? { if case .blob(let id) = content { id } else { nil } }
}
