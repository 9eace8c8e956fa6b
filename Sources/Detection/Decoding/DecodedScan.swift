import Archive
import Findings

/// Follows the encodings in one text, and finds the secrets in what they say.
///
/// A secret has the place of its encoded form, and the names of the encodings, outermost first.
struct DecodedScan {
  /// Encodings inside encodings that are followed. A Helm release holds a manifest's data in base64,
  /// in a JSON string, in gzip, in base64, in base64: that is five.
  static let depth = 6
  /// Bytes that are decoded of one text. A Helm release has 1 MiB of base64 at most, some ten times
  /// that in the clear; what is over the bound is a bomb, or data that nobody keeps in a text.
  static let bytes = 64 << 20

  /// What was not followed, and the byte offset of where it stands in the file.
  private(set) var faults: [(fault: DecodingFault, offset: Int)] = []
  private var bytesLeft: Int
  /// Pieces of damaged gzip data so far.
  private var damaged = 0
  /// Pieces of damaged gzip data in a text after which no more of them are opened.
  private static let damagedAtMost = 256
  /// Where what is being followed stands in the file.
  private var place = 0

  init(bytes: Int = DecodedScan.bytes) { bytesLeft = bytes }

  /// Adds the secrets in what stands encoded in `bytes`, the text that `scanner` has just scanned.
  mutating func add(
    from bytes: Span<UInt8>, to outcome: inout TextScanner.Outcome, with scanner: inout TextScanner
  ) {
    for text in EncodedText.all(in: bytes, runs: scanner.runs) {
      place = text.span.lowerBound
      add(text, to: &outcome, depth: 1, with: &scanner)
    }
  }

  private mutating func add(
    _ text: EncodedText, to outcome: inout TextScanner.Outcome, depth: Int,
    with scanner: inout TextScanner
  ) {
    guard text.bytes.count <= bytesLeft else {
      bytesLeft = 0
      return note(.bytes)
    }
    bytesLeft -= text.bytes.count
    let form = DecodedForm(text.bytes.span)
    if depth > DecodedScan.depth {
      if case .binary = form { return }
      return note(.depth)
    }
    let inner = read(text, as: form, depth: depth, with: &scanner)
    outcome.limits += inner.limits.map { ($0.rule, text.span.lowerBound) }
    for var candidate in Overlap.resolved(inner.candidates, rules: scanner.rules.ruleSet) {
      candidate.span = text.place(of: candidate.span)
      candidate.match = nil
      candidate.encoding = candidate.encoding.map { "\(text.encoding) \($0)" } ?? text.encoding
      candidate.sharesSpan = text.offsets == nil
      outcome.candidates.append(candidate)
    }
  }

  /// What stands in a decoded text.
  private mutating func read(
    _ text: EncodedText, as form: DecodedForm, depth: Int, with scanner: inout TextScanner
  ) -> TextScanner.Outcome {
    var outcome = TextScanner.Outcome(candidates: [], limits: [], markers: [])
    let bytes = text.bytes.span
    var inner: [EncodedText] = []
    switch form {
    case .binary: return text.encoding == "base64" ? scanner.scanStrictly(bytes) : outcome
    case .gzip: inner = [inflated(bytes)]
    case .utf16(let isLittleEndian, let mark):
      let decoded = TextForm.utf8(bytes, isLittleEndian: isLittleEndian, mark: mark)
      inner = [
        EncodedText(
          encoding: isLittleEndian ? "utf-16le" : "utf-16be", span: 0..<bytes.count, bytes: decoded)
      ]
    case .words:
      outcome = text.offsets == nil ? scanner.scanStrictly(bytes) : scanner.scanForVendors(bytes)
      inner = EncodedText.all(in: bytes)
    case .document(let kind):
      outcome =
        text.offsets == nil || text.encoding == "json"
        ? scanner.scanPart(bytes, path: kind.path) : scanner.scanForVendors(bytes)
      inner = EncodedText.all(in: bytes)
      if kind == .json { JSONStrings.append(from: bytes, to: &inner) }
    }
    // A suppression speaks in the file itself, not in what it encodes.
    outcome.markers = []
    for text in inner { add(text, to: &outcome, depth: depth + 1, with: &scanner) }
    return outcome
  }

  private mutating func inflated(_ bytes: Span<UInt8>) -> EncodedText {
    guard damaged < DecodedScan.damagedAtMost else {
      note(.damaged)
      return EncodedText(encoding: "gzip", span: 0..<bytes.count, bytes: [])
    }
    let inflation = Inflation(gzip: bytes, limit: bytesLeft)
    if inflation.isOverLimit { note(.bytes) }
    if inflation.isDamaged {
      damaged += 1
      note(.damaged)
    }
    return EncodedText(encoding: "gzip", span: 0..<bytes.count, bytes: inflation.bytes)
  }

  private mutating func note(_ fault: DecodingFault) {
    if faults.last.map({ $0.fault != fault || $0.offset != place }) ?? true {
      faults.append((fault, place))
    }
  }
}

/// Why a part of what stands encoded in a text was not looked into.
public enum DecodingFault: Sendable, Hashable {
  /// It lies in more encodings than are followed.
  case depth
  /// It says more than is decoded of one text.
  case bytes
  /// Its gzip data is cut off or damaged.
  case damaged

  /// What to tell a user.
  public var message: String {
    switch self {
    case .depth:
      "what stands here lies in more than \(DecodedScan.depth) encodings, the limit, and was not"
        + " looked into: decode it and scan that"
    case .bytes:
      "what stands encoded here says more than \(DecodedScan.bytes) bytes, the limit for one file,"
        + " and the rest was not looked into: decode it and scan that"
    case .damaged:
      "the gzip data that stands encoded here is cut off or damaged: only what comes before that was"
        + " scanned"
    }
  }
}
