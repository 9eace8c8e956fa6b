internal import Findings

/// Finds the references, stashes and reflog entries through which commits are reached.
struct ReferenceNames {
  let graph: CommitGraph
  /// In the order in which they are preferred.
  let tips: [HistoryTips.Tip]

  /// For each leak, the names through which any of its commits is reached, sorted; at most
  /// `Life.referenceLimit`, those that tell most first. Reflog entries count only where nothing else
  /// reaches it.
  func names(reaching leaks: [[Int]]) -> [[String]] {
    var names: [[String]] = leaks.map { _ in [] }
    let split = tips.firstIndex { $0.rank == .reflog } ?? tips.endIndex
    let all = Array(leaks.indices)
    search(tips[..<split], for: all, in: leaks, into: &names)
    search(tips[split...], for: all.filter { names[$0].isEmpty }, in: leaks, into: &names)
    return names.map { $0.sorted() }
  }

  /// Goes over `tips` in groups of 64: a bit each, handed down from children to parents.
  private func search(
    _ tips: ArraySlice<HistoryTips.Tip>, for wanted: [Int], in leaks: [[Int]],
    into names: inout [[String]]
  ) {
    var wanted = wanted
    var rest = tips
    while !rest.isEmpty {
      wanted.removeAll { names[$0].count >= Life.referenceLimit }
      if wanted.isEmpty { return }
      let group = rest.prefix(64)
      rest = rest.dropFirst(64)
      let masks = masks(of: group)
      for leak in wanted {
        let mask = leaks[leak].reduce(UInt64(0)) { $0 | masks[$1] }
        for (bit, tip) in group.enumerated()
        where mask >> UInt64(bit) & 1 == 1 && names[leak].count < Life.referenceLimit {
          names[leak].append(tip.name)
        }
      }
    }
  }

  /// By commit: a bit for each tip of `group` that reaches it.
  private func masks(of group: ArraySlice<HistoryTips.Tip>) -> [UInt64] {
    var masks = [UInt64](repeating: 0, count: graph.nodes.count)
    for (bit, tip) in group.enumerated() { masks[tip.number] |= 1 << UInt64(bit) }
    for number in graph.order.reversed() where masks[number] != 0 {
      for parent in graph.parents(of: number) { masks[Int(parent)] |= masks[number] }
    }
    return masks
  }
}
