/// A mapping while it is read: each key is taken once, and what nobody took is an error.
public struct Fields {
  public let file: String
  /// 1-based line on which the mapping starts.
  public let line: Int
  private var entries: [FieldNode.Entry]
  private var known: [String] = []

  /// - Throws: `FieldError` where `node` is no mapping, or has a key twice.
  public init(_ node: FieldNode, file: String) throws(FieldError) {
    let line = node.line
    let entries: [FieldNode.Entry]
    switch node {
    case .map(let written, _): entries = written
    case _ where node.isEmpty: entries = []
    default: throw FieldError(file: file, line: line, message: "expected keys and values here")
    }
    var seen: Set<String> = []
    for entry in entries where !seen.insert(entry.key).inserted {
      throw FieldError(
        file: file, line: entry.line, message: "'\(entry.key)' is written twice; keep one")
    }
    self.file = file
    self.line = line
    self.entries = entries
  }

  /// The value of `key`, which counts as known from here on.
  public mutating func take(_ key: String) -> FieldNode? {
    known.append(key)
    guard let index = entries.firstIndex(where: { $0.key == key }) else { return nil }
    return entries.remove(at: index).value
  }

  /// Every entry left, for a mapping whose keys are the user's own.
  public mutating func takeAll() -> [FieldNode.Entry] {
    defer { entries = [] }
    return entries
  }

  /// The text of `key`, nil where it is absent.
  public mutating func text(_ key: String) throws(FieldError) -> String? {
    guard let node = take(key) else { return nil }
    return try scalar(node, of: key)
  }

  /// The text of `key`, which must be there and not be empty.
  public mutating func requiredText(_ key: String) throws(FieldError) -> String {
    guard let text = try text(key), !text.isEmpty else {
      throw FieldError(file: file, line: line, message: "'\(key)' is missing")
    }
    return text
  }

  /// The texts of `key`: a list, or a single text; empty where it is absent or holds nothing.
  public mutating func texts(_ key: String) throws(FieldError) -> [String] {
    try placedTexts(key).map(\.text)
  }

  /// The texts of `key` as `texts` reads them, each with its 1-based line.
  public mutating func placedTexts(
    _ key: String
  ) throws(FieldError) -> [(text: String, line: Int)] {
    guard let node = take(key), !node.isEmpty else { return [] }
    guard case .list(let items, _) = node else {
      return [(try scalar(node, of: key), node.line)]
    }
    var texts: [(text: String, line: Int)] = []
    for item in items { texts.append((try scalar(item, of: key), item.line)) }
    return texts
  }

  /// The items of `key`; empty where it is absent or holds nothing.
  public mutating func list(_ key: String) throws(FieldError) -> [FieldNode] {
    guard let node = take(key), !node.isEmpty else { return [] }
    guard case .list(let items, _) = node else {
      throw FieldError(file: file, line: node.line, message: "'\(key)' must be a list")
    }
    return items
  }

  /// The mapping under `key`, nil where it is absent.
  public mutating func fields(_ key: String) throws(FieldError) -> Fields? {
    guard let node = take(key) else { return nil }
    return try Fields(node, file: file)
  }

  /// The whole number of `key` within `range`.
  public mutating func integer(
    _ key: String, in range: ClosedRange<Int>
  ) throws(FieldError) -> Int? {
    guard let node = take(key) else { return nil }
    guard let value = Int(try scalar(node, of: key)), range.contains(value) else {
      throw FieldError(
        file: file, line: node.line,
        message:
          "'\(key)' must be a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  /// The number of `key`, not negative.
  public mutating func number(_ key: String) throws(FieldError) -> Double? {
    guard let node = take(key) else { return nil }
    guard let value = Double(try scalar(node, of: key)), value >= 0, value.isFinite else {
      throw FieldError(file: file, line: node.line, message: "'\(key)' must be a number from 0")
    }
    return value
  }

  /// The truth of `key`, written `true` or `false`.
  public mutating func flag(_ key: String) throws(FieldError) -> Bool? {
    guard let node = take(key) else { return nil }
    switch try scalar(node, of: key) {
    case "true": return true
    case "false": return false
    default:
      throw FieldError(file: file, line: node.line, message: "'\(key)' must be true or false")
    }
  }

  /// The choice named by `key`, one of `choices`; nil where it is absent.
  public mutating func choice<Choice>(
    _ key: String, of choices: [(name: String, value: Choice)]
  ) throws(FieldError) -> Choice? {
    guard let node = take(key) else { return nil }
    let name = try scalar(node, of: key)
    if let match = choices.first(where: { $0.name == name }) { return match.value }
    let names = choices.map(\.name).joined(separator: ", ")
    throw FieldError(
      file: file, line: node.line, message: "'\(key)' must be one of: \(names)")
  }

  /// Ends the reading.
  ///
  /// - Throws: `FieldError` that names an unknown key's line and the nearest known key.
  public func finish() throws(FieldError) {
    guard let unknown = entries.first else { return }
    let hint = nearestName(to: unknown.key, among: known).map { "; did you mean '\($0)'?" } ?? ""
    throw FieldError(
      file: file, line: unknown.line, message: "unknown key '\(unknown.key)'\(hint)")
  }

  private func scalar(_ node: FieldNode, of key: String) throws(FieldError) -> String {
    guard case .scalar(let text, _) = node else {
      throw FieldError(file: file, line: node.line, message: "'\(key)' must be a single value")
    }
    return text
  }
}

/// The name among `names` that takes the fewest edits to reach from `name`; nil where none is near
/// (a third of its length, at least two edits).
public func nearestName(to name: String, among names: [String]) -> String? {
  let target = Array(name.utf8)
  let distances = names.map { (name: $0, distance: editDistance(target, Array($0.utf8))) }
  guard let best = distances.min(by: { $0.distance < $1.distance }) else { return nil }
  return best.distance <= max(2, target.count / 3) ? best.name : nil
}

/// Levenshtein distance, a row at a time.
private func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
  var row = Array(0...right.count)
  for (index, byte) in left.enumerated() {
    var diagonal = row[0]
    row[0] = index + 1
    for (column, other) in right.enumerated() {
      let replaced = diagonal + (byte == other ? 0 : 1)
      diagonal = row[column + 1]
      row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
    }
  }
  return row[right.count]
}
