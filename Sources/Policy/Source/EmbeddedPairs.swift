/// A configuration text inside another file: the `key = value`, `key: value` and JSON pairs in it.
struct EmbeddedPairs {
  /// A pair, as offsets in the text; the value without its quotes.
  struct Pair {
    var key: String
    var value: String
    var range: Range<Int>
  }

  private let bytes: [UInt8]
  private(set) var pairs: [Pair] = []

  /// Endings of names under which such texts are kept.
  static let fileEndings: Set<String> = [
    "json", "yaml", "yml", "properties", "ini", "conf", "cfg", "toml", "env", "xml", "sh", "txt",
    "cnf", "hcl", "sql", "py", "js", "lua", "tpl", "md",
  ]

  /// Whether `name` is a file's (`application.properties`), and not a variable's.
  static func isFileName(_ name: String) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count > 1 && fileEndings.contains(parts.last?.lowercased() ?? "")
  }

  init(_ text: String) {
    bytes = Array(text.utf8)
    var start = 0
    while start < bytes.count {
      let end = bytes.lineBreak(from: start, limit: bytes.count)
      readLine(start..<end)
      start = end + 1
    }
  }

  private mutating func readLine(_ line: Range<Int>) {
    var start = line.lowerBound
    func skipBlanks() { while start < line.upperBound, bytes[start].isSpace { start += 1 } }
    skipBlanks()
    if bytes.has("- ", at: start) { start += 2 }
    if bytes.has("export ", at: start) { start += 7 }
    skipBlanks()
    guard start < line.upperBound, !"#;".utf8.contains(bytes[start]) else { return }
    if "\"{[".utf8.contains(bytes[start]) {
      readJSON(start..<line.upperBound)
      return
    }
    let keyStart = start
    while start < line.upperBound, isKeyByte(bytes[start]) { start += 1 }
    let key = bytes.text(keyStart..<start)
    skipBlanks()
    guard !key.isEmpty, start < line.upperBound,
      bytes[start] == ascii("=")
        || bytes[start] == ascii(":")
          && (start + 1 >= line.upperBound || bytes[start + 1].isBlank)
    else { return }
    start += 1
    skipBlanks()
    readValue(key, start..<line.upperBound)
  }

  private func isKeyByte(_ byte: UInt8) -> Bool {
    byte.isIdentifier || byte == ascii(".") || byte == ascii("-")
  }

  private mutating func readValue(_ key: String, _ range: Range<Int>) {
    var range = range
    while let last = range.last, bytes[last].isSpace { range.removeLast() }
    guard let first = range.first else { return }
    let quote = bytes[first]
    if quote == ascii("{") {
      readJSON(range)
    } else if quote == ascii("\"") || quote == ascii("'") {
      if let close = bytes[(first + 1)..<range.upperBound].firstIndex(of: quote) {
        add(key, (first + 1)..<close)
      }
    } else {
      let comment = range.first { bytes[$0] == ascii("#") && $0 > first && bytes[$0 - 1].isBlank }
      var value = range.lowerBound..<(comment ?? range.upperBound)
      while let last = value.last, bytes[last].isSpace { value.removeLast() }
      add(key, value)
    }
  }

  /// Reads `"key": "value"` wherever it stands on the line.
  private mutating func readJSON(_ range: Range<Int>) {
    var index = range.lowerBound
    var key: String?
    while index < range.upperBound {
      guard bytes[index] == ascii("\"") else {
        if !bytes[index].isSpace, bytes[index] != ascii(":") { key = nil }
        index += 1
        continue
      }
      var end = index + 1
      while end < range.upperBound, bytes[end] != ascii("\"") {
        end += bytes[end] == ascii("\\") ? 2 : 1
      }
      guard end < range.upperBound else { return }
      var next = end + 1
      while next < range.upperBound, bytes[next].isBlank { next += 1 }
      if next < range.upperBound, bytes[next] == ascii(":") {
        key = bytes.text((index + 1)..<end)
      } else if let name = key {
        add(name, (index + 1)..<end)
        key = nil
      }
      index = end + 1
    }
  }

  private mutating func add(_ key: String, _ range: Range<Int>) {
    pairs.append(Pair(key: key, value: bytes.text(range), range: range))
  }
}
