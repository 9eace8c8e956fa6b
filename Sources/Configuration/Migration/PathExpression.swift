/// A regular expression of paths as globs that match the same paths, where there are such.
///
/// It knows what such expressions are made of: literal text, `.*`, `.+`, `.`, `[^/]*`, `[^/]+`,
/// simple classes, groups of alternatives, `?` behind a group or a character, `^` and `$`. A glob
/// also matches all below a folder of its name, so that `\.md$` leaves out what is below a folder
/// `x.md`, too.
struct PathExpression {
  /// Globs that are tried one after the other; nil where the expression has something else in it.
  let globs: [String]?

  /// Alternatives after which the expression is not convertible.
  private static let limit = 64
  /// The longest expression that is looked at, in bytes, and how deep groups may lie in it.
  private static let lengthLimit = 1_000
  private static let depthLimit = 32

  init(_ text: String) {
    var parser = Parser(rest: Substring(text))
    guard text.utf8.count <= PathExpression.lengthLimit,
      let alternatives = parser.alternatives(depth: 0), parser.rest.isEmpty,
      alternatives.count <= PathExpression.limit
    else {
      globs = nil
      return
    }
    let converted = alternatives.compactMap(PathExpression.glob)
    globs = converted.count == alternatives.count ? converted : nil
  }

  /// The glob of one alternative: where it does not hold to an end of the path, anything may stand
  /// there. Nil where it holds to an end in its middle.
  private static func glob(_ alternative: String) -> String? {
    var text = alternative
    var starts = false
    var ends = false
    if text.hasPrefix(Parser.start) {
      text.removeFirst()
      starts = true
    }
    if text.hasSuffix(Parser.end) {
      text.removeLast()
      ends = true
    }
    guard !text.contains(Parser.start), !text.contains(Parser.end) else { return nil }
    let start = starts ? "/" : "**"
    let isOpen = ends || text.hasSuffix("**")
    let glob = (text.hasPrefix("**") && !starts ? "" : start) + text + (isOpen ? "" : "**")
    if glob == "/**" { return "**" }
    // `**/` would also stand for no folder at all, which `.*/` does not.
    let strict = glob.replacing("/**/", with: "/?**/")
    return strict.hasPrefix("**/") ? "?" + strict : strict
  }

  private struct Parser {
    /// Characters of Unicode's private use that stand for the two ends.
    static let start = "\u{E000}"
    static let end = "\u{E001}"

    var rest: Substring

    /// What stands between `|`, up to a `)` or the end.
    mutating func alternatives(depth: Int) -> [String]? {
      guard depth <= PathExpression.depthLimit else { return nil }
      var all: [String] = []
      while true {
        guard let sequence = sequence(depth: depth) else { return nil }
        all += sequence
        guard rest.first == "|" else { return all.count <= PathExpression.limit ? all : nil }
        rest = rest.dropFirst()
      }
    }

    private mutating func sequence(depth: Int) -> [String]? {
      var texts = [""]
      while let character = rest.first, character != "|", character != ")" {
        guard let atom = atom(depth: depth, isFirst: texts == [""]) else { return nil }
        texts = texts.flatMap { text in atom.map { text + $0 } }
        guard texts.count <= PathExpression.limit else { return nil }
      }
      return texts
    }

    /// One piece and what follows it to repeat it.
    private mutating func atom(depth: Int, isFirst: Bool) -> [String]? {
      let character = rest.removeFirst()
      switch character {
      case "^": return isFirst ? [Parser.start] : nil
      case "$": return rest.isEmpty || rest.first == "|" || rest.first == ")" ? [Parser.end] : nil
      case ".": return repeated(one: "?", many: "**")
      case "(": return group(depth: depth + 1)
      case "[":
        guard let members = members() else { return nil }
        return members == "[!/]" ? repeated(one: "?", many: "*") : repeated(one: members, many: nil)
      case "\\":
        guard let escaped = rest.popFirst(), !escaped.isLetter, !escaped.isNumber else {
          return nil
        }
        return repeated(one: PathExpression.quoted(escaped), many: nil)
      case "*", "+", "?", "{", "}": return nil
      default: return repeated(one: PathExpression.quoted(character), many: nil)
      }
    }

    private mutating func group(depth: Int) -> [String]? {
      if rest.hasPrefix("?:") {
        rest = rest.dropFirst(2)
      } else if rest.first == "?" {
        return nil
      }
      guard let inner = alternatives(depth: depth), rest.popFirst() == ")" else { return nil }
      if "*+{".contains(rest.first ?? " ") { return nil }
      // An end inside of a group ends the path there; what follows would have to be empty.
      let hasEnds = inner.contains { $0.contains(Parser.end) }
      guard !hasEnds || rest.isEmpty || rest.first == ")" || rest.first == "|" else { return nil }
      guard rest.first == "?" else { return inner }
      rest = rest.dropFirst()
      return [""] + inner
    }

    /// `one` with the repetition that stands behind it; `many` is what repeats it at will.
    private mutating func repeated(one: String, many: String?) -> [String]? {
      switch rest.first {
      case "*":
        guard let many else { return nil }
        skipRepetition()
        return [many]
      case "+":
        guard let many else { return nil }
        skipRepetition()
        return [one + many]
      case "?":
        skipRepetition()
        return ["", one]
      case "{": return nil
      default: return [one]
      }
    }

    /// A lazy repetition finds the same paths.
    private mutating func skipRepetition() {
      rest = rest.dropFirst()
      if rest.first == "?" { rest = rest.dropFirst() }
    }

    /// A class without escapes, as a glob writes it.
    private mutating func members() -> String? {
      guard let end = rest.firstIndex(of: "]"), end > rest.startIndex else { return nil }
      var text = String(rest[..<end])
      rest = rest[rest.index(after: end)...]
      if text == "^/" { return "[!/]" }
      guard !text.contains("\\"), !text.contains("["), !text.contains("/"), !text.hasPrefix("^")
      else { return nil }
      if text.hasPrefix("!") { text = "\\" + text }
      return "[" + text + "]"
    }
  }

  private static func quoted(_ character: Character) -> String {
    "*?[]\\!".contains(character) ? "\\" + String(character) : String(character)
  }
}
