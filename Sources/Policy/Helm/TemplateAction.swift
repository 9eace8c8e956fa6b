/// One `{{ … }}` of a Go template (text/template, "Actions").
public struct TemplateAction: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    /// Writes a value; `template "x"` too.
    case output
    /// `if`, `with` and `range` open a block that `end` closes; `elseBranch` is any `else`.
    case condition, with, range, elseBranch, end
    /// `break` and `continue`.
    case jump
    /// `define "name"`, and `block "name" …`, which also writes what it defines.
    case define, block
    /// `$x := …` and `$x = …`.
    case assign
    case comment
  }

  public let kind: Kind
  /// In bytes, the braces included.
  public let range: Range<Int>
  /// 1-based line of its first brace.
  public let line: Int
  /// The pipeline as it is written, without the keyword: `.Values.a | quote`.
  public let pipeline: String
  /// Whether it takes the white space after it (`-}}`).
  public let trimsRight: Bool
  /// The index of the action that opens the block it stands in; a block's `else` and `end` stand in
  /// it too. Nil outside of any.
  public internal(set) var parent: Int?
  /// Which branch of `parent` it stands in: 0 before the first `else`.
  public internal(set) var branch = 0
  /// The index of the `end` that closes the block that this action opens; nil where none does.
  public internal(set) var end: Int?

  /// Whether the action opens a block.
  public var opensBlock: Bool {
    switch kind {
    case .condition, .with, .range, .define, .block: true
    default: false
    }
  }

  /// What the pipeline means; parsed at each call. Nil for an empty one or one not understood.
  public var expression: TemplatePipeline? {
    kind == .comment ? nil : TemplateParser.parse(pipeline)
  }

  /// The functions that the pipeline calls, in order.
  public var functions: [String] { expression?.value.functions ?? [] }

  /// The string literals in the pipeline, in order.
  public var strings: [String] { expression?.value.strings ?? [] }

  /// The `.Values` paths that the pipeline names, as far as this action tells alone: what `with`,
  /// `range` and variables add is `TemplateProvenance`'s to say.
  public var valuesPaths: [ValuesPath] { expression?.value.valuesPaths ?? [] }
}
