import Findings

/// Makes occurrences of byte ranges; what a file costs (line hashes, suppressions) is paid once, and
/// only for a file with something to report.
struct PlaceMaker {
  private var hashes: [RepositoryPath: [String]] = [:]
  private var readings: [RepositoryPath: Suppressions] = [:]

  /// The inline suppressions of a file.
  struct Suppressions {
    var obeyed: [Suppression] = []
    var faults: [SuppressionFault] = []
    /// Where the marker stands in any case; byte offsets.
    var markers: [Int] = []
  }

  /// Characters of a long line shown on each side.
  private static let context = 60

  mutating func occurrence(of breach: Breach) -> Occurrence {
    let source = breach.source
    let region = source.region(of: breach.range)
    return Occurrence(
      path: source.path, region: region, snippet: snippet(of: breach),
      lineHash: hash(of: source, line: region.startLine))
  }

  mutating func suppressions(of source: SourceText, reader: SuppressionReader) -> Suppressions {
    if let known = readings[source.path] { return known }
    var made = Suppressions()
    let bytes = source.bytes
    made.markers = PlaceMaker.markers(in: bytes)
    for reading in reader.read(in: bytes.span, markers: made.markers) {
      switch reading {
      case .success(let suppression): made.obeyed.append(suppression)
      case .failure(let fault): made.faults.append(fault)
      }
    }
    readings[source.path] = made
    return made
  }

  private mutating func hash(of source: SourceText, line: Int) -> String {
    let bytes = source.bytes
    let all = hashes[source.path] ?? PrimaryLocationLineHash.all(of: bytes.span)
    hashes[source.path] = all
    return line <= all.count ? all[line - 1] : ""
  }

  private func snippet(of breach: Breach) -> Snippet {
    let bytes = breach.source.bytes
    var start = breach.range.lowerBound
    while start > 0, bytes[start - 1] != 0x0A { start -= 1 }
    var end = breach.range.lowerBound
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    let spanEnd = min(max(breach.range.upperBound, breach.range.lowerBound), end)
    let before = String(decoding: bytes[start..<breach.range.lowerBound], as: UTF8.self)
    let own =
      breach.secret == nil
      ? String(decoding: bytes[breach.range.lowerBound..<spanEnd], as: UTF8.self) : "***"
    let after = String(decoding: bytes[spanEnd..<end], as: UTF8.self)
    let lead = before.count > PlaceMaker.context ? "…" + before.suffix(PlaceMaker.context) : before
    let tail = after.count > PlaceMaker.context ? after.prefix(PlaceMaker.context) + "…" : after
    return Snippet(text: lead + own + tail, highlight: lead.count..<(lead.count + own.count))
  }

  private static let marker = ByteSearch(Suppression.marker)

  private static func markers(in bytes: [UInt8]) -> [Int] {
    let text = bytes.span
    var found: [Int] = []
    var next = 0
    while let offset = marker.offset(in: text, from: next) {
      found.append(offset)
      next = offset + 1
    }
    return found
  }
}
