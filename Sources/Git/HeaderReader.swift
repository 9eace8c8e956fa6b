/// A cursor over the header lines of a commit or tag.
struct HeaderReader {
  /// The next byte to read.
  private(set) var offset = 0
  private let count: Int

  init(_ bytes: Span<UInt8>) { count = bytes.count }

  /// Steps over `key` if it stands here.
  mutating func take(_ key: StaticString, in bytes: Span<UInt8>) -> Bool {
    let length = key.utf8CodeUnitCount
    guard count - offset >= length else { return false }
    for index in 0..<length where unsafe bytes[offset + index] != key.utf8Start[index] {
      return false
    }
    offset += length
    return true
  }

  /// Steps behind the end of the line.
  mutating func skipLine(in bytes: Span<UInt8>) {
    while offset < count, bytes[offset] != UInt8(ascii: "\n") { offset += 1 }
    offset = min(offset + 1, count)
  }

  /// The rest of the line, which is stepped over.
  mutating func line(in bytes: Span<UInt8>) -> [UInt8] {
    let start = offset
    skipLine(in: bytes)
    var end = offset
    if end > start, bytes[end - 1] == UInt8(ascii: "\n") { end -= 1 }
    return (start..<end).map { bytes[$0] }
  }

  /// Steps behind the empty line that ends the header; to the end where there is none.
  mutating func skipToMessage(in bytes: Span<UInt8>) {
    while offset < count, bytes[offset] != UInt8(ascii: "\n") { skipLine(in: bytes) }
    offset = min(offset + 1, count)
  }

  /// The `name <mail> seconds ±hhmm` of the rest of the line.
  mutating func identity(in bytes: Span<UInt8>) -> Commit.Identity {
    let line = line(in: bytes)
    let open = line.firstIndex(of: UInt8(ascii: "<")) ?? line.endIndex
    let close = line.lastIndex(of: UInt8(ascii: ">")) ?? line.index(before: line.endIndex)
    var name = line[..<open]
    while name.last == UInt8(ascii: " ") { name.removeLast() }
    let date = line.dropFirst(close + 1).split(separator: UInt8(ascii: " "))
    let seconds = date.first.flatMap { Int64(String(decoding: $0, as: UTF8.self)) } ?? 0
    let zone = date.dropFirst().first.flatMap { Int(String(decoding: $0, as: UTF8.self)) } ?? 0
    return Commit.Identity(
      name: Array(name), seconds: seconds, offset: zone / 100 * 60 + zone % 100)
  }
}
