/// A set of path patterns, as people know them from `.gitignore`.
///
/// `*` and `?` stop at `/`, `**` does not, `[a-z]` and `[!a-z]` are classes, `\` takes the next
/// character as it stands. A pattern without a slash (but for one at its end) matches at any depth;
/// one with a slash is from the root. A pattern that matches a folder matches all below it. Case
/// counts; `?` and classes stand for one character, or for one byte where a path is not UTF-8.
public struct PathGlobs: Sendable, Hashable {
  /// The patterns as they were written.
  public let patterns: [String]
  private let globs: [PathGlob]

  /// - Parameter patterns: an empty one, or one of slashes alone, matches nothing.
  public init(_ patterns: [String]) {
    self.patterns = patterns
    globs = patterns.compactMap(PathGlob.init)
  }

  /// Whether there is no pattern at all.
  public var isEmpty: Bool { patterns.isEmpty }

  /// Whether any pattern matches `path` or a folder that it lies in.
  public func matches(_ path: RepositoryPath) -> Bool {
    globs.contains { $0.matches(path.bytes) }
  }
}

/// One pattern, taken apart.
private struct PathGlob: Sendable, Hashable {
  private let elements: [Element]

  private enum Element: Sendable, Hashable {
    case byte(UInt8)
    /// `?`
    case character
    /// `[…]`: ranges of scalar values.
    case members([ClosedRange<UInt32>], isNegated: Bool)
    /// `*`
    case star
    /// `**`
    case deepStar
    /// `**/` at the start of a component: any number of whole folders, none included.
    case folders
  }

  /// A wildcard to come back to, and how far it has reached.
  private struct Retry {
    let element: Int
    var position: Int
  }

  init?(_ pattern: String) {
    var scalars = Array(pattern.unicodeScalars)
    while scalars.last == "/" { scalars.removeLast() }
    guard !scalars.isEmpty else { return nil }
    var elements: [Element] = scalars.contains("/") ? [] : [.folders]
    var rest = (scalars.first == "/" ? scalars.dropFirst() : scalars[...])
    while !rest.isEmpty { elements += PathGlob.takeElements(from: &rest, after: elements.last) }
    self.elements = elements
  }

  /// Goes through the path once and, where it does not fit, back to the last `*`, and from there
  /// to the last `**`: what an earlier wildcard would try, these have tried. So no pattern takes
  /// more than the path's length squared.
  func matches(_ path: [UInt8]) -> Bool {
    var element = 0
    var position = 0
    var star: Retry?
    var deep: Retry?
    while true {
      if element == elements.count {
        if position == path.count || path[position] == slash { return true }
      } else {
        switch elements[element] {
        case .star:
          element += 1
          star = Retry(element: element, position: position)
          continue
        case .deepStar, .folders:
          deep = Retry(element: element, position: position)
          element += 1
          star = nil
          continue
        default:
          if let next = step(elements[element], path, position) {
            element += 1
            position = next
            continue
          }
        }
      }
      if let last = star, last.position < path.count, path[last.position] != slash {
        star?.position += 1
        (element, position) = (last.element, last.position + 1)
      } else if let last = deep, let next = advance(elements[last.element], path, last.position) {
        deep?.position = next
        star = nil
        (element, position) = (last.element + 1, next)
      } else {
        return false
      }
    }
  }

  /// Where `**` or `**/` ends next, nil where the path has no more.
  private func advance(_ wildcard: Element, _ path: [UInt8], _ position: Int) -> Int? {
    guard wildcard == .folders else { return position < path.count ? position + 1 : nil }
    return path[position...].firstIndex(of: slash).map { $0 + 1 }
  }

  /// The position behind what a single `element` matches at `position`.
  private func step(_ element: Element, _ path: [UInt8], _ position: Int) -> Int? {
    guard position < path.count else { return nil }
    if case .byte(let byte) = element { return byte == path[position] ? position + 1 : nil }
    guard path[position] != slash else { return nil }
    var decoder = UTF8()
    var bytes = path[position...].prefix(4).makeIterator()
    var value: UInt32?
    var width = 1
    if case .scalarValue(let scalar) = decoder.decode(&bytes) {
      value = scalar.value
      width = UTF8.width(scalar)
    }
    if case .members(let ranges, let isNegated) = element {
      let isListed = value.map { value in ranges.contains { $0.contains(value) } } ?? false
      guard isListed != isNegated else { return nil }
    }
    return position + width
  }

  private static func takeElements(
    from rest: inout ArraySlice<Unicode.Scalar>, after last: Element?
  ) -> [Element] {
    guard let scalar = rest.popFirst() else { return [] }
    switch scalar {
    case "*":
      guard rest.first == "*" else { return [.star] }
      rest = rest.drop { $0 == "*" }
      let startsComponent = last == nil || last == .byte(slash) || last == .folders
      guard startsComponent, rest.first == "/" else { return [.deepStar] }
      rest = rest.dropFirst()
      return [.folders]
    case "?": return [.character]
    case "[":
      if let members = takeMembers(from: &rest) { return [members] }
      return [.byte(UInt8(ascii: "["))]
    case "\\":
      return bytes(of: rest.popFirst() ?? scalar)
    default: return bytes(of: scalar)
    }
  }

  private static func bytes(of scalar: Unicode.Scalar) -> [Element] {
    Array(String(Character(scalar)).utf8).map(Element.byte)
  }

  /// The class whose `[` is taken already; nil, and nothing taken, where no `]` closes it.
  private static func takeMembers(from rest: inout ArraySlice<Unicode.Scalar>) -> Element? {
    var text = rest
    let isNegated = text.first == "!" || text.first == "^"
    if isNegated { text = text.dropFirst() }
    var ranges: [ClosedRange<UInt32>] = []
    var isFirst = true
    while let scalar = text.popFirst() {
      if scalar == "]", !isFirst {
        rest = text
        return .members(ranges, isNegated: isNegated)
      }
      isFirst = false
      let low = scalar == "\\" ? text.popFirst() ?? scalar : scalar
      var high = low
      if text.first == "-", let end = text.dropFirst().first, end != "]" {
        text = text.dropFirst(2)
        high = end == "\\" ? text.popFirst() ?? end : end
      }
      if low.value <= high.value { ranges.append(low.value...high.value) }
    }
    return nil
  }
}

private let slash = UInt8(ascii: "/")
