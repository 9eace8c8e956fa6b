/// Reads a file's documents one by one.
struct YAMLReader {
  /// The text as it was read.
  private(set) var bytes: [UInt8]
  private(set) var tree: YAMLTree
  private(set) var documents: [YAMLDocument] = []
  private(set) var comments: [YAMLComment] = []
  private(set) var faults: [YAMLFault] = []
  private let alternatives: [[UInt8]]
  private let lines: TextLines
  private let limits: YAMLLimits

  init(_ bytes: [UInt8], alternatives: [[UInt8]], lines: TextLines, limits: YAMLLimits) {
    self.bytes = bytes
    self.alternatives = alternatives.filter { $0.count == bytes.count }
    self.lines = lines
    self.limits = limits
    tree = YAMLTree(lines: lines, limits: limits)
  }

  mutating func read() {
    guard bytes.count <= limits.size else {
      faults = [YAMLFault(line: 1, message: "larger than \(limits.size >> 20) MiB: not read")]
      return
    }
    for range in YAMLSplitter.documents(of: bytes) {
      read(range)
      guard tree.records.count < limits.nodes else { break }
    }
    faults = YAMLFault.first(limits.faults, of: faults)
  }

  private mutating func read(_ range: Range<Int>) {
    let line = lines.line(of: range.lowerBound)
    let first = tree.records.count
    do {
      let (root, reading) = try readText(range)
      scanComments(range, first)
      guard let root else { return }
      documents.append(YAMLDocument(range: range, line: line, root: root, reading: reading))
    } catch {
      faults.append(error)
      scanComments(range, nil)
      documents.append(YAMLDocument(range: range, line: line, root: nil, reading: 0))
    }
  }

  /// Tries the text, then JSON's few differences, then the alternatives.
  private mutating func readText(
    _ range: Range<Int>
  ) throws(YAMLFault) -> (root: Int?, reading: Int) {
    let fault: YAMLFault
    do {
      return (try tree.read(bytes, range), 0)
    } catch {
      fault = error
    }
    // JSON has one document, so this is tried once a file.
    if documents.isEmpty, let json = JSONText.asYAML(bytes, range),
      let root = try? tree.read(json, range)
    {
      return (root, 0)
    }
    for (index, text) in alternatives.enumerated() {
      guard let root = try? tree.read(text, range) else { continue }
      bytes.replaceSubrange(range, with: text[range])
      return (root, index + 1)
    }
    throw fault
  }

  private mutating func scanComments(_ range: Range<Int>, _ first: Int?) {
    var scanner = YAMLCommentScanner(range: range, line: lines.line(of: range.lowerBound))
    let text = bytes
    let span = text.span
    if let first {
      scanner.scan(span, around: tree.records[first...])
    } else {
      scanner.scanLines(span)
    }
    comments += scanner.comments
  }
}
