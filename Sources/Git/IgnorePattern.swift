/// One line of a `.gitignore` file (gitignore(5), "Pattern format").
struct IgnorePattern: Sendable {
  /// Whether it takes back what an earlier pattern ignores.
  let isNegated: Bool
  /// Whether it is for folders alone.
  let isForFolders: Bool
  /// Whether it is compared with the path below the file's folder, and not with the name alone.
  private let isRooted: Bool
  private let text: [UInt8]
  private let shape: Shape

  /// Forms that need no search.
  private enum Shape {
    case literal
    /// `*` and then no other special character.
    case suffix
    case general
  }

  private static let slash = UInt8(ascii: "/")
  private static let star = UInt8(ascii: "*")
  private static let escape = UInt8(ascii: "\\")

  /// Nil for a comment and an empty line.
  init?(line: ArraySlice<UInt8>) {
    var rest = line
    if rest.last == UInt8(ascii: "\r") { rest.removeLast() }
    guard rest.first != UInt8(ascii: "#") else { return nil }
    rest = IgnorePattern.withoutTrailingSpaces(rest)
    isNegated = rest.first == UInt8(ascii: "!")
    if isNegated { rest.removeFirst() }
    isForFolders = rest.last == IgnorePattern.slash
    if isForFolders { rest.removeLast() }
    guard !rest.isEmpty else { return nil }
    isRooted = rest.contains(IgnorePattern.slash)
    if rest.first == IgnorePattern.slash { rest.removeFirst() }
    text = Array(rest)
    let special = Set("*?[\\".utf8)
    if !text.contains(where: special.contains) {
      shape = .literal
    } else if !isRooted, text.first == IgnorePattern.star,
      !text.dropFirst().contains(where: special.contains)
    {
      shape = .suffix
    } else {
      shape = .general
    }
  }

  /// `line` without the spaces at its end that no backslash keeps.
  private static func withoutTrailingSpaces(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var end = line.startIndex
    var index = line.startIndex
    while index < line.endIndex {
      if line[index] == escape {
        index = min(index + 2, line.endIndex)
        end = index
      } else {
        if line[index] != UInt8(ascii: " ") { end = index + 1 }
        index += 1
      }
    }
    return line[..<end]
  }

  /// Whether the pattern matches `path`, whose last component is `name`.
  func matches(_ path: ArraySlice<UInt8>, name: ArraySlice<UInt8>) -> Bool {
    let subject = isRooted ? path : name
    switch shape {
    case .literal: return subject.elementsEqual(text)
    case .suffix:
      return subject.count >= text.count - 1
        && subject.suffix(text.count - 1).elementsEqual(text.dropFirst())
    case .general:
      var search = Search(pattern: text, subject: Array(subject))
      return search.matches(0, 0)
    }
  }

  /// The search for a match, in which no two positions are tried together twice.
  private struct Search {
    let pattern: [UInt8]
    let subject: [UInt8]
    private var failed: Set<Int> = []

    init(pattern: [UInt8], subject: [UInt8]) {
      self.pattern = pattern
      self.subject = subject
    }

    /// Whether the pattern from `start` on matches the subject from `position` on.
    mutating func matches(_ start: Int, _ position: Int) -> Bool {
      var (start, position) = (start, position)
      while start < pattern.count {
        if pattern[start] == star { return matchesStar(start, position) }
        guard position < subject.count, let next = matchesOne(start, subject[position]) else {
          return false
        }
        start = next
        position += 1
      }
      return position == subject.count
    }

    private mutating func matchesStar(_ start: Int, _ position: Int) -> Bool {
      let key = start * (subject.count + 1) + position
      if failed.contains(key) { return false }
      var end = start
      while end < pattern.count, pattern[end] == star { end += 1 }
      let isAtFolder = start == 0 || pattern[start - 1] == slash
      let isWhole = end == pattern.count || pattern[end] == slash
      let isDeep = end - start > 1 && isAtFolder && isWhole
      if isDeep, end < pattern.count {
        // `**/` also matches no folder at all.
        if matches(end + 1, position) { return true }
      }
      var tail = position
      while true {
        if matches(end, tail) { return true }
        guard tail < subject.count, isDeep || subject[tail] != slash else { break }
        tail += 1
      }
      failed.insert(key)
      return false
    }

    /// The position behind the pattern's element at `start`, where it matches `byte`.
    private func matchesOne(_ start: Int, _ byte: UInt8) -> Int? {
      switch pattern[start] {
      case UInt8(ascii: "?"): return byte == slash ? nil : start + 1
      case UInt8(ascii: "["): return matchesClass(start, byte)
      case escape:
        guard start + 1 < pattern.count else { return nil }
        return pattern[start + 1] == byte ? start + 2 : nil
      default: return pattern[start] == byte ? start + 1 : nil
      }
    }

    /// As `matchesOne` for `[a-z]`, `[!a-z]` and `[[:alpha:]]`; one that does not end matches nothing.
    private func matchesClass(_ start: Int, _ byte: UInt8) -> Int? {
      var index = start + 1
      var isNegated = false
      if index < pattern.count, [UInt8(ascii: "!"), UInt8(ascii: "^")].contains(pattern[index]) {
        isNegated = true
        index += 1
      }
      let first = index
      var isMember = false
      while index < pattern.count, pattern[index] != UInt8(ascii: "]") || index == first {
        if let (named, end) = namedClass(at: index) {
          isMember = isMember || named(byte)
          index = end
          continue
        }
        guard let low = literal(&index) else { return nil }
        var high = low
        if index + 1 < pattern.count, pattern[index] == UInt8(ascii: "-"),
          pattern[index + 1] != UInt8(ascii: "]")
        {
          index += 1
          guard let end = literal(&index) else { return nil }
          high = end
        }
        isMember = isMember || (low <= byte && byte <= high)
      }
      guard index < pattern.count, byte != slash else { return nil }
      return isMember != isNegated ? index + 1 : nil
    }

    private func literal(_ index: inout Int) -> UInt8? {
      if pattern[index] == escape { index += 1 }
      guard index < pattern.count else { return nil }
      index += 1
      return pattern[index - 1]
    }

    /// The POSIX class that begins at `index`, and the position behind it.
    private func namedClass(at index: Int) -> (isMember: (UInt8) -> Bool, end: Int)? {
      guard pattern[index...].starts(with: "[:".utf8),
        let end = pattern[(index + 2)...].firstIndex(of: UInt8(ascii: ":")),
        end + 1 < pattern.count, pattern[end + 1] == UInt8(ascii: "]"),
        let test = ASCIIClass.named(String(decoding: pattern[(index + 2)..<end], as: UTF8.self))
      else { return nil }
      return (test, end + 2)
    }
  }
}

/// The character classes of POSIX over ASCII, as in git's wildmatch.c.
private enum ASCIIClass {
  static func named(_ name: String) -> ((UInt8) -> Bool)? {
    func isUpper(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }
    func isLower(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
    func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    func isGraphic(_ byte: UInt8) -> Bool { (0x21...0x7E).contains(byte) }
    func isAlphanumeric(_ byte: UInt8) -> Bool { isUpper(byte) || isLower(byte) || isDigit(byte) }
    switch name {
    case "upper": return isUpper
    case "lower": return isLower
    case "digit": return isDigit
    case "alpha": return { isUpper($0) || isLower($0) }
    case "alnum": return isAlphanumeric
    case "graph": return isGraphic
    case "print": return { isGraphic($0) || $0 == 0x20 }
    case "punct": return { isGraphic($0) && !isAlphanumeric($0) }
    case "blank": return { $0 == 0x20 || $0 == 0x09 }
    case "space": return { $0 == 0x20 || (0x09...0x0D).contains($0) }
    case "cntrl": return { $0 < 0x20 || $0 == 0x7F }
    case "xdigit": return { isDigit($0) || (0x41...0x46).contains($0 & 0xDF) }
    default: return nil
    }
  }
}
