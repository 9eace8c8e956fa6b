internal import YAMLEvents

/// A scalar, a sequence or a mapping of a `YAMLFile`; a small value that keeps the file alive.
///
/// An alias is the node that it stands for; `aliasRange` says where it was written.
public struct YAMLNode: Sendable {
  public let file: YAMLFile
  /// The node's record, behind an alias.
  let index: Int
  /// The record that stands in the text at this place: an alias's own, or `index`.
  private let written: Int

  init(file: YAMLFile, written: Int) {
    self.file = file
    self.written = written
    let record = file.records[written]
    index = record.form == .alias ? Int(record.target) : written
  }

  private var record: YAMLRecord { file.records[index] }

  public var isScalar: Bool { record.form == .scalar }
  public var isSequence: Bool { record.form == .sequence }
  public var isMapping: Bool { record.form == .mapping }

  /// What the node is once plain words are resolved.
  public var kind: YAMLKind {
    switch record.form {
    case .sequence: .sequence
    case .mapping: .mapping
    case .scalar, .alias: YAMLKind(scalar: record.text, isPlain: record.style == .plain, tag: tag)
    }
  }

  /// A scalar's text after folding and unescaping; nil for collections.
  public var text: String? { isScalar ? record.text : nil }

  /// The bytes of the content, quotes and brackets included, anchor and tag not; of a block
  /// collection from its first key or dash to the end of its last value.
  public var range: Range<Int> { Int(record.start)..<Int(record.end) }

  /// The 1-based line that `range` starts on.
  public var line: Int { Int(record.line) }

  /// Where the alias is written through which this node was reached; nil where it was none.
  public var aliasRange: Range<Int>? {
    guard written != index else { return nil }
    return Int(file.records[written].start)..<Int(file.records[written].end)
  }

  public var isQuoted: Bool { record.style == .singleQuoted || record.style == .doubleQuoted }
  /// Whether it is a literal (`|`) or folded (`>`) block scalar.
  public var isBlockScalar: Bool { record.style == .literal || record.style == .folded }
  /// Whether it is a collection in brackets or braces.
  public var isFlow: Bool { record.isFlow }
  public var tag: String? { file.properties[index]?.tag }
  public var anchor: String? { file.properties[index]?.anchor }

  var style: YAMLScalarStyle { record.style }

  /// A sequence's items, in order; empty for anything else.
  public var items: [YAMLNode] {
    guard isSequence else { return [] }
    var items: [YAMLNode] = []
    var child = index + 1
    while child < record.next {
      items.append(YAMLNode(file: file, written: child))
      child = Int(file.records[child].next)
    }
    return items
  }

  /// A mapping's entries as they are written: duplicates and merge keys stand as they are.
  public var entries: [YAMLEntry] {
    guard isMapping else { return [] }
    var entries: [YAMLEntry] = []
    var child = index + 1
    while child < record.next {
      let value = Int(file.records[child].next)
      guard value < record.next else { break }
      entries.append(
        YAMLEntry(
          key: YAMLNode(file: file, written: child), value: YAMLNode(file: file, written: value)))
      child = Int(file.records[value].next)
    }
    return entries
  }
}

extension YAMLNode: Hashable {
  public static func == (left: YAMLNode, right: YAMLNode) -> Bool {
    left.file === right.file && left.written == right.written
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(file))
    hasher.combine(written)
  }
}

/// A key with its value.
public struct YAMLEntry: Sendable, Hashable {
  public let key: YAMLNode
  public let value: YAMLNode
}
