/// Whether the aliases of a YAML text could stand for more values than a reader can bear.
///
/// The YAML library compares keys value by value before anybody can count them, and a key may be an
/// alias of aliases: a few lines would keep it busy for ever. So the text is looked at first. What
/// looks like an anchor or an alias inside a string counts too; that errs towards refusing.
enum AliasBound {
  /// The values that aliases may stand for, in the worst case.
  private static let limit = 100_000_000.0

  /// Whether `text` is over the limit: with `a` anchors and `n` aliases in any order, no value is
  /// larger than `(n / a + 1)` to the power of `a` times the text itself.
  static func isExceeded(by text: String) -> Bool {
    var anchors = 0.0
    var aliases = 0.0
    var last = UInt8(ascii: "\n")
    for byte in text.utf8 {
      if mayPrecedeIndicator(last) {
        if byte == UInt8(ascii: "&") { anchors += 1 }
        if byte == UInt8(ascii: "*") { aliases += 1 }
      }
      last = byte
    }
    guard anchors > 0, aliases > 0 else { return false }
    var size = Double(text.utf8.count)
    for _ in 0..<Int(anchors) where size <= limit { size *= aliases / anchors + 1 }
    return size > limit
  }

  private static func mayPrecedeIndicator(_ byte: UInt8) -> Bool {
    " \t\r\n[{,:".utf8.contains(byte)
  }
}
