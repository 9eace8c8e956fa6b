/// What the matches of a regular expression surely start with.
enum AnchoredExpression {
  /// For each alternative at the top, the literal text that a match starts with; empty where the
  /// alternative is not anchored or starts with anything but text.
  static func starts(of expression: String) -> [String] {
    alternatives(expression[...]).map(start)
  }

  private static func start(of alternative: Substring) -> String {
    guard alternative.first == "^" else { return "" }
    var literal = ""
    var rest = alternative.dropFirst()
    while let character = rest.first {
      var next = character
      var length = 1
      if character == "\\" {
        guard let escaped = rest.dropFirst().first, !escaped.isLetter, !escaped.isNumber else {
          break
        }
        next = escaped
        length = 2
      } else if !isPlain(character) {
        break
      }
      rest = rest.dropFirst(length)
      if let quantifier = rest.first, "*?{".contains(quantifier) { break }
      literal.append(next)
      if rest.first == "+" { break }
    }
    return literal
  }

  private static func isPlain(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "-_/: ".contains(character)
  }

  /// The expression cut at each `|` outside of groups and classes.
  private static func alternatives(_ expression: Substring) -> [Substring] {
    var parts: [Substring] = []
    var depth = 0
    var isClass = false
    var isEscaped = false
    var start = expression.startIndex
    for index in expression.indices {
      let character = expression[index]
      if isEscaped {
        isEscaped = false
        continue
      }
      switch character {
      case "\\": isEscaped = true
      case "[": isClass = true
      case "]": isClass = false
      case "(" where !isClass: depth += 1
      case ")" where !isClass: depth -= 1
      case "|" where !isClass && depth == 0:
        parts.append(expression[start..<index])
        start = expression.index(after: index)
      default: break
      }
    }
    return parts + [expression[start...]]
  }
}
