public import Findings
public import Rules

/// Which files of a repository have to be read to judge a change: those that a policy compares the
/// changed ones with.
///
/// Every rule of `PolicyChecks` that looks at more than one file is served by one of the relations
/// here: chart, values layers, wiring, Secrets and who reads them, stores, accounts and identities,
/// kustomizations, SOPS configurations, ignore files. A new one needs its relation here, or it would
/// see less of a staged change than `lint` does; `RelatedFilesTests` compares the two.
public struct RelatedFiles {
  /// The repository's files.
  private let paths: PathList
  private let settings: PolicySettings
  private let facts: (Int) -> FileFacts
  /// What was found, in the order in which it was.
  private var found: [Int] = []
  /// Of every file, whether it was found: a set would hash each that is asked for.
  private var isFound: [Bool]

  /// - Parameters:
  ///   - paths: the repository's files.
  ///   - facts: the facts of the file at an index of `paths`; asked only where names decide.
  public init(
    among paths: PathList, settings: PolicySettings, facts: @escaping (Int) -> FileFacts
  ) {
    self.paths = paths
    self.settings = settings
    self.facts = facts
    isFound = [Bool](repeating: false, count: paths.indices.count)
  }

  /// The indices of all files to read for a change of `changed`, itself included, in order.
  public mutating func find(for changed: [PolicyFile]) -> [Int] {
    found = []
    isFound = [Bool](repeating: false, count: paths.indices.count)
    let files = changed.filter { FileRole($0.path) != .other }
    for file in files {
      add(file.path)
      addChart(of: file.path)
      addLayers(of: file.path)
      addConfigurations(for: file.path)
    }
    addWired(files)
    addNamed(files.map { (path: $0.path, facts: FileFacts($0.bytes)) })
    var folders: Set<String> = []
    for index in found {
      let path = paths[index]
      let folder = String(decoding: path.bytes.dropLast(path.name.count), as: UTF8.self)
      guard folders.insert(folder).inserted else { continue }
      addAbove(path.folders, named: RelatedFiles.kustomizations)
    }
    return found.filter { FileRole(paths[$0]) != .other }.sorted()
  }

  private static let kustomizations = ["kustomization.yaml", "kustomization.yml"]

  // MARK: By path

  /// The whole of the chart that the file belongs to, with the charts around and below it.
  private mutating func addChart(of path: RepositoryPath) {
    let folders = path.folders
    let template = folders.firstIndex(of: "templates")
    let depth = (0...folders.count).reversed().first { depth in
      depth == template || paths.index(of: Self.join(folders[..<depth], "Chart.yaml")) != nil
    }
    guard var depth else { return }
    while depth >= 2, folders[depth - 2] == "charts",
      paths.index(of: Self.join(folders[..<(depth - 2)], "Chart.yaml")) != nil
    {
      depth -= 2
    }
    let root = Array(folders[..<depth])
    let start = Self.join(root[...], "")
    for index in paths.range(below: start) {
      let inside = paths.bytes(at: index).dropFirst(start.count)
      guard let slash = inside.firstIndex(of: UInt8(ascii: "/")) else {
        insert(index)
        continue
      }
      if Self.parts.contains(String(decoding: inside[..<slash], as: UTF8.self)) {
        insert(index)
      }
    }
  }

  /// The folders of a chart that helm reads, or that hold its values.
  private static let parts: Set<String> = ["templates", "charts", "crds", "values", "ci"]

  /// The values files below and above.
  private mutating func addLayers(of path: RepositoryPath) {
    let matcher = EnvironmentMatcher(settings.environments)
    for lower in ValuesLayers.lowerPaths(of: path, environment: matcher.environment(of: path)) {
      add(lower)
    }
    let folders = path.folders
    let isShared = folders.contains { ValuesLayers.sharedFolders.contains($0) }
    let folder = Self.join(folders[...], "")
    for index in isShared ? paths.indices : paths.range(below: folder) {
      let bytes = paths.bytes(at: index)
      let name = paths.name(at: index)
      guard name.elementsEqual(path.name) || name.starts(with: "values".utf8),
        isShared || bytes.count - name.count == folder.count
      else { continue }
      let other = paths[index]
      guard other != path else { continue }
      let lower = ValuesLayers.lowerPaths(of: other, environment: matcher.environment(of: other))
      guard lower.contains(path) else { continue }
      insert(index)
      for path in lower { add(path) }
    }
  }

  /// SOPS configurations and ignore files, and what a change of one of them is about.
  private mutating func addConfigurations(for path: RepositoryPath) {
    addAbove(path.folders, named: [".sops.yaml"])
    switch FileRole(path) {
    case .sopsConfiguration:
      for index in paths.range(below: Self.join(path.folders[...], "")) { insert(index) }
      addIgnored(by: path)
    case .ignoreFile, .dotenv, .terraform, .script: addIgnored(by: path)
    default: if SOPSName.promisesEncryption(path) { addIgnored(by: path) }
    }
  }

  /// The ignore files, and the files whose names they have to speak of.
  private mutating func addIgnored(by path: RepositoryPath) {
    let isIgnoreFile = FileRole(path) == .ignoreFile
    for index in paths.indices {
      let name = paths.name(at: index)
      if Self.ignoring.contains(where: name.elementsEqual) {
        insert(index)
      } else if isIgnoreFile, isAboutIgnoring(index) {
        insert(index)
      }
    }
  }

  /// Whether the file says that git has to ignore another.
  private func isAboutIgnoring(_ index: Int) -> Bool {
    switch FileRole(paths[index]) {
    case .dotenv, .terraform, .sopsConfiguration: true
    case .script: facts(index).marks.contains(.backup)
    default: SOPSName.promisesEncryption(paths[index])
    }
  }

  /// The ignore files, and what `EnvNotGitignored` asks whether it is tracked.
  private static let ignoring = [
    ".gitignore", ".env", ".env.local", "secrets.tfvars.json", "x.dec.yaml", "vault-backup.json",
  ].map { Array($0.utf8) }

  /// The other files of a wiring, and the stores that it speaks of.
  private mutating func addWired(_ files: [PolicyFile]) {
    let wired = PathGlobs(settings.wiring.flatMap(\.files))
    guard files.contains(where: { wired.matches($0.path) }) else { return }
    for index in paths.indices
    where wired.matches(paths[index]) || facts(index).marks.contains(.store) {
      insert(index)
    }
  }

  // MARK: By name

  private mutating func addNamed(_ files: [(path: RepositoryPath, facts: FileFacts)]) {
    let told = files.filter { !$0.facts.isEmpty }
      .map { (facts: $0.facts, roles: $0.facts.roles, tree: $0.path.tree) }
    guard !told.isEmpty else { return }
    for index in paths.indices where !isFound[index] {
      let other = facts(index)
      guard !other.isEmpty else { continue }
      if told.contains(where: { own in
        own.facts.sharesName(with: other) || Self.mayMeet(own.facts, own.roles, other)
          || Self.mayMeetInTree(own.facts, own.roles, other)
            && Self.isOneTree(own.tree, paths[index].tree)
      }) {
        insert(index)
      }
    }
  }

  /// Whether a changed file may be compared with another whose names differ, or are not known.
  private static func mayMeet(
    _ own: FileFacts, _ roles: FileFacts.Roles, _ other: FileFacts
  ) -> Bool {
    let users: FileFacts.Roles = [.storeReference, .account]
    // Whoever uses a store has to know that there are any, and which nearly fits.
    if !roles.isDisjoint(with: users), other.marks.contains(.store) { return true }
    if own.marks.contains(.store), !other.open.isDisjoint(with: users) { return true }
    return own.open.contains(.store) && other.roles.contains(.storeReference)
  }

  /// Whether they may be compared where one folder holds the other, as `SecretCatalogue` has it.
  private static func mayMeetInTree(
    _ own: FileFacts, _ roles: FileFacts.Roles, _ other: FileFacts
  ) -> Bool {
    own.open.contains(.producer) && other.roles.contains(.reference)
      || roles.contains(.reference) && other.open.contains(.producer)
  }

  private static func isOneTree(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool {
    left.starts(with: right) || right.starts(with: left)
  }

  // MARK: Places

  private mutating func insert(_ index: Int) {
    guard !isFound[index] else { return }
    isFound[index] = true
    found.append(index)
  }

  private mutating func add(_ path: RepositoryPath) {
    if let index = paths.index(of: path.bytes) { insert(index) }
  }

  /// Files of these names in a folder and the ones above.
  private mutating func addAbove(_ folders: [String], named names: [String]) {
    for depth in 0...folders.count {
      for name in names {
        if let index = paths.index(of: Self.join(folders[..<depth], name)) { insert(index) }
      }
    }
  }

  /// The bytes of a path; of a folder, which ends in `/`, where `name` is empty.
  private static func join(_ folders: ArraySlice<String>, _ name: String) -> [UInt8] {
    var path: [UInt8] = []
    for folder in folders {
      path += folder.utf8
      path.append(UInt8(ascii: "/"))
    }
    return path + name.utf8
  }
}

extension RepositoryPath {
  /// The names of the folders above.
  fileprivate var folders: [String] {
    bytes.split(separator: UInt8(ascii: "/")).dropLast().map { String(decoding: $0, as: UTF8.self) }
  }
}
