import Findings

/// Cuts the line around a match out of a text, with every secret on it masked.
struct SnippetMaker {
  /// Characters of a long line shown on each side of the match.
  private static let context = 60

  private let secrets: [(span: Range<Int>, mask: String)]

  /// - Parameter secrets: every secret of the text, ordered; those that overlap have one span.
  init(secrets: [(span: Range<Int>, mask: String)]) {
    self.secrets = secrets
  }

  /// The snippet for the secret at `index` of `secrets`.
  func snippet(of index: Int, in bytes: Span<UInt8>) -> Snippet {
    let span = secrets[index].span
    let lower = max(0, span.lowerBound - 4 * SnippetMaker.context)
    let start = bytes.lineStart(of: span.lowerBound, notBefore: lower)
    let firstEnd = bytes.lineEnd(of: span.lowerBound, notBehind: span.upperBound)
    let end = bytes.lineEnd(
      of: span.upperBound, notBehind: min(bytes.count, span.upperBound + 4 * SnippetMaker.context))
    let before = text(start..<span.lowerBound, in: bytes)
    let isMultiline = firstEnd < span.upperBound
    let after = isMultiline ? "…" : text(span.upperBound..<end, in: bytes)
    let lead =
      before.count > SnippetMaker.context ? "…" + before.suffix(SnippetMaker.context) : before
    let tail = after.count > SnippetMaker.context ? after.prefix(SnippetMaker.context) + "…" : after
    let mask = secrets[index].mask
    return Snippet(
      text: lead + mask + tail, highlight: lead.count..<(lead.count + mask.count))
  }

  /// The text in `range`, other secrets replaced by their masks.
  private func text(_ range: Range<Int>, in bytes: Span<UInt8>) -> String {
    var text = ""
    var position = range.lowerBound
    let first = secrets.partitioningIndex { $0.span.upperBound > range.lowerBound }
    for secret in secrets[first...] {
      if secret.span.lowerBound >= range.upperBound { break }
      guard secret.span.overlaps(range), secret.span.upperBound > position else { continue }
      if secret.span.lowerBound > position {
        text += decoded(position..<secret.span.lowerBound, in: bytes)
      }
      text += secret.mask
      position = max(position, secret.span.upperBound)
    }
    if position < range.upperBound { text += decoded(position..<range.upperBound, in: bytes) }
    return text
  }

  private func decoded(_ range: Range<Int>, in bytes: Span<UInt8>) -> String {
    String(decoding: bytes.copy(range), as: UTF8.self)
  }
}
