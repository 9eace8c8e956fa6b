/// Paths in ascending order, as slices of one text: a repository has ten thousands, and a hook has no
/// time to make an array of each.
public struct PathList: Sendable {
  private let text: [UInt8]
  private let ranges: [Range<Int32>]

  /// - Parameters:
  ///   - text: what holds the bytes of every path.
  ///   - ranges: where each path stands in `text`, by path bytes in ascending order.
  public init(text: [UInt8], ranges: [Range<Int32>]) {
    self.text = text
    self.ranges = ranges
  }

  /// - Parameter paths: in ascending order.
  public init(_ paths: [RepositoryPath]) {
    var text: [UInt8] = []
    var ranges: [Range<Int32>] = []
    for path in paths {
      let start = Int32(text.count)
      text += path.bytes
      ranges.append(start..<Int32(text.count))
    }
    self.init(text: text, ranges: ranges)
  }

  public var indices: Range<Int> { ranges.indices }

  /// The bytes of a path.
  public func bytes(at index: Int) -> ArraySlice<UInt8> {
    text[Int(ranges[index].lowerBound)..<Int(ranges[index].upperBound)]
  }

  /// The bytes behind the last `/` of a path.
  public func name(at index: Int) -> ArraySlice<UInt8> {
    let path = bytes(at: index)
    return path.lastIndex(of: UInt8(ascii: "/")).map { path[($0 + 1)...] } ?? path
  }

  public subscript(index: Int) -> RepositoryPath { RepositoryPath(bytes: Array(bytes(at: index))) }

  /// The index of a path, nil where it is not in the list.
  public func index(of path: [UInt8]) -> Int? {
    let index = firstIndex(from: path)
    return index < ranges.count && bytes(at: index).elementsEqual(path) ? index : nil
  }

  /// The indices of the paths that start with `folder`, which ends in `/`; all for an empty one.
  public func range(below folder: [UInt8]) -> Range<Int> {
    guard let last = folder.last else { return ranges.indices }
    return firstIndex(from: folder)..<firstIndex(from: folder.dropLast() + [last + 1])
  }

  /// The index of the first path that is not before `path`.
  private func firstIndex(from path: [UInt8]) -> Int {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if bytes(at: middle).lexicographicallyPrecedes(path) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }
}
