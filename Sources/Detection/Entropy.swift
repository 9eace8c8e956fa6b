#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Statistics of a candidate's bytes.
enum Entropy {
  /// Shannon entropy in bits a byte, 0 for nothing.
  static func shannon(_ bytes: some Collection<UInt8>) -> Double {
    guard !bytes.isEmpty else { return 0 }
    var counts = [Int32](repeating: 0, count: 256)
    for byte in bytes { counts[Int(byte)] += 1 }
    let total = Double(bytes.count)
    var sum = 0.0
    for byte in bytes where counts[Int(byte)] > 0 {
      let share = Double(counts[Int(byte)]) / total
      sum -= share * log2(share)
      counts[Int(byte)] = 0
    }
    return sum
  }
}
