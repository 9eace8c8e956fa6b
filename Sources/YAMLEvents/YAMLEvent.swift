/// One step of a YAML stream, as libyaml's parser reports it (YAML 1.1 with the changes that
/// libyaml 0.2 took from 1.2).
public struct YAMLEvent: Sendable, Hashable {
  public var kind: Kind
  /// Where the event's text starts; the anchor and the tag of a node are part of it.
  public var start: YAMLMark
  /// The place after its last byte. A block collection's end is where the next token starts.
  public var end: YAMLMark

  public enum Kind: Sendable, Hashable {
    case documentStart(isExplicit: Bool)
    case documentEnd(isExplicit: Bool)
    case scalar(YAMLScalar)
    case alias(String)
    case sequenceStart(YAMLCollection)
    case sequenceEnd
    case mappingStart(YAMLCollection)
    case mappingEnd
    case streamEnd
  }

  public init(kind: Kind, start: YAMLMark, end: YAMLMark) {
    self.kind = kind
    self.start = start
    self.end = end
  }
}

/// A scalar's text with everything that is written around it.
public struct YAMLScalar: Sendable, Hashable {
  /// The text after folding and unescaping.
  public var text: String
  public var style: YAMLScalarStyle
  /// Resolved, such as `tag:yaml.org,2002:str` for `!!str`; `!` for the tag that only says "text".
  public var tag: String?
  public var anchor: String?

  public init(text: String, style: YAMLScalarStyle, tag: String? = nil, anchor: String? = nil) {
    self.text = text
    self.style = style
    self.tag = tag
    self.anchor = anchor
  }
}

/// How a scalar is written.
public enum YAMLScalarStyle: UInt8, Sendable, Hashable {
  case plain, singleQuoted, doubleQuoted, literal, folded
}

/// What stands before a sequence or a mapping.
public struct YAMLCollection: Sendable, Hashable {
  /// Whether it is written in brackets or braces.
  public var isFlow: Bool
  public var tag: String?
  public var anchor: String?

  public init(isFlow: Bool, tag: String? = nil, anchor: String? = nil) {
    self.isFlow = isFlow
    self.tag = tag
    self.anchor = anchor
  }
}

/// A place in the input.
public struct YAMLMark: Sendable, Hashable, Comparable {
  /// In bytes from the start of the input.
  public var offset: Int
  /// 0-based. libyaml also breaks lines at a lone CR and at U+0085, U+2028 and U+2029.
  public var line: Int
  /// 0-based, in Unicode scalars.
  public var column: Int

  public init(offset: Int, line: Int, column: Int) {
    self.offset = offset
    self.line = line
    self.column = column
  }

  public static func < (left: YAMLMark, right: YAMLMark) -> Bool { left.offset < right.offset }
}

/// Why a YAML stream cannot be read any further. It never holds text of the stream.
public struct YAMLProblem: Error, Sendable, Hashable {
  public var kind: Kind
  /// libyaml's words for what is wrong, or ours for a limit.
  public var message: String
  public var mark: YAMLMark

  public enum Kind: Sendable, Hashable {
    /// Bytes that are not UTF-8, or characters that YAML forbids.
    case encoding
    /// Not YAML.
    case syntax
    /// A limit of this reader, or no memory.
    case limit
  }

  public init(_ kind: Kind, message: String, mark: YAMLMark) {
    self.kind = kind
    self.message = message
    self.mark = mark
  }
}
