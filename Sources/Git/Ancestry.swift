extension Repository {
  /// The commits of one side of a history, and where it left the other.
  public struct Branch: Sendable {
    /// The commits reachable from the tip alone, parents before children.
    public var commits: [Commit]
    /// The best common ancestor, nil where this clone knows none.
    public var mergeBase: ObjectID?
    /// Whether the walk, on either side, came to commits whose parents this clone does not have.
    public var isCutShort: Bool
    /// Whether the tip itself is reachable from one of the others.
    public var isContained: Bool
  }

  /// The commits reachable from `tip` and from none of `others`.
  ///
  /// The walk is by commit date, as git's is: it ends where all that is left is known to both sides
  /// and older than what was found, and some steps later, because clocks are not always right.
  ///
  /// - Parameter boundary: commits that are taken to have no parents, for a shallow clone.
  /// - Throws: `.missing` or `.corrupt` for a commit that should be there.
  public func commits(
    from tip: ObjectID, notFrom others: [ObjectID], boundary: Set<ObjectID>
  ) throws(GitError) -> Branch {
    var walk = AncestryWalk(boundary: boundary)
    try walk.reach(tip, .tip, in: self)
    for other in others { try walk.reach(other, .other, in: self) }
    while let id = walk.next() { try walk.visit(id, in: self) }
    return Branch(
      commits: walk.sorted(from: tip), mergeBase: walk.mergeBase, isCutShort: walk.isCutShort,
      isContained: walk.isShared(tip))
  }
}

/// A walk from two sides of a history towards what they share.
private struct AncestryWalk {
  /// From where a commit is reached.
  struct Sides: OptionSet {
    let rawValue: UInt8
    static let tip = Sides(rawValue: 1)
    static let other = Sides(rawValue: 2)
    /// Below a common ancestor, so never the best one.
    static let stale = Sides(rawValue: 4)
    static let shared: Sides = [.tip, .other]
  }

  private struct Node {
    var commit: Commit
    var sides: Sides
    var isWaiting = false
  }

  /// Steps that are taken once everything seems found, against wrong clocks.
  private static let slop = 64

  private let boundary: Set<ObjectID>
  private var nodes: [ObjectID: Node] = [:]
  private var waiting = DateHeap()
  /// How many of those waiting are not stale.
  private var fresh = 0
  private var oldestFound = Int64.max
  private var stepsLeft = AncestryWalk.slop
  private(set) var isCutShort = false

  init(boundary: Set<ObjectID>) { self.boundary = boundary }

  /// Notes that `id` is reached from `sides`, and has it visited if that is news.
  mutating func reach(
    _ id: ObjectID, _ sides: Sides, in repository: borrowing Repository
  ) throws(GitError) {
    if nodes[id] == nil {
      nodes[id] = Node(commit: try repository.commit(id), sides: [])
    }
    guard var node = nodes[id], !node.sides.isSuperset(of: sides) else { return }
    if node.isWaiting, !node.sides.contains(.stale) { fresh -= 1 }
    node.sides.formUnion(sides)
    if !node.sides.contains(.stale) { fresh += 1 }
    if !node.isWaiting { waiting.insert(id, date: node.commit.committed) }
    node.isWaiting = true
    nodes[id] = node
  }

  /// The newest commit to visit, nil where the walk is over.
  mutating func next() -> ObjectID? {
    guard let first = waiting.first else { return nil }
    if fresh == 0, first.date < oldestFound {
      guard stepsLeft > 0 else { return nil }
      stepsLeft -= 1
    }
    return waiting.removeFirst()
  }

  /// Passes on to the parents of `id` from where it is reached.
  mutating func visit(_ id: ObjectID, in repository: borrowing Repository) throws(GitError) {
    guard let node = nodes[id] else { return }
    nodes[id]?.isWaiting = false
    if !node.sides.contains(.stale) { fresh -= 1 }
    if node.sides == .tip { oldestFound = min(oldestFound, node.commit.committed) }
    if boundary.contains(id) {
      isCutShort = true
      return
    }
    let below = node.sides.isSuperset(of: .shared) ? node.sides.union(.stale) : node.sides
    for parent in node.commit.parents { try reach(parent, below, in: repository) }
  }

  func isShared(_ id: ObjectID) -> Bool { nodes[id]?.sides.isSuperset(of: .shared) ?? false }

  /// The newest commit that both sides have and that lies below no other such commit.
  var mergeBase: ObjectID? {
    let candidates = nodes.values.filter { $0.sides == .shared }.map(\.commit)
    return candidates.max { ($0.committed, $0.id) < ($1.committed, $1.id) }?.id
  }

  /// The commits that only the tip reaches, parents before children.
  func sorted(from tip: ObjectID) -> [Commit] {
    var sorted: [Commit] = []
    var entered: Set<ObjectID> = []
    var path: [(id: ObjectID, isLeaving: Bool)] = [(tip, false)]
    while let step = path.popLast() {
      guard let node = nodes[step.id], node.sides == .tip else { continue }
      if step.isLeaving {
        sorted.append(node.commit)
      } else if entered.insert(step.id).inserted {
        path.append((step.id, true))
        if boundary.contains(step.id) { continue }
        for parent in node.commit.parents.reversed() { path.append((parent, false)) }
      }
    }
    return sorted
  }
}

/// Commits by date, the newest in front; a binary heap.
private struct DateHeap {
  private var items: [(date: Int64, id: ObjectID)] = []

  var first: (date: Int64, id: ObjectID)? { items.first }

  mutating func insert(_ id: ObjectID, date: Int64) {
    items.append((date, id))
    var child = items.count - 1
    while child > 0, isNewer(child, (child - 1) / 2) {
      items.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func removeFirst() -> ObjectID? {
    guard let first = items.first else { return nil }
    items.swapAt(0, items.count - 1)
    items.removeLast()
    var parent = 0
    while true {
      var newest = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < items.count {
        if isNewer(child, newest) { newest = child }
      }
      if newest == parent { return first.id }
      items.swapAt(parent, newest)
      parent = newest
    }
  }

  private func isNewer(_ left: Int, _ right: Int) -> Bool {
    (items[left].date, items[left].id) > (items[right].date, items[right].id)
  }
}
