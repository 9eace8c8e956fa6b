internal import Git

/// Numbers for object ids, in the order in which they came.
///
/// An open-addressing table of 32-bit numbers: an id is a hash already, and a dictionary would take
/// three times the memory and time on the hundreds of thousands of ids of a history.
struct ObjectTable: Sendable {
  private(set) var ids: [ObjectID] = []
  /// Number + 1 of the id that hashes here, 0 for none. A power of two long.
  private var slots = [UInt32](repeating: 0, count: 1024)

  /// The number of `id`, nil where it has none.
  func number(of id: ObjectID) -> Int? {
    let entry = slots[slot(of: id)]
    return entry == 0 ? nil : Int(entry) - 1
  }

  /// The number of `id`, which is the next one where it had none.
  mutating func insert(_ id: ObjectID) -> (number: Int, isNew: Bool) {
    let slot = slot(of: id)
    if slots[slot] != 0 { return (Int(slots[slot]) - 1, false) }
    ids.append(id)
    slots[slot] = UInt32(ids.count)
    if ids.count * 4 > slots.count * 3 { grow() }
    return (ids.count - 1, true)
  }

  /// The slot that holds `id`, or the empty one where it belongs.
  private func slot(of id: ObjectID) -> Int {
    let mask = slots.count - 1
    var slot = id.tableHash & mask
    while slots[slot] != 0, ids[Int(slots[slot]) - 1] != id { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    for (number, id) in ids.enumerated() { slots[slot(of: id)] = UInt32(number + 1) }
  }
}
