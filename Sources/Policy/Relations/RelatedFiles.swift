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
  /// The repository's files, by path in ascending order.
  private let paths: [RepositoryPath]
  private let settings: PolicySettings
  private let facts: (Int) -> FileFacts
  private var found: Set<Int> = []

  /// - Parameters:
  ///   - paths: the repository's files, by path in ascending order.
  ///   - facts: the facts of the file at an index of `paths`; asked only where names decide.
  public init(
    among paths: [RepositoryPath], settings: PolicySettings, facts: @escaping (Int) -> FileFacts
  ) {
    self.paths = paths
    self.settings = settings
    self.facts = facts
  }

  /// The indices of all files to read for a change of `changed`, itself included, in order.
  public mutating func find(for changed: [PolicyFile]) -> [Int] {
    found = []
    let files = changed.filter { FileRole($0.path) != .other }
    for file in files {
      add(file.path)
      addChart(of: file.path)
      addLayers(of: file.path)
      addConfigurations(for: file.path)
    }
    addWired(files)
    addNamed(files.map { (path: $0.path, facts: FileFacts($0.bytes)) })
    for index in found { addAbove(paths[index], named: RelatedFiles.kustomizations) }
    return found.filter { FileRole(paths[$0]) != .other }.sorted()
  }

  private static let kustomizations = ["kustomization.yaml", "kustomization.yml"]

  // MARK: By path

  /// The whole of the chart that the file belongs to, with the charts around and below it.
  private mutating func addChart(of path: RepositoryPath) {
    let folders = path.folders
    let template = folders.firstIndex(of: "templates")
    let depth = (0...folders.count).reversed().first { depth in
      depth == template || place(of: Self.join(folders[..<depth], "Chart.yaml")) != nil
    }
    guard var depth else { return }
    while depth >= 2, folders[depth - 2] == "charts",
      place(of: Self.join(folders[..<(depth - 2)], "Chart.yaml")) != nil
    {
      depth -= 2
    }
    let root = Array(folders[..<depth])
    for index in range(below: root) {
      let inside = paths[index].folders.dropFirst(root.count)
      if inside.first.map(Self.parts.contains) ?? true { found.insert(index) }
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
    for index in isShared ? paths.indices : range(below: folders) {
      let other = paths[index]
      let mayLie = other.name == path.name || other.name.starts(with: "values".utf8)
      guard mayLie, other != path, isShared || other.folders.count == folders.count else {
        continue
      }
      let lower = ValuesLayers.lowerPaths(of: other, environment: matcher.environment(of: other))
      guard lower.contains(path) else { continue }
      found.insert(index)
      for path in lower { add(path) }
    }
  }

  /// SOPS configurations and ignore files, and what a change of one of them is about.
  private mutating func addConfigurations(for path: RepositoryPath) {
    addAbove(path, named: [".sops.yaml"])
    switch FileRole(path) {
    case .sopsConfiguration:
      found.formUnion(range(below: path.folders))
      addIgnored(by: path)
    case .ignoreFile, .dotenv, .terraform, .script: addIgnored(by: path)
    default: if SOPSName.promisesEncryption(path) { addIgnored(by: path) }
    }
  }

  /// The ignore files, and the files whose names they have to speak of.
  private mutating func addIgnored(by path: RepositoryPath) {
    let isIgnoreFile = FileRole(path) == .ignoreFile
    for index in paths.indices {
      let name = paths[index].name
      if name.elementsEqual(".gitignore".utf8) || Self.unwanted.contains(where: name.elementsEqual)
      {
        found.insert(index)
      } else if isIgnoreFile, isAboutIgnoring(index) {
        found.insert(index)
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

  /// What `EnvNotGitignored` asks whether it is tracked.
  private static let unwanted = [
    ".env", ".env.local", "secrets.tfvars.json", "x.dec.yaml", "vault-backup.json",
  ].map { Array($0.utf8) }

  /// The other files of a wiring, and the stores that it speaks of.
  private mutating func addWired(_ files: [PolicyFile]) {
    let wired = PathGlobs(settings.wiring.flatMap(\.files))
    guard files.contains(where: { wired.matches($0.path) }) else { return }
    for index in paths.indices
    where wired.matches(paths[index]) || facts(index).marks.contains(.store) {
      found.insert(index)
    }
  }

  // MARK: By name

  private mutating func addNamed(_ files: [(path: RepositoryPath, facts: FileFacts)]) {
    let told = files.filter { !$0.facts.marks.isEmpty }
      .map { (facts: $0.facts, tree: $0.path.tree) }
    guard !told.isEmpty else { return }
    for index in paths.indices where !found.contains(index) {
      let other = facts(index)
      guard !other.marks.isEmpty else { continue }
      if told.contains(where: { isRelated(other, at: paths[index], to: $0.facts, in: $0.tree) }) {
        found.insert(index)
      }
    }
  }

  /// Whether a changed file with the facts `own` may be compared with one that has `other`.
  private func isRelated(
    _ other: FileFacts, at path: RepositoryPath, to own: FileFacts, in tree: ArraySlice<UInt8>
  ) -> Bool {
    if !other.marks.isDisjoint(with: .named), own.sharesName(with: other) { return true }
    let (one, two) = (own.marks, other.marks)
    let usesStore: FileFacts.Marks = [.storeReference, .serviceAccount]
    if !one.isDisjoint(with: usesStore), two.contains(.store) { return true }
    if one.contains(.store), !two.isDisjoint(with: usesStore), two.contains(.openName) {
      return true
    }
    let secrets: FileFacts.Marks = [.producer, .reference]
    guard !one.isDisjoint(with: secrets), !two.isDisjoint(with: secrets) else { return false }
    // Whether one folder holds the other, as `SecretRefUnresolved` has it.
    let other = path.tree
    return tree.starts(with: other) || other.starts(with: tree)
  }

  // MARK: Places

  private mutating func add(_ path: RepositoryPath) {
    if let index = place(of: path) { found.insert(index) }
  }

  /// Files of these names in the folder of `path` and the ones above.
  private mutating func addAbove(_ path: RepositoryPath, named names: [String]) {
    let folders = path.folders
    for depth in 0...folders.count {
      for name in names { add(Self.join(folders[..<depth], name)) }
    }
  }

  private func place(of path: RepositoryPath) -> Int? {
    let index = firstIndex(from: path)
    return index < paths.count && paths[index] == path ? index : nil
  }

  /// The indices of the files below a folder.
  private func range(below folders: [String]) -> Range<Int> {
    guard !folders.isEmpty else { return paths.indices }
    let text = folders.joined(separator: "/")
    // `0` follows `/` in ASCII.
    return firstIndex(
      from: RepositoryPath(text + "/"))..<firstIndex(from: RepositoryPath(text + "0"))
  }

  private func firstIndex(from path: RepositoryPath) -> Int {
    var low = 0
    var high = paths.count
    while low < high {
      let middle = (low + high) / 2
      if paths[middle] < path { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func join(_ folders: ArraySlice<String>, _ name: String) -> RepositoryPath {
    RepositoryPath((folders + [name]).joined(separator: "/"))
  }
}

extension RepositoryPath {
  /// The names of the folders above.
  fileprivate var folders: [String] {
    bytes.split(separator: UInt8(ascii: "/")).dropLast().map { String(decoding: $0, as: UTF8.self) }
  }

  /// The folder with a `/` at its end, of a template its chart's; empty at the root.
  fileprivate var tree: ArraySlice<UInt8> {
    let folder = bytes.dropLast(name.count)
    let mark = RepositoryPath.templates
    for index in folder.indices where folder[index] == mark[0] {
      let isStart = index == 0 || folder[index - 1] == UInt8(ascii: "/")
      if isStart, folder[index...].starts(with: mark) { return folder[..<index] }
    }
    return folder
  }

  private static let templates = Array("templates/".utf8)
}
