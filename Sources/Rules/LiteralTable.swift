import Findings

/// The literals of a rule set, in the order of their anchors: what a scan needs of all rules before
/// it has read a byte.
///
/// Of the built-in rules RuleCompiler writes it: a start copies it, which takes some microseconds
/// for a thousand literals, and decodes no rule.
public struct LiteralTable: Sendable {
  /// One literal.
  public struct Entry: Sendable {
    /// The classes of its anchor, see `LiteralAnchor`.
    public let key: Int32
    /// Bytes from the literal's start to the end of its anchor.
    public let end: Int32
    /// Where it starts in `text`.
    public let start: Int32
    public let count: Int32
    /// Where its rules start in `rules`.
    fileprivate let firstRule: Int32
    fileprivate let ruleCount: Int32

    /// The literal's place in `LiteralTable.text`.
    public var text: Range<Int> { Int(start)..<Int(start + count) }
    /// The literal's rules in `LiteralTable.rules`.
    public var rules: Range<Int> { Int(firstRule)..<Int(firstRule + ruleCount) }
  }

  /// The literals in lower case, one behind the other.
  public private(set) var text: [UInt8] = []
  /// By key in ascending order.
  public private(set) var entries: [Entry] = []
  public private(set) var rules: [Owner] = []

  /// A rule that needs a literal.
  public struct Owner: Sendable {
    /// Its index in the rule set.
    public let rule: Int32
    /// Whether it takes part where text stands in an encoding or a binary: `SecretRule.isStrict`.
    public let isStrict: Bool

    public init(rule: Int, isStrict: Bool) {
      self.rule = Int32(rule)
      self.isStrict = isStrict
    }
  }

  public init() {}

  /// The literals of `rules`, each once.
  ///
  /// - Parameter rules: the rules with their indices.
  init(of rules: [(index: Int, rule: SecretRule)]) {
    var owners: [[UInt8]: [Owner]] = [:]
    for (index, rule) in rules {
      let owner = Owner(rule: index, isStrict: rule.isStrict)
      for literal in Set(rule.literals.map { Array($0.lowercased().utf8) }) {
        owners[literal, default: []].append(owner)
      }
    }
    let keyed = owners.map { literal, owners in
      let end = LiteralAnchor.end(of: literal)
      return (
        key: LiteralAnchor.key(of: literal, end: end), end: end, literal: literal, owners: owners
      )
    }
    for entry in keyed.sorted(by: {
      $0.key != $1.key ? $0.key < $1.key : $0.literal.lexicographicallyPrecedes($1.literal)
    }) {
      append(key: entry.key, end: entry.end, count: entry.literal.count, owners: entry.owners)
      text += entry.literal
    }
  }

  /// Adds a literal without rules, or of those of the table's user.
  public mutating func insert(_ literal: String, rules owners: [Owner] = []) {
    let bytes = Array(literal.lowercased().utf8)
    let end = LiteralAnchor.end(of: bytes)
    let key = LiteralAnchor.key(of: bytes, end: end)
    append(key: key, end: end, count: bytes.count, owners: owners)
    text += bytes
    let added = entries.removeLast()
    let place = entries.partitioningIndex { $0.key > added.key }
    entries.insert(added, at: place)
  }

  /// Adds the literals of more rules.
  mutating func insert(_ other: LiteralTable) {
    for entry in other.entries {
      insert(
        String(decoding: other.text[entry.text], as: UTF8.self),
        rules: Array(other.rules[entry.rules]))
    }
  }

  /// The literals of strict rules, with those rules alone.
  public var strict: LiteralTable {
    var table = LiteralTable()
    for entry in entries {
      let owners = rules[entry.rules].filter(\.isStrict)
      guard !owners.isEmpty else { continue }
      table.append(
        key: Int(entry.key), end: Int(entry.end), count: Int(entry.count), owners: owners)
      table.text += text[entry.text]
    }
    return table
  }

  private mutating func append(key: Int, end: Int, count: Int, owners: [Owner]) {
    let first = rules.count
    rules += owners
    entries.append(
      Entry(
        key: Int32(key), end: Int32(end), start: Int32(text.count), count: Int32(count),
        firstRule: Int32(first), ruleCount: Int32(rules.count - first)))
  }
}

// MARK: The archive's form

extension LiteralTable {
  /// The longest literal of a built-in rule, in bytes: what a digit of the archive can tell.
  public static let longestBuiltin = 63

  /// Four digits for the number of literals; for each three for the key, one for the anchor's end,
  /// one for the length, one for the number of rules and three for each of them, of which the lowest
  /// bit is `isStrict`; and the texts.
  func encoded() -> String {
    var header = SixBits.text(of: entries.count, digits: 4)
    var texts = ""
    for entry in entries {
      header += SixBits.text(of: Int(entry.key), digits: 3)
      header += SixBits.text(of: Int(entry.end), digits: 1)
      header += SixBits.text(of: Int(entry.count), digits: 1)
      header += SixBits.text(of: Int(entry.ruleCount), digits: 1)
      for owner in rules[entry.rules] {
        header += SixBits.text(of: Int(owner.rule) << 1 | (owner.isStrict ? 1 : 0), digits: 3)
      }
      texts += String(decoding: text[entry.text], as: UTF8.self)
    }
    return header + texts
  }

  /// The table of an archive, as far as it is for the rules that `position` places.
  ///
  /// Every start does this: it reads each digit once and copies the texts as they are.
  ///
  /// - Parameter position: for each rule of the archive, its index among those that run, -1 for one
  ///   that does not; nil where all run in the archive's order.
  init(decoding archive: String, position: [Int32]?) {
    let bytes = archive.utf8.span
    guard !bytes.isEmpty else { return }
    let count = SixBits.value(in: bytes, at: 0, digits: 4)
    entries.reserveCapacity(position == nil ? count + 8 : 0)
    rules.reserveCapacity(position == nil ? 2 * count : 0)
    var offset = 4
    var start: Int32 = 0
    for _ in 0..<count {
      let key = Int32(SixBits.value(in: bytes, at: offset, digits: 3))
      let end = Int32(bytes[offset + 3]) - 0x30
      let length = Int32(bytes[offset + 4]) - 0x30
      let owners = Int(bytes[offset + 5]) - 0x30
      offset += 6
      let first = rules.count
      for _ in 0..<owners {
        let owner = SixBits.value(in: bytes, at: offset, digits: 3)
        let place = position.map { Int($0[owner >> 1]) } ?? owner >> 1
        if place >= 0 { rules.append(Owner(rule: place, isStrict: owner & 1 != 0)) }
        offset += 3
      }
      if rules.count > first {
        entries.append(
          Entry(
            key: key, end: end, start: start, count: length, firstRule: Int32(first),
            ruleCount: Int32(rules.count - first)))
      }
      start += length
    }
    // With room for the literals of the table's user, so that none of them copies it.
    let room = 256
    let texts = bytes.extracting(offset...)
    text = [UInt8](repeating: 0, count: texts.count + room)
    for index in texts.indices { text[index] = texts[index] }
    text.removeLast(room)
  }
}
