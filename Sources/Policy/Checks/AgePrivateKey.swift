import Findings

/// ZT706: an age identity in a text file.
///
/// Source: C2SP, age.md, "X25519 recipient stanza": bech32 with the prefix `AGE-SECRET-KEY-`.
struct AgePrivateKey: PolicyCheck {
  static let id = "ZT706"

  private static let start = ByteSearch("age-secret-key-", foldsCase: true)
  private static let digits = 58
  /// A key of fewer different characters is a mask: the entropy of a real one is over 4 bits.
  private static let leastDistinct = 12

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    for file in model.files {
      let bytes = file.source.bytes
      var number = 0
      var next = 0
      while let index = Self.start.offset(in: bytes.span, from: next) {
        guard let end = Self.end(in: bytes, at: index) else {
          next = index + 1
          continue
        }
        number += 1
        breaches.append(
          Breach(
            file.source, index..<end, "an age private key stands in the repository",
            identity: "key/\(number)", secret: Array(bytes[index..<end])))
        next = end
      }
    }
  }

  private static func end(in bytes: [UInt8], at start: Int) -> Int? {
    var index = start
    func take(_ word: String) -> Bool {
      let end = index + word.utf8.count
      guard end <= bytes.count,
        zip(bytes[index..<end], word.utf8).allSatisfy({ $0.lowered == $1.lowered })
      else { return false }
      index = end
      return true
    }
    guard take("AGE-SECRET-KEY-") else { return nil }
    _ = take("PQ-")
    guard take("1") else { return nil }
    let first = index
    while index < bytes.count, bytes[index].isAlphanumeric { index += 1 }
    let key = bytes[first..<index].map(\.lowered)
    guard key.count >= digits, !key.contains(where: { "1bio".utf8.contains($0) }),
      Set(key).count >= leastDistinct
    else { return nil }
    return index
  }
}
