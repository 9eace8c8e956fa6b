/// A JSON text with the place of each key and value (RFC 8259).
public struct JSONDocument: Sendable {
  /// Nil where no value could be read.
  public var root: JSONNode?
  public var faults: [SourceFault]

  /// Reads `source`; at the first fault reading ends, and what was read so far stands.
  public init(_ source: SourceText) {
    var reader = JSONReader(source)
    root = reader.readDocument()
    faults = reader.fault.map { [$0] } ?? []
  }
}

/// A JSON value. Ranges are byte offsets in the file.
public struct JSONNode: Sendable {
  public var kind: Kind
  /// With quotes or brackets.
  public var range: Range<Int>

  public indirect enum Kind: Sendable {
    /// In their order; a key that stands twice is kept twice.
    case object([JSONMember])
    case array([JSONNode])
    /// With escapes resolved.
    case string(String)
    case number(String)
    case bool(Bool)
    case null
  }

  /// A string without its quotes; any other value whole.
  public var content: Range<Int> {
    guard case .string = kind, range.count >= 2 else { return range }
    return (range.lowerBound + 1)..<(range.upperBound - 1)
  }

  /// The value of `key`, the first where it stands twice.
  public subscript(key: String) -> JSONNode? {
    guard case .object(let members) = kind else { return nil }
    return members.first { $0.key == key }?.value
  }
}

/// A key and its value.
public struct JSONMember: Sendable {
  public var key: String
  /// Without the quotes.
  public var keyRange: Range<Int>
  public var value: JSONNode
}
