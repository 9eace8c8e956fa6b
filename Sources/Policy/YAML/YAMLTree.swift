internal import YAMLEvents

/// One node as it is stored: in the order of the text, a collection directly before its children.
struct YAMLRecord: Sendable {
  enum Form: UInt8, Sendable {
    case scalar, sequence, mapping, alias
  }

  let form: Form
  var style: YAMLScalarStyle = .plain
  var isFlow = false
  var start: UInt32
  var end: UInt32
  let line: UInt32
  /// The index of the node that follows this one and all that it holds.
  var next: UInt32
  /// An alias's anchored node.
  var target: UInt32 = 0
  var text = ""
}

/// The anchor and the tag of a node; few have any.
struct YAMLProperties: Sendable {
  var anchor: String?
  var tag: String?
}

/// Builds the records of a file from events, one document after the other.
struct YAMLTree {
  private(set) var records: [YAMLRecord] = []
  private(set) var properties: [Int: YAMLProperties] = [:]
  private let lines: TextLines
  private let limits: YAMLLimits
  private var open: [OpenCollection] = []
  private var anchors: [String: Anchor] = [:]
  /// The nodes of this document, those behind aliases counted again.
  private var expanded = 0
  /// The nodes of this document that have properties.
  private var ownProperties: [Int] = []
  private var line = 1
  /// Where the last thing that was read ends.
  private var lastEnd = 0

  private struct OpenCollection {
    let index: Int
    let anchor: String?
    let expandedBefore: Int
    var height = 1
  }

  private struct Anchor {
    let index: Int
    let weight: Int
    let height: Int
  }

  init(lines: TextLines, limits: YAMLLimits) {
    self.lines = lines
    self.limits = limits
  }

  /// Reads a document into the tree; what a broken one left is taken out again.
  ///
  /// - Parameters:
  ///   - range: where the document is in `bytes`.
  /// - Returns: the index of its root, nil where it is empty.
  mutating func read(_ bytes: [UInt8], _ range: Range<Int>) throws(YAMLFault) -> Int? {
    let first = records.count
    (open, anchors, expanded, ownProperties) = ([], [:], 0, [])
    do {
      let span = bytes.span
      var parser = YAMLEventParser(span.extracting(range), depthLimit: limits.depth)
      while true {
        let event = try parser.next()
        if event.kind == .streamEnd { break }
        // What follows `...` on the same stream would be a second root.
        if event.kind == .documentEnd(isExplicit: true) { break }
        try take(event, base: range.lowerBound, in: span)
      }
    } catch {
      records.removeSubrange(first...)
      for index in ownProperties { properties[index] = nil }
      throw YAMLTree.fault(error, base: range.lowerBound, bytes: bytes, lines: lines)
    }
    return records.count > first ? first : nil
  }

  private mutating func take(
    _ event: YAMLEvent, base: Int, in bytes: Span<UInt8>
  ) throws(YAMLProblem) {
    switch event.kind {
    case .scalar(let scalar):
      var record = try record(.scalar, event, base, in: bytes, scalar.anchor, scalar.tag)
      record.style = scalar.style
      record.text = scalar.text
      if scalar.style == .literal || scalar.style == .folded { trim(&record, in: bytes) }
      append(record, scalar.anchor, scalar.tag)
      if let anchor = scalar.anchor {
        anchors[anchor] = Anchor(index: records.count - 1, weight: 1, height: 0)
      }
    case .alias(let name):
      var record = try record(.alias, event, base, in: bytes, nil, nil)
      record.target = UInt32(try target(of: name, at: event.start))
      append(record, nil, nil)
    case .sequenceStart(let start): try begin(.sequence, start, event, base, in: bytes)
    case .mappingStart(let start): try begin(.mapping, start, event, base, in: bytes)
    case .sequenceEnd, .mappingEnd: end(event, base)
    case .documentStart, .documentEnd, .streamEnd: break
    }
  }

  private mutating func begin(
    _ form: YAMLRecord.Form, _ start: YAMLCollection, _ event: YAMLEvent, _ base: Int,
    in bytes: Span<UInt8>
  ) throws(YAMLProblem) {
    var record = try record(form, event, base, in: bytes, start.anchor, start.tag)
    record.isFlow = start.isFlow
    let before = expanded
    append(record, start.anchor, start.tag)
    // An alias inside its own anchor would have no end.
    if let anchor = start.anchor { anchors[anchor] = nil }
    open.append(
      OpenCollection(index: records.count - 1, anchor: start.anchor, expandedBefore: before))
  }

  private mutating func end(_ event: YAMLEvent, _ base: Int) {
    guard let closed = open.popLast() else { return }
    if records[closed.index].isFlow { lastEnd = base + event.end.offset }
    records[closed.index].end = max(UInt32(lastEnd), records[closed.index].start)
    records[closed.index].next = UInt32(records.count)
    raiseHeight(to: closed.height + 1)
    if let anchor = closed.anchor {
      anchors[anchor] = Anchor(
        index: closed.index, weight: expanded - closed.expandedBefore, height: closed.height)
    }
  }

  private mutating func raiseHeight(to height: Int) {
    guard let last = open.indices.last else { return }
    open[last].height = max(open[last].height, height)
  }

  /// The anchored node that an alias stands for, if it is not too much.
  private mutating func target(
    of name: String, at mark: YAMLMark
  ) throws(YAMLProblem) -> Int {
    guard let anchor = anchors[name] else {
      let message = "an alias names no anchor that ends before it"
      throw YAMLProblem(.syntax, message: message, mark: mark)
    }
    expanded += anchor.weight
    guard expanded <= limits.expandedNodes, open.count + anchor.height <= limits.depth else {
      let message = "aliases expand to more than \(limits.expandedNodes) nodes"
      let depth = "aliases nest deeper than \(limits.depth) levels"
      throw YAMLProblem(
        .limit, message: expanded > limits.expandedNodes ? message : depth, mark: mark)
    }
    raiseHeight(to: anchor.height + 1)
    return anchor.index
  }

  private mutating func record(
    _ form: YAMLRecord.Form, _ event: YAMLEvent, _ base: Int, in bytes: Span<UInt8>,
    _ anchor: String?, _ tag: String?
  ) throws(YAMLProblem) -> YAMLRecord {
    guard records.count < limits.nodes else {
      let message = "the file has more than \(limits.nodes) nodes"
      throw YAMLProblem(.limit, message: message, mark: event.start)
    }
    var start = base + event.start.offset
    let end = base + event.end.offset
    if anchor != nil || tag != nil {
      let isCollection = form == .sequence || form == .mapping
      let limit = isCollection ? bytes.count : end
      start = YAMLTree.contentStart(in: bytes, start, limit)
    }
    line = lines.line(of: start, near: line)
    lastEnd = max(start, end)
    return YAMLRecord(
      form: form, start: UInt32(start), end: UInt32(lastEnd), line: UInt32(line),
      next: UInt32(records.count + 1))
  }

  private mutating func append(_ record: YAMLRecord, _ anchor: String?, _ tag: String?) {
    expanded += 1
    if anchor != nil || tag != nil {
      ownProperties.append(records.count)
      properties[records.count] = YAMLProperties(anchor: anchor, tag: tag)
    }
    lastEnd = Int(record.end)
    records.append(record)
  }

  /// A block scalar ends with its last line that is not blank.
  private func trim(_ record: inout YAMLRecord, in bytes: Span<UInt8>) {
    var end = Int(record.end)
    while end > Int(record.start), YAMLTree.isBlank(bytes[end - 1]) { end -= 1 }
    record.end = UInt32(end)
  }
}
