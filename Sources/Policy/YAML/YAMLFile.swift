public import Findings

/// A YAML (or JSON) file with the exact place of everything in it.
///
/// Immutable and shared: nodes are small values that refer to it. Each document is read by itself,
/// so a broken one costs no other. Duplicate keys are kept in order, aliases refer to their anchor's
/// node, and what they expand to is bounded when the file is read, so that no walk needs a budget.
public final class YAMLFile: Sendable {
  /// The text as it was read: as it was given, or an alternative where that was used.
  public let bytes: [UInt8]
  public let lines: TextLines
  public let documents: [YAMLDocument]
  /// In order.
  public let comments: [YAMLComment]
  /// What could not be read, in order.
  public let faults: [YAMLFault]
  let records: [YAMLRecord]
  let properties: [Int: YAMLProperties]

  /// - Parameters:
  ///   - bytes: UTF-8, with or without a byte order mark.
  ///   - alternatives: texts of the same length, with line breaks where `bytes` has them; a
  ///     document that cannot be read is looked for there, in order, at the same place.
  ///   - lines: the lines of `bytes`, where the caller has them.
  public init(
    _ bytes: [UInt8], alternatives: [[UInt8]] = [], lines: TextLines? = nil,
    limits: YAMLLimits = YAMLLimits()
  ) {
    let lines = lines ?? TextLines(bytes.count <= limits.size ? bytes : [])
    var reader = YAMLReader(bytes, alternatives: alternatives, lines: lines, limits: limits)
    reader.read()
    self.bytes = reader.bytes
    self.lines = lines
    comments = reader.comments
    faults = reader.faults
    records = reader.tree.records
    properties = reader.tree.properties
    documents = reader.documents
  }

  /// The root of a document; nil where it is broken.
  public func root(of document: YAMLDocument) -> YAMLNode? {
    document.root.map { YAMLNode(file: self, written: $0) }
  }

  /// The roots of all documents that could be read, in order.
  public var roots: [YAMLNode] { documents.compactMap(root) }

  /// The region of a byte range.
  public func region(of range: Range<Int>) -> Region { lines.region(of: range, in: bytes) }
}

/// One document of a YAML file.
public struct YAMLDocument: Sendable, Hashable {
  /// In bytes, its `---` line included.
  public let range: Range<Int>
  /// 1-based line of its first byte.
  public let line: Int
  let root: Int?
  /// Which text it was read from: 0 for the one given, n for the nth alternative.
  public let reading: Int

  /// Whether it could not be read.
  public var isBroken: Bool { root == nil }
}

/// A comment, from `#` to the end of its line.
public struct YAMLComment: Sendable, Hashable {
  /// In bytes, without the line break.
  public let range: Range<Int>
  /// 1-based.
  public let line: Int
  /// Whether nothing else stands on its line.
  public let isAlone: Bool
}
