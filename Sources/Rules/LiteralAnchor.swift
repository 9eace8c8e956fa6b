/// Where a literal is looked for: the three adjoining bytes of it that text holds least often.
///
/// The classes are what the pass over a text tells apart: a letter and its other case share one.
public enum LiteralAnchor {
  /// The class of each byte, 0 to 63.
  ///
  /// Letters and digits have one each, the punctuation of source code too; what is left shares.
  public static let classes: [UInt8] = {
    let own = Array("abcdefghijklmnopqrstuvwxyz0123456789 _-.:/=+$\"'<>()[]{}#@*,;&|~".utf8)
    var classes = [UInt8](repeating: 63, count: 256)
    for (index, byte) in own.prefix(63).enumerated() { classes[Int(byte)] = UInt8(index) }
    for byte in UInt8(ascii: "A")...UInt8(ascii: "Z") {
      classes[Int(byte)] = classes[Int(byte | 0x20)]
    }
    return classes
  }()

  /// The three classes that end before `end` in `literal`, six bits each.
  static func key(of literal: [UInt8], end: Int) -> Int {
    literal[(end - 3)..<end].reduce(0) { $0 << 6 | Int(classes[Int($1)]) }
  }

  /// The end of the rarest three bytes of `literal`, which has three bytes or more; of four or more
  /// not the first three, so that a byte before them tells as well.
  static func end(of literal: [UInt8]) -> Int {
    precondition(literal.count >= 3, "a literal has three bytes or more")
    let ends = min(4, literal.count)...literal.count
    return ends.min { commonness(literal, $0) < commonness(literal, $1) } ?? 3
  }

  private static func commonness(_ literal: [UInt8], _ end: Int) -> Int {
    TrigramFrequency.level(of: key(of: literal, end: end))
  }
}
