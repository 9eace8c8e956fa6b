internal import CArchive

/// Hands an entry of one archive, block by block, to the archive that lies in it.
@safe final class EntrySource {
  private let outer: OpaquePointer
  /// What was read of the entry before, not yet handed on.
  private var prefix: ArraySlice<UInt8>
  /// Bytes behind the prefix that may still be read.
  private(set) var budget: Int
  /// What the inner archive was given last, which stays until it asks again.
  private let block: UnsafeMutableBufferPointer<UInt8>

  private static let blockSize = 128 << 10

  /// - Parameters:
  ///   - outer: an open archive, which must live longer.
  ///   - prefix: bytes that come first.
  ///   - budget: bytes behind the prefix after which it is a fault.
  init(outer: OpaquePointer, prefix: [UInt8], budget: Int) {
    self.budget = budget
    unsafe self.outer = outer
    self.prefix = prefix[...]
    unsafe block = .allocate(capacity: EntrySource.blockSize)
  }

  deinit { unsafe block.deallocate() }

  /// The callback of archive_read_open(3): the next block, its size, 0 at the end, -1 for a fault.
  func next(_ start: UnsafeMutablePointer<UnsafeRawPointer?>) -> Int {
    unsafe start.pointee = UnsafeRawPointer(block.baseAddress)
    if !prefix.isEmpty {
      let count = min(prefix.count, EntrySource.blockSize)
      for index in 0..<count { unsafe block[index] = prefix[prefix.startIndex + index] }
      prefix = prefix.dropFirst(count)
      return count
    }
    var read = Int(ARCHIVE_RETRY)
    while read == Int(ARCHIVE_RETRY) {
      read = unsafe archive_read_data(outer, block.baseAddress, EntrySource.blockSize)
    }
    budget -= max(0, read)
    return budget < 0 ? -1 : max(-1, read)
  }
}
