/// A stretch of a text that stands in an encoding, and what it says.
struct EncodedText {
  /// The encoding's name, as reports give it ("base64").
  var encoding: String
  /// Where it stands; byte offsets into the text.
  var span: Range<Int>
  /// What it says.
  var bytes: [UInt8]
  /// For each byte of `bytes`, and for their end, where it stands in the text; nil where a part of
  /// the encoded text means nothing by itself (base64, gzip), so that all of it is the place.
  var offsets: [Int]?

  /// Where the bytes in `range` stand in the text.
  func place(of range: Range<Int>) -> Range<Int> {
    guard let offsets else { return span }
    return offsets[range.lowerBound]..<max(offsets[range.lowerBound] + 1, offsets[range.upperBound])
  }

  /// The shortest text that is worth decoding: the shortest token of a strict rule has 20 bytes.
  static let shortest = 20

  /// Every stretch of `bytes`, a text, that is in an encoding.
  ///
  /// A decoder gives what is surely written in its encoding, and nothing for ordinary text;
  /// `DecodedScan` follows it from there.
  static func all(in bytes: Span<UInt8>) -> [EncodedText] {
    all(in: bytes, runs: Base64.runs(in: bytes, minimum: Base64Lines.shortestRun))
  }

  /// - Parameter runs: the runs of base64 in `bytes`.
  static func all(in bytes: Span<UInt8>, runs: [Range<Int>]) -> [EncodedText] {
    var texts: [EncodedText] = []
    Base64Lines.append(runs, of: bytes, to: &texts)
    CharacterEncoding.append(from: bytes, to: &texts)
    return texts
  }
}
