public import Findings

/// A shell script as the commands that it may run, in the order of the text.
///
/// Read after POSIX.1-2024, "Shell Command Language", and the Bash Reference Manual. Functions,
/// loops, conditions, subshells and substitutions are flattened: what is asked is what a command
/// is given, not when it runs. All ranges are byte offsets in `text`; `region(of:)` leads to the
/// file.
public struct ShellScript: Sendable {
  public let text: MappedText
  public let origin: Origin
  public internal(set) var commands: [ShellCommand] = []
  /// Every parameter expansion: in words, in quotes, in heredocs, in other expansions.
  public internal(set) var expansions: [ShellExpansion] = []
  /// From `#` to the line's end.
  public internal(set) var comments: [Range<Int>] = []
  public internal(set) var faults: [SourceFault] = []

  /// Where a script stands.
  public enum Origin: Sendable, Hashable {
    case file
    case makeRecipe
    /// A fenced block of a Markdown document.
    case markdownFence
    /// A block scalar, a `run:` step: what another reader gave.
    case embedded
  }

  /// Reads `text` to its end, whatever it holds.
  public init(_ text: MappedText, origin: Origin) {
    var reader = ShellReader(text, origin: origin)
    reader.readList(closing: nil)
    self = reader.script
  }

  /// The file's region of `range`.
  public func region(of range: Range<Int>) -> Region { text.region(of: range) }

  /// The commands of the pipeline that `command` is part of, from the left.
  public func pipeline(of command: ShellCommand) -> [ShellCommand] {
    var first = command
    while first.joint == .pipe, let previous = first.previous { first = commands[previous] }
    var pipeline = [first]
    for next in commands[(first.index + 1)...] where next.enclosing == first.enclosing {
      guard next.joint == .pipe, next.previous == pipeline[pipeline.count - 1].index else { break }
      pipeline.append(next)
    }
    return pipeline
  }

  /// The expansions that stand in `word` itself, not inside its substitutions.
  public func expansions(in word: ShellWord) -> [ShellExpansion] {
    word.parts.compactMap { part in
      if case .expansion(let index) = part.kind { expansions[index] } else { nil }
    }
  }
}

/// One simple command.
public struct ShellCommand: Sendable {
  /// Its place in `ShellScript.commands`.
  public let index: Int
  public internal(set) var range: Range<Int>
  /// The name and the arguments; without assignments.
  public internal(set) var words: [ShellWord] = []
  /// `NAME=value` before the name, and behind `export`, `local`, `declare`, `readonly`, `env`.
  public internal(set) var assignments: [ShellAssignment] = []
  public internal(set) var redirections: [ShellRedirection] = []
  /// How it is joined to `previous`.
  public let joint: Joint
  /// The command before it in the same list; nil for the first one.
  public let previous: Int?
  /// The command whose word or heredoc holds the substitution that this one stands in.
  public let enclosing: Int?

  /// What stands between a command and the one before it.
  public enum Joint: Sendable, Hashable {
    /// Nothing: it is the first one.
    case start
    /// `;`, `&` or a line break.
    case sequence
    /// `|` or `|&`.
    case pipe
    /// `&&`.
    case and
    /// `||`.
    case or
  }
}

/// `NAME=value`, `NAME+=value` or `NAME=(…)`.
public struct ShellAssignment: Sendable {
  public var name: String
  public var nameRange: Range<Int>
  public var value: ShellWord
  /// The words of an array; `value` is empty then.
  public var elements: [ShellWord]
  /// Whether `export` or `declare -x` gives it to other programs.
  public var isExported: Bool
}

/// `2>file`, `<<EOF`.
public struct ShellRedirection: Sendable {
  /// `<`, `>`, `>>`, `<<`, `<<-`, `<<<`, `<&`, `>&`, `<>`, `>|`, `&>`, `&>>`.
  public var sign: String
  /// The number before the sign.
  public var descriptor: Int?
  /// From the number to the target's end.
  public var range: Range<Int>
  /// What stands behind the sign, a heredoc's delimiter too.
  public var target: ShellWord?
  public var heredoc: ShellHeredoc?
}

/// The lines behind `<<EOF`.
public struct ShellHeredoc: Sendable {
  /// Without the delimiter's line.
  public var body: Range<Int>
  /// False where the delimiter is quoted: the body is then taken as it stands.
  public var isExpanded: Bool
  /// The body in parts; one literal where it is not expanded.
  public var parts: [ShellPart]
}

/// A parameter expansion, or a template's placeholder in its stead.
public struct ShellExpansion: Sendable {
  /// The parameter: a name, a digit or one of `@*#?-$!`. For templates, the text in the braces.
  public var name: String
  /// From the `$`, or a template's first brace, to the end.
  public var range: Range<Int>
  public var form: Form
  /// The sign behind the name and its place; nil for a bare `$NAME` or `${NAME}`.
  public var operation: Operation?
  public var operationRange: Range<Int>
  /// What stands behind the sign, up to the `}`.
  public var word: ShellWord?
  /// Whether double quotes stand around.
  public var isQuoted: Bool

  public enum Form: Sendable, Hashable {
    /// `$NAME`, `${NAME…}`.
    case parameter
    /// `{{ … }}`, filled in before a shell sees it.
    case template
    /// `${{ … }}` of a workflow.
    case workflow
  }

  /// What becomes of a parameter that is unset; with `:`, of an empty one too (POSIX.1-2024, 2.6.2).
  public enum Operation: Sendable, Hashable {
    /// `-`.
    case defaultIfUnset
    /// `:-`.
    case defaultIfEmpty
    /// `=`.
    case assignIfUnset
    /// `:=`.
    case assignIfEmpty
    /// `?`.
    case failIfUnset
    /// `:?`.
    case failIfEmpty
    /// `+`.
    case replaceIfSet
    /// `:+`.
    case replaceIfFilled
    /// `#`, `%`, `/`, `:offset`, `^`, `,`, `@` and the like.
    case other
  }
}
