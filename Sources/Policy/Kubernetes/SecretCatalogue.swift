import Findings
import Rules

/// What makes the Secrets of a repository, to be asked by who reads one.
///
/// A repository has thousands of both, so that producers are found by name and by folder: no
/// reference is compared with all of them.
struct SecretCatalogue {
  private let producers: [ProducedSecret]
  /// For each producer, its folder; of a chart's template the chart's.
  private let trees: [Folder]
  /// Producers whose whole name is known, by name.
  private var exact: [String: [Int]] = [:]
  /// Producers of whose name a template writes a part, by folder.
  private var patterns: [Folder: [Int]] = [:]
  /// The same, by each folder above theirs.
  private var patternsBelow: [Folder: [Int]] = [:]

  private typealias Folder = ArraySlice<UInt8>

  init(_ model: RepositoryModel) {
    producers = ProducedSecret.all(in: model)
    trees = producers.map { $0.source.path.tree }
    for (index, producer) in producers.enumerated() {
      guard !producer.name.isExact else {
        exact[producer.name.text, default: []].append(index)
        continue
      }
      patterns[trees[index], default: []].append(index)
      for folder in SecretCatalogue.above(trees[index]) {
        patternsBelow[folder, default: []].append(index)
      }
    }
  }

  /// Who makes a Secret.
  struct Makers {
    /// Those of which it is known: name, namespace and environment fit; where one side has no
    /// namespace, both stand in one folder tree. In the order of the model.
    var known: [ProducedSecret] = []
    /// Whether any could make it, wherever it is applied.
    var isPossible = false
  }

  /// Who makes what `reference`, whose name is exact, reads.
  func producers(of reference: SecretReference) -> Makers {
    let tree = reference.source.path.tree
    let folders = [tree] + SecretCatalogue.above(tree)
    let near = folders.flatMap { patterns[$0] ?? [] } + (patternsBelow[tree] ?? [])
    let fitting = near.filter {
      Wildcard.matches(producers[$0].name.text, reference.name.text)
    }
    let indices = fitting + (exact[reference.name.text] ?? [])
    var makers = Makers()
    for index in indices.sorted() {
      let producer = producers[index]
      guard SecretCatalogue.mayMeet(producer, reference) else { continue }
      makers.isPossible = true
      let isPlaced =
        producer.namespace != nil && reference.namespace != nil && producer.name.isExact
      if isPlaced || SecretCatalogue.isSame(trees[index], tree) { makers.known.append(producer) }
    }
    return makers
  }

  /// Whether environment and namespace of the two fit, so far as they are known.
  private static func mayMeet(_ producer: ProducedSecret, _ reference: SecretReference) -> Bool {
    if let own = producer.environment, let other = reference.environment, own != other {
      return false
    }
    guard let own = producer.namespace, let other = reference.namespace else { return true }
    return own.canEqual(other)
  }

  /// Whether one folder holds the other; each ends in `/`, but for the root.
  private static func isSame(_ left: Folder, _ right: Folder) -> Bool {
    left.starts(with: right) || right.starts(with: left)
  }

  /// The folders around `folder`, the root last.
  private static func above(_ folder: Folder) -> [Folder] {
    var folders: [Folder] = []
    var rest = folder
    while !rest.isEmpty {
      let slash = rest.dropLast().lastIndex(of: UInt8(ascii: "/"))
      rest = rest[..<(slash.map { $0 + 1 } ?? rest.startIndex)]
      folders.append(rest)
    }
    return folders
  }
}
