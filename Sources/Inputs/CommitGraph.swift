internal import Findings
internal import Git

/// The commits of a history, numbered, with what is needed of each.
struct CommitGraph: Sendable {
  private(set) var table = ObjectTable()
  private(set) var nodes: [Node] = []
  /// The numbers of the commits, parents before children.
  private(set) var order: [Int] = []
  private var parents: [UInt32] = []
  private var authors: [String] = []
  private var authorNumbers: [[UInt8]: UInt32] = [:]

  /// A commit, or a tree or blob that a reference names without one.
  struct Node: Sendable {
    var kind = ObjectKind.commit
    var state = State.unread
    var tree = ObjectID.null
    var parents: Range<UInt32> = 0..<0
    var author: UInt32 = 0
    var offset: Int32 = 0
    var seconds: Int64 = 0
    var committed: Int64 = 0
    /// The place in `order`.
    var position = 0
  }

  enum State: Sendable { case unread, read, missing }

  /// The number for object `id`, which is made where there is none.
  mutating func number(for id: ObjectID, kind: ObjectKind) -> Int {
    let (number, isNew) = table.insert(id)
    if isNew { nodes.append(Node(kind: kind)) }
    return number
  }

  /// Takes over what `commit` says; its parents get numbers, but for those of a shallow root.
  mutating func fill(_ number: Int, from commit: Commit, isShallowRoot: Bool) {
    let start = UInt32(parents.count)
    if !isShallowRoot {
      for parent in commit.parents {
        let number = self.number(for: parent, kind: .commit)
        parents.append(UInt32(number))
      }
    }
    nodes[number].state = .read
    nodes[number].tree = commit.tree
    nodes[number].parents = start..<UInt32(parents.count)
    nodes[number].author = authorNumber(commit.author.name)
    nodes[number].offset = Int32(truncatingIfNeeded: commit.author.offset)
    nodes[number].seconds = commit.author.seconds
    nodes[number].committed = commit.committed
  }

  /// Takes over a tree or blob that a reference names.
  mutating func fill(_ number: Int, withContent id: ObjectID) {
    nodes[number].state = .read
    nodes[number].tree = id
    nodes[number].committed = .max
  }

  /// Notes that commit `number` cannot be read.
  mutating func markMissing(_ number: Int) { nodes[number].state = .missing }

  private mutating func authorNumber(_ name: [UInt8]) -> UInt32 {
    if let number = authorNumbers[name] { return number }
    let number = UInt32(authors.count)
    authors.append(String(decoding: name, as: UTF8.self))
    authorNumbers[name] = number
    return number
  }

  /// The parents of commit `number`, as numbers.
  func parents(of number: Int) -> ArraySlice<UInt32> {
    let range = nodes[number].parents
    return parents[Int(range.lowerBound)..<Int(range.upperBound)]
  }

  /// Who made commit `number`, nil for what is no commit.
  func provenance(of number: Int) -> Provenance? {
    let node = nodes[number]
    guard node.kind == .commit, node.state == .read else { return nil }
    return Provenance(
      commit: table.ids[number].hex, author: authors[Int(node.author)], seconds: node.seconds,
      offset: Int(node.offset))
  }

  /// Fills `order`: parents before children, of several that could come next the oldest first, of
  /// those the one with the smallest id, so that the order never varies.
  mutating func sort() {
    var waiting = nodes.indices.map { parents(of: $0).count }
    var childStart = [Int](repeating: 0, count: nodes.count + 1)
    for parent in parents { childStart[Int(parent) + 1] += 1 }
    for index in nodes.indices { childStart[index + 1] += childStart[index] }
    var children = [Int](repeating: 0, count: parents.count)
    var filled = childStart
    for child in nodes.indices {
      for parent in parents(of: child) {
        children[filled[Int(parent)]] = child
        filled[Int(parent)] += 1
      }
    }
    var ready = MinimumHeap()
    for index in nodes.indices where waiting[index] == 0 { push(index, on: &ready) }
    order = []
    order.reserveCapacity(nodes.count)
    while let next = ready.pop() {
      nodes[next].position = order.count
      order.append(next)
      for child in children[childStart[next]..<childStart[next + 1]] {
        waiting[child] -= 1
        if waiting[child] == 0 { push(child, on: &ready) }
      }
    }
  }

  private func push(_ number: Int, on heap: inout MinimumHeap) {
    heap.push(
      MinimumHeap.Entry(
        seconds: nodes[number].committed, id: table.ids[number], number: number))
  }
}

/// A binary heap that gives the oldest commit first.
struct MinimumHeap {
  struct Entry {
    var seconds: Int64
    var id: ObjectID
    var number: Int

    func precedes(_ other: Entry) -> Bool {
      seconds != other.seconds ? seconds < other.seconds : id < other.id
    }
  }

  private var entries: [Entry] = []

  mutating func push(_ entry: Entry) {
    entries.append(entry)
    var index = entries.count - 1
    while index > 0, entries[index].precedes(entries[(index - 1) / 2]) {
      entries.swapAt(index, (index - 1) / 2)
      index = (index - 1) / 2
    }
  }

  mutating func pop() -> Int? {
    guard let first = entries.first else { return nil }
    let last = entries.removeLast()
    guard !entries.isEmpty else { return first.number }
    entries[0] = last
    var index = 0
    while true {
      let left = 2 * index + 1
      guard left < entries.count else { return first.number }
      let right = left + 1
      let smaller =
        right < entries.count && entries[right].precedes(entries[left]) ? right : left
      guard entries[smaller].precedes(entries[index]) else { return first.number }
      entries.swapAt(index, smaller)
      index = smaller
    }
  }
}
