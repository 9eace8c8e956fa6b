internal import Findings

/// Replaces a report's secrets by their masks wherever they stand.
///
/// Detection masks the secrets of a snippet. This is for everything else that comes out of a
/// repository: a path with a token in it, a branch named after a password, an author's name, a
/// message, the line of another finding. Secrets under `shortest` bytes are left alone: as plain
/// substrings they would turn up in words that have nothing to do with them.
struct Redaction: Sendable {
  /// How long a secret must be to be looked for, in bytes.
  static let shortest = 6
  /// Replaces nothing.
  static let none = Redaction(secrets: [])

  /// How long a line of a secret must be to be looked for by itself, in bytes.
  private static let shortestLine = 16

  /// What to look for, and what to write instead.
  private typealias Form = (bytes: [UInt8], mask: [UInt8])

  /// Secrets by their first `shortest` bytes, the longest first.
  private var byStart: [UInt64: [Form]] = [:]
  /// Whether any secret starts with a pair of bytes: the cheap test before the dictionary.
  private var startsSecret: [Bool] = []

  /// A redaction of every secret that `report` tells of.
  init(of report: Report) { self.init(secrets: report.findings.compactMap(\.secret)) }

  init(secrets: [Secret]) {
    let sought = secrets.flatMap(Redaction.forms).filter { $0.bytes.count >= Redaction.shortest }
    guard !sought.isEmpty else { return }
    startsSecret = [Bool](repeating: false, count: 1 << 16)
    var known: Set<[UInt8]> = []
    for form in sought.sorted(by: { $0.bytes.count > $1.bytes.count })
    where known.insert(form.bytes).inserted {
      byStart[Redaction.start(of: form.bytes, at: 0), default: []].append(form)
      startsSecret[Redaction.pair(of: form.bytes, at: 0)] = true
    }
  }

  /// What a secret looks like in a report: itself, itself in a path that is shown, and each longer
  /// line of one with several, such as a private key.
  private static func forms(of secret: Secret) -> [Form] {
    let mask = Array(secret.mask.utf8)
    let shown = Array(RepositoryPath(bytes: secret.bytes).display.utf8)
    let lines = secret.bytes.split { $0 == 0x0A || $0 == 0x0D }
    let body = lines.filter { $0.count >= shortestLine && !$0.starts(with: Array("-----".utf8)) }
    return [(secret.bytes, mask), (shown, mask)]
      + (lines.count > 1 ? body.map { (Array($0), Array("***".utf8)) } : [])
  }

  /// `text` without secrets.
  func text(_ text: String) -> String {
    guard !byStart.isEmpty else { return text }
    let bytes = Array(text.utf8)
    let spans = spans(in: bytes)
    return spans.isEmpty ? text : String(decoding: replaced(bytes, spans), as: UTF8.self)
  }

  /// `path` without secrets.
  func path(_ path: RepositoryPath) -> RepositoryPath {
    let spans = spans(in: path.bytes)
    return spans.isEmpty ? path : RepositoryPath(bytes: replaced(path.bytes, spans))
  }

  /// `snippet` without secrets, its highlight where the same text now stands.
  func snippet(_ snippet: Snippet) -> Snippet {
    let bytes = Array(snippet.text.utf8)
    let spans = spans(in: bytes)
    guard !spans.isEmpty else { return snippet }
    let old = snippet.highlight.clamped(to: 0..<snippet.text.count)
    let result = replaced(bytes, spans)
    let low = moved(snippet.text.prefix(old.lowerBound).utf8.count, spans, toEnd: false)
    let high = moved(snippet.text.prefix(old.upperBound).utf8.count, spans, toEnd: true)
    let before = String(decoding: result[..<low], as: UTF8.self).count
    let inside = String(decoding: result[low..<max(low, high)], as: UTF8.self).count
    return Snippet(
      text: String(decoding: result, as: UTF8.self), highlight: before..<(before + inside))
  }

  /// A stretch of text with a secret in it, and what stands there instead.
  private struct Masked {
    var range: Range<Int>
    var mask: [UInt8]
  }

  /// The stretches that are secrets; those that overlap are one, under the longest one's mask.
  private func spans(in text: [UInt8]) -> [Masked] {
    guard !byStart.isEmpty, text.count >= Redaction.shortest else { return [] }
    var spans: [Masked] = []
    var longest = 0
    for offset in 0...(text.count - Redaction.shortest)
    where startsSecret[Redaction.pair(of: text, at: offset)] {
      guard let secret = secret(in: text, at: offset) else { continue }
      let range = offset..<(offset + secret.bytes.count)
      if let last = spans.indices.last, range.lowerBound < spans[last].range.upperBound {
        let end = max(spans[last].range.upperBound, range.upperBound)
        spans[last].range = spans[last].range.lowerBound..<end
        if range.count > longest { spans[last].mask = secret.mask }
        longest = max(longest, range.count)
      } else {
        spans.append(Masked(range: range, mask: secret.mask))
        longest = range.count
      }
    }
    return spans
  }

  /// The longest secret that starts at `offset`.
  private func secret(in text: [UInt8], at offset: Int) -> Form? {
    byStart[Redaction.start(of: text, at: offset)]?.first {
      text[offset...].starts(with: $0.bytes)
    }
  }

  private func replaced(_ text: [UInt8], _ spans: [Masked]) -> [UInt8] {
    var result: [UInt8] = []
    var offset = 0
    for span in spans {
      result += text[offset..<span.range.lowerBound]
      result += span.mask
      offset = span.range.upperBound
    }
    return result + text[offset...]
  }

  /// Where `offset` of the old text stands in the new one; inside a mask, at its start or end.
  private func moved(_ offset: Int, _ spans: [Masked], toEnd: Bool) -> Int {
    var shift = 0
    for span in spans where span.range.lowerBound < offset {
      if offset < span.range.upperBound {
        return span.range.lowerBound + shift + (toEnd ? span.mask.count : 0)
      }
      shift += span.mask.count - span.range.count
    }
    return offset + shift
  }

  private static func start(of text: [UInt8], at offset: Int) -> UInt64 {
    text[offset..<(offset + shortest)].reduce(0) { $0 << 8 | UInt64($1) }
  }

  private static func pair(of text: [UInt8], at offset: Int) -> Int {
    Int(text[offset]) << 8 | Int(text[offset + 1])
  }
}
