/// Paths in ascending order, as slices of one text: a repository has ten thousands, and a hook has no
/// time to make an array of each.
public struct PathList: Sendable {
  private let text: [UInt8]
  private let places: [Place]

  /// Where a path stands in the text. (Not a range: that is generic, and an array of one costs a
  /// hook the time in which the runtime makes up its type.)
  public struct Place: Sendable {
    /// Byte offset of its start.
    public var start: Int32
    /// Bytes.
    public var count: Int32

    public init(_ range: Range<Int32>) {
      start = range.lowerBound
      count = range.upperBound - range.lowerBound
    }
  }

  /// - Parameters:
  ///   - text: what holds the bytes of every path.
  ///   - places: where each path stands in `text`, by path bytes in ascending order.
  public init(text: [UInt8], places: [Place]) {
    self.text = text
    self.places = places
  }

  /// - Parameter paths: in ascending order.
  public init(_ paths: [RepositoryPath]) {
    var text: [UInt8] = []
    var places: [Place] = []
    for path in paths {
      let start = Int32(text.count)
      text += path.bytes
      places.append(Place(start..<Int32(text.count)))
    }
    self.init(text: text, places: places)
  }

  public var indices: Range<Int> { places.indices }

  /// The bytes of a path.
  public func bytes(at index: Int) -> ArraySlice<UInt8> {
    let place = places[index]
    return text[Int(place.start)..<Int(place.start + place.count)]
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
    return index < places.count && bytes(at: index).elementsEqual(path) ? index : nil
  }

  /// The indices of the paths that start with `folder`, which ends in `/`; all for an empty one.
  public func range(below folder: [UInt8]) -> Range<Int> {
    guard let last = folder.last else { return places.indices }
    return firstIndex(from: folder)..<firstIndex(from: folder.dropLast() + [last + 1])
  }

  /// The index of the first path that is not before `path`.
  private func firstIndex(from path: [UInt8]) -> Int {
    var low = 0
    var high = places.count
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
