/// What gzip (RFC 1952) compressed, taken apart in memory.
public struct Inflation: Sendable {
  /// What came out, up to the limit or the damage.
  public private(set) var bytes: [UInt8] = []
  /// Whether it ends before it should, or is damaged.
  public private(set) var isDamaged = false
  /// Whether there is more than the limit.
  public private(set) var isOverLimit = false

  /// - Parameter limit: bytes that are put out at most.
  public init(gzip: Span<UInt8>, limit: Int) {
    do throws(ArchiveError) {
      try ArchiveReader.reading(gzip, as: .gzip) { reader in
        do throws(ArchiveError) {
          guard try reader.next() != nil else { return }
          try reader.read(limit: limit + 1, into: &bytes)
        } catch {
          isDamaged = true
        }
      }
    } catch {
      isDamaged = true
    }
    if bytes.count > limit {
      isOverLimit = true
      bytes.removeLast(bytes.count - limit)
    }
  }
}
