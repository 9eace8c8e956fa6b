/// Secrets in JSON, where braces say what belongs together.
extension KubernetesSecret {
  /// The entries of the object that has a member at `kind`.
  mutating func jsonEntries(around kind: Int) -> [Entry] {
    guard let open = objectStart(before: kind) else {
      read += kind - bounds.lowerBound
      return []
    }
    var entries: [Entry] = []
    var depth = 0
    var index = open
    var section: Bool?
    var key: Range<Int>?
    while index < bounds.upperBound {
      switch text[index] {
      case ascii("{"): depth += 1
      case ascii("}"):
        depth -= 1
        if depth == 1 { section = nil }
      case ascii("\""):
        let end = stringEnd(index)
        let string = index + 1..<max(index + 1, end - 1)
        if isFollowedByColon(end) {
          key = string
          if depth == 1 { section = sectionKind(string) }
        } else if depth == 2, let isEncoded = section, let name = key {
          entries.append(Entry(key: Array(text[name]), value: string, isEncoded: isEncoded))
        }
        index = end - 1
      default: break
      }
      index += 1
      if depth == 0 { break }
    }
    read += max(index, kind) - open
    return entries
  }

  private func sectionKind(_ name: Range<Int>) -> Bool? {
    if text[name].elementsEqual("data".utf8) { return true }
    return text[name].elementsEqual("stringData".utf8) ? false : nil
  }

  private func isFollowedByColon(_ offset: Int) -> Bool {
    var index = offset
    while index < bounds.upperBound, text[index].isBlank || text[index].isLineBreak { index += 1 }
    return index < bounds.upperBound && text[index] == ascii(":")
  }

  /// The offset behind the string that starts at `quote`.
  private func stringEnd(_ quote: Int) -> Int {
    var index = quote + 1
    while index < bounds.upperBound, text[index] != ascii("\"") {
      index += text[index] == ascii("\\") ? 2 : 1
    }
    return min(index + 1, bounds.upperBound)
  }

  /// The brace that opens the object whose member stands at `offset`.
  private func objectStart(before offset: Int) -> Int? {
    var depth = 0
    for index in (bounds.lowerBound..<offset).reversed() {
      if text[index] == ascii("}") { depth += 1 }
      guard text[index] == ascii("{") else { continue }
      if depth == 0 { return index }
      depth -= 1
    }
    return nil
  }
}
