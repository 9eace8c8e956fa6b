internal import Git

/// Finds which leaks HEAD still holds, and where its first-parent line lost the others.
///
/// Walks from HEAD to older commits until every leak is found or can no longer come. Only trees on
/// the way to a path that was asked for are read, and each once: what it holds was compared then.
struct PresenceWalk {
  private let walk: TreeWalk
  private let graph: CommitGraph
  private(set) var presentAtHead: Set<Int> = []
  /// By leak: the number of the first commit without it.
  private(set) var removedIn: [Int: Int] = [:]

  /// By path: the blobs asked for there and whose they are.
  private var asked: [UInt32: [(object: UInt32, leak: Int)]] = [:]
  /// Folders on the way to these paths.
  private var folders: Set<UInt32> = [PathTable.root]
  /// By leak that was not found yet: the place of its first commit in the order.
  private var pending: [Int: Int] = [:]
  private var found: Set<Int> = []
  private var seen: Set<Place> = []

  private struct Place: Hashable {
    var folder: UInt32
    var tree: ObjectID
  }

  init(walk: TreeWalk, graph: CommitGraph) {
    self.walk = walk
    self.graph = graph
  }

  /// Asks for the places where `leak` stood.
  mutating func ask(_ leak: Int, _ standings: [TreeWalk.Standing]) {
    for standing in standings {
      asked[standing.path, default: []].append((standing.object, leak))
      let position = graph.nodes[Int(standing.commit)].position
      pending[leak] = min(pending[leak] ?? position, position)
      var folder = walk.paths.folder(of: standing.path)
      while folders.insert(folder).inserted { folder = walk.paths.folder(of: folder) }
    }
  }

  /// Fills `presentAtHead` and `removedIn`.
  mutating func run(from head: Int, in repository: borrowing Repository) {
    visit(head, in: repository)
    presentAtHead = takeFound()
    var child = head
    var oldest = pending.values.min() ?? .max
    while !pending.isEmpty, let parent = graph.parents(of: child).first.map({ Int($0) }),
      graph.nodes[parent].position >= oldest
    {
      visit(parent, in: repository)
      let lost = takeFound()
      for leak in lost { removedIn[leak] = child }
      if !lost.isEmpty { oldest = pending.values.min() ?? .max }
      child = parent
    }
  }

  /// The leaks found since the last call; they are not asked for any more.
  mutating func takeFound() -> Set<Int> {
    let taken = found
    found = []
    for leak in taken { pending[leak] = nil }
    return taken
  }

  /// Compares what commit `number` holds with what is asked for.
  ///
  /// A tree that cannot be read holds nothing here: the walk of the history reported it.
  mutating func visit(_ number: Int, in repository: borrowing Repository) {
    guard graph.nodes[number].state == .read else { return }
    var waiting = [Place(folder: PathTable.root, tree: graph.nodes[number].tree)]
    while let place = waiting.popLast() {
      guard seen.insert(place).inserted else { continue }
      try? repository.withObject(place.tree, as: .tree) { bytes throws(GitError) in
        var reader = TreeReader(place.tree)
        while let entry = try reader.next(in: bytes) {
          guard let path = walk.paths.find(entry.name, of: bytes, in: place.folder) else {
            continue
          }
          if entry.kind == .folder {
            if folders.contains(path) { waiting.append(Place(folder: path, tree: entry.id)) }
          } else if let leaks = asked[path] {
            compare(entry.id, with: leaks)
          }
        }
      }
    }
  }

  private mutating func compare(_ id: ObjectID, with leaks: [(object: UInt32, leak: Int)]) {
    for (object, leak) in leaks
    where pending[leak] != nil && walk.objects.ids[Int(object)] == id {
      found.insert(leak)
    }
  }
}
