/// A set of path patterns, as people know them from `.gitignore`.
///
/// `*` and `?` stop at `/`, `**` does not, `[a-z]` and `[!a-z]` are classes, `\` takes the next byte
/// as it stands. A pattern without a slash (but for one at its end) matches at any depth; one with a
/// slash is from the root. A pattern that matches a folder matches all below it. Patterns and paths
/// are compared as bytes, with case.
public struct PathGlobs: Sendable, Hashable {
  /// The patterns as they were written.
  public let patterns: [String]
  private let compiled: [[UInt8]]

  public init(_ patterns: [String]) {
    self.patterns = patterns
    compiled = patterns.map(PathGlobs.rooted)
  }

  /// Whether there is no pattern at all.
  public var isEmpty: Bool { patterns.isEmpty }

  /// Whether any pattern matches `path` or a folder that it lies in.
  public func matches(_ path: RepositoryPath) -> Bool {
    compiled.contains { PathGlobs.matches($0[...], path.bytes[...]) }
  }

  /// The pattern from the root, without slashes at its ends.
  private static func rooted(_ pattern: String) -> [UInt8] {
    let slash = UInt8(ascii: "/")
    var bytes = Array(pattern.utf8)
    while bytes.last == slash { bytes.removeLast() }
    let isRooted = bytes.contains(slash)
    if bytes.first == slash { bytes.removeFirst() }
    return isRooted ? bytes : Array("**/".utf8) + bytes
  }

  private static func matches(_ pattern: ArraySlice<UInt8>, _ path: ArraySlice<UInt8>) -> Bool {
    var pattern = pattern
    var path = path
    while let next = pattern.first {
      if next == UInt8(ascii: "*") { return matchesStar(pattern, path) }
      guard let byte = path.first else { return false }
      guard let rest = matchesOne(pattern, byte) else { return false }
      pattern = rest
      path = path.dropFirst()
    }
    return path.isEmpty || path.first == UInt8(ascii: "/")
  }

  private static func matchesStar(_ pattern: ArraySlice<UInt8>, _ path: ArraySlice<UInt8>) -> Bool {
    let stars = pattern.prefix { $0 == UInt8(ascii: "*") }.count
    var rest = pattern.dropFirst(stars)
    if stars > 1, rest.first == UInt8(ascii: "/") {
      // `**/` is any number of whole folders, none included.
      rest = rest.dropFirst()
      if matches(rest, path) { return true }
      return path.indices.contains {
        path[$0] == UInt8(ascii: "/") && matches(rest, path[($0 + 1)...])
      }
    }
    if rest.isEmpty, stars > 1 { return true }
    var tail = path
    while true {
      if matches(rest, tail) { return true }
      guard let byte = tail.first, stars > 1 || byte != UInt8(ascii: "/") else { return false }
      tail = tail.dropFirst()
    }
  }

  /// What is left of `pattern` where its first element matches `byte`.
  private static func matchesOne(
    _ pattern: ArraySlice<UInt8>, _ byte: UInt8
  ) -> ArraySlice<UInt8>? {
    switch pattern.first {
    case UInt8(ascii: "?"): return byte == UInt8(ascii: "/") ? nil : pattern.dropFirst()
    case UInt8(ascii: "["):
      guard let end = pattern.dropFirst(2).firstIndex(of: UInt8(ascii: "]")) else { break }
      let members = pattern[(pattern.startIndex + 1)..<end]
      return isMember(byte, of: members) ? pattern[(end + 1)...] : nil
    case UInt8(ascii: "\\"):
      guard let escaped = pattern.dropFirst().first else { break }
      return escaped == byte ? pattern.dropFirst(2) : nil
    default: break
    }
    return pattern.first == byte ? pattern.dropFirst() : nil
  }

  private static func isMember(_ byte: UInt8, of members: ArraySlice<UInt8>) -> Bool {
    let isNegated = members.first == UInt8(ascii: "!") || members.first == UInt8(ascii: "^")
    var rest = isNegated ? members.dropFirst() : members
    var isListed = false
    while let low = rest.first {
      let range = rest.prefix(3)
      if range.count == 3, range.dropFirst().first == UInt8(ascii: "-"), let high = range.last {
        isListed = isListed || (low <= high && (low...high).contains(byte))
        rest = rest.dropFirst(3)
      } else {
        isListed = isListed || low == byte
        rest = rest.dropFirst()
      }
    }
    return isListed != isNegated && byte != UInt8(ascii: "/")
  }
}
