public import Findings
public import Git

extension HistoryIndex {
  /// The life of each leak in the history, a leak being the blobs (and commits, for their messages)
  /// that hold the secret.
  ///
  /// Opens the repository, and walks HEAD's first-parent line and the commits a few times: ask once
  /// for all leaks.
  ///
  /// - Throws: where the repository does not open.
  public func lives(of leaks: [[ObjectID]]) throws(GitError) -> [Life] {
    let repository = try Repository(path: repository)
    let standings = leaks.map { $0.flatMap { self.standings(of: $0) } }
    let commits = leaks.indices.map { commitNumbers(of: leaks[$0], standings: standings[$0]) }
    var presence = PresenceWalk(walk: walk, graph: graph)
    for (leak, standings) in standings.enumerated() { presence.ask(leak, standings) }
    if let head = head.flatMap(graph.table.number) { presence.run(from: head, in: repository) }
    let names = ReferenceNames(graph: graph, tips: tips).names(reaching: commits)
    return leaks.indices.map { leak in
      Life(
        introduced: commits[leak].first.flatMap { graph.provenance(of: $0) },
        presentAtHead: presence.presentAtHead.contains(leak),
        removedIn: presence.removedIn[leak].flatMap { graph.provenance(of: $0) },
        references: names[leak])
    }
  }

  /// For each blob, the paths under which it stands in HEAD's tree, in ascending order.
  ///
  /// - Throws: where the repository does not open.
  public func pathsAtHead(of blobs: [ObjectID]) throws(GitError) -> [[RepositoryPath]] {
    guard let head = head.flatMap(graph.table.number) else { return blobs.map { _ in [] } }
    let repository = try Repository(path: repository)
    var standing: [TreeWalk.Standing] = []
    var owners: [Int] = []
    for (index, blob) in blobs.enumerated() {
      for place in self.standings(of: blob) {
        standing.append(place)
        owners.append(index)
      }
    }
    // Each place is asked for as a leak of its own.
    var presence = PresenceWalk(walk: walk, graph: graph)
    for (index, place) in standing.enumerated() { presence.ask(index, [place]) }
    presence.visit(head, in: repository)
    var paths: [[RepositoryPath]] = blobs.map { _ in [] }
    for index in presence.takeFound() {
      paths[owners[index]].append(walk.paths.path(of: standing[index].path))
    }
    return paths.map { $0.sorted() }
  }

  /// The commits that bring a leak in, oldest first.
  private func commitNumbers(of leak: [ObjectID], standings: [TreeWalk.Standing]) -> [Int] {
    let numbers = standings.map { Int($0.commit) } + leak.compactMap { graph.table.number(of: $0) }
    return Set(numbers).sorted { graph.nodes[$0].position < graph.nodes[$1].position }
  }
}
