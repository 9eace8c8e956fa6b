internal import Findings

/// The paths of a history as a tree of names: each path is a number, and knows its folder's.
struct PathTable: Sendable {
  /// The number of the repository's root.
  static let root: UInt32 = 0

  private struct Node: Sendable {
    var folder: UInt32
    /// Where the name stands in `names`.
    var start: Int
    var count: Int32
    var isExcluded: Bool
    var isFile = false
  }

  private var nodes = [Node(folder: 0, start: 0, count: 0, isExcluded: false)]
  private var names: [UInt8] = []
  /// Number of the path that hashes here, 0 for none. A power of two long.
  private var slots = [UInt32](repeating: 0, count: 1024)
  private let excludes: PathGlobs

  init(excludes: PathGlobs) { self.excludes = excludes }

  /// The number of the path `name` in `folder`, nil where it has none; the name stands in `bytes`.
  func find(_ name: Range<Int>, of bytes: Span<UInt8>, in folder: UInt32) -> UInt32? {
    let found = slots[slot(name, of: bytes, in: folder)]
    return found == 0 ? nil : found
  }

  /// The number of the path `name` in `folder`, which is the next one where it had none.
  mutating func insert(_ name: Range<Int>, of bytes: Span<UInt8>, in folder: UInt32) -> UInt32 {
    let slot = slot(name, of: bytes, in: folder)
    if slots[slot] != 0 { return slots[slot] }
    let start = names.count
    for index in name { names.append(bytes[index]) }
    let number = UInt32(nodes.count)
    let isInside = nodes[Int(folder)].isExcluded
    nodes.append(
      Node(folder: folder, start: start, count: Int32(name.count), isExcluded: isInside))
    if !isInside, !excludes.isEmpty {
      nodes[Int(number)].isExcluded = excludes.matches(path(of: number))
    }
    slots[slot] = number
    if nodes.count * 4 > slots.count * 3 { grow() }
    return number
  }

  /// Whether path `number` is `name` in `folder`.
  private func isPath(
    _ number: UInt32, _ name: Range<Int>, of bytes: Span<UInt8>, in folder: UInt32
  ) -> Bool {
    let node = nodes[Int(number)]
    guard node.folder == folder, Int(node.count) == name.count else { return false }
    var index = node.start
    for position in name {
      if names[index] != bytes[position] { return false }
      index += 1
    }
    return true
  }

  /// The number of the folder that path `number` is in.
  func folder(of number: UInt32) -> UInt32 { nodes[Int(number)].folder }

  /// Whether the configuration leaves out path `number` or a folder that it lies in.
  func isExcluded(_ number: UInt32) -> Bool { nodes[Int(number)].isExcluded }

  /// Notes that path `number` is a file's; returns whether that is new.
  mutating func markFile(_ number: UInt32) -> Bool {
    if nodes[Int(number)].isFile { return false }
    nodes[Int(number)].isFile = true
    return true
  }

  /// The whole path.
  func path(of number: UInt32) -> RepositoryPath {
    var chain: [Node] = []
    var next = number
    while next != PathTable.root {
      chain.append(nodes[Int(next)])
      next = nodes[Int(next)].folder
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(chain.reduce(chain.count) { $0 + Int($1.count) })
    for node in chain.reversed() {
      if !bytes.isEmpty { bytes.append(UInt8(ascii: "/")) }
      bytes += names[node.start..<node.start + Int(node.count)]
    }
    return RepositoryPath(bytes: bytes)
  }

  /// A number that paths with the same last component share.
  func nameHash(of number: UInt32) -> UInt64 {
    let node = nodes[Int(number)]
    return PathTable.hash(
      node.start..<node.start + Int(node.count), of: names.span, from: PathTable.root)
  }

  /// FNV-1a (draft-eastlake-fnv, section 2), started from the folder.
  private static func hash(
    _ name: Range<Int>, of bytes: Span<UInt8>, from folder: UInt32
  ) -> UInt64 {
    var hash = UInt64(folder) &* 0x9e37_79b9_7f4a_7c15 ^ 0xcbf2_9ce4_8422_2325
    for index in name { hash = (hash ^ UInt64(bytes[index])) &* 0x0000_0100_0000_01b3 }
    return hash
  }

  /// The slot that holds the path, or the empty one where it belongs.
  private func slot(_ name: Range<Int>, of bytes: Span<UInt8>, in folder: UInt32) -> Int {
    let mask = slots.count - 1
    let hash = PathTable.hash(name, of: bytes, from: folder)
    var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & mask
    while slots[slot] != 0, !isPath(slots[slot], name, of: bytes, in: folder) {
      slot = (slot + 1) & mask
    }
    return slot
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    for number in 1..<nodes.count {
      let node = nodes[number]
      let name = node.start..<node.start + Int(node.count)
      slots[slot(name, of: names.span, in: node.folder)] = UInt32(number)
    }
  }
}
