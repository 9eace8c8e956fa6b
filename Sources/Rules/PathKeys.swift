/// Sets of three bytes that stand in a path: they tell at little cost which globs cannot match it.
public struct PathKeys: Sendable {
  /// A bit for each key.
  private var bits = [UInt64](repeating: 0, count: 64)

  /// The keys of `path`, and the key of no bytes, which every path has.
  public init(of path: [UInt8]) {
    bits[0] = 1
    guard path.count > 2 else { return }
    for start in 0..<(path.count - 2) {
      let key = PathKeys.key(path[start], path[start + 1], path[start + 2])
      bits[key >> 6] |= 1 << UInt64(key & 63)
    }
  }

  /// Whether the path has a key, a number below 4,096.
  public func has(_ key: Int) -> Bool { bits[key >> 6] >> UInt64(key & 63) & 1 != 0 }

  /// Two keys that each path has which `glob` matches, see `PathGlobs`: the ends of its longest run of
  /// bytes that stand for themselves.
  static func keys(of glob: String) -> (first: Int, last: Int) {
    var longest: [UInt8] = []
    var run: [UInt8] = []
    for byte in Array(glob.utf8) + [UInt8(ascii: "*")] {
      if !"*?[]!\\/".utf8.contains(byte) {
        run.append(byte)
        continue
      }
      if run.count > longest.count { longest = run }
      run = []
      // A class, or what a backslash takes: what else stands in this glob may mean something else.
      if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "\\") { break }
    }
    guard longest.count > 2 else { return (0, 0) }
    let end = longest.count
    return (
      key(longest[0], longest[1], longest[2]),
      key(longest[end - 3], longest[end - 2], longest[end - 1])
    )
  }

  private static func key(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int {
    (Int(first) &* 961 &+ Int(second) &* 31 &+ Int(third)) & 0xFFF
  }
}

/// The rules that read whole files of certain paths, and wait for no literal.
public struct FileRules: Sendable {
  private struct Entry: Sendable {
    var rule: Int
    var keys: (first: Int, last: Int)
  }

  /// One for each glob, in the order of the rules.
  private var entries: [Entry] = []

  public init() {}

  /// - Parameter rules: the rules with their indices.
  init(of rules: [(index: Int, rule: SecretRule)]) {
    for (index, rule) in rules where rule.readsWholeFiles {
      entries += rule.paths.map { Entry(rule: index, keys: PathKeys.keys(of: $0)) }
    }
  }

  /// The rules that may be for a path with these keys, each once; `PathGlobs` knows for sure.
  public func rules(for path: PathKeys) -> [Int] {
    var rules: [Int] = []
    for entry in entries
    where path.has(entry.keys.first) && path.has(entry.keys.last) && rules.last != entry.rule {
      rules.append(entry.rule)
    }
    return rules
  }

  /// All of them.
  public var rules: [Int] {
    entries.reduce(into: []) { if $0.last != $1.rule { $0.append($1.rule) } }
  }

  /// Adds `other` behind these.
  mutating func append(_ other: FileRules) { entries += other.entries }

  // MARK: The archive's form

  /// For each entry three digits for the rule and two for each of the keys.
  func encoded() -> String {
    entries.map { entry in
      SixBits.text(of: entry.rule, digits: 3) + SixBits.text(of: entry.keys.first, digits: 2)
        + SixBits.text(of: entry.keys.last, digits: 2)
    }.joined()
  }

  /// - Parameter position: for each rule of the archive, its index among those that run, -1 for one
  ///   that does not; nil where all run in the archive's order.
  init(decoding archive: String, position: [Int32]?) {
    let bytes = archive.utf8.span
    for offset in stride(from: 0, to: bytes.count, by: 7) {
      let rule = SixBits.value(in: bytes, at: offset, digits: 3)
      let place = position.map { Int($0[rule]) } ?? rule
      guard place >= 0 else { continue }
      let keys = (
        first: SixBits.value(in: bytes, at: offset + 3, digits: 2),
        last: SixBits.value(in: bytes, at: offset + 5, digits: 2)
      )
      entries.append(Entry(rule: place, keys: keys))
    }
  }
}
