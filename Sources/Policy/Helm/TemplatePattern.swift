/// What text of a template may become, with `*` for what is not known.
public struct TemplatePattern {
  private let library: TemplateLibrary
  private static let depthLimit = 8

  public init(_ library: TemplateLibrary) { self.library = library }

  /// The pattern of a scalar, unquoted: `{{ include "x.fullname" . }}-db` is `*-db`.
  public func pattern(of node: YAMLNode, in file: TemplateFile) -> String {
    let range = node.range
    guard node.isQuoted, range.count >= 2 else { return pattern(of: range, in: file) }
    return pattern(of: range.lowerBound + 1..<range.upperBound - 1, in: file)
  }

  /// The pattern of a range of the text.
  public func pattern(of range: Range<Int>, in file: TemplateFile) -> String {
    TemplatePattern.collapse(text(range, file, depth: 0))
  }

  private func text(_ range: Range<Int>, _ file: TemplateFile, depth: Int) -> String {
    var text = ""
    var place = range.lowerBound
    for action in file.actions[file.actions(in: range)] where action.range.upperBound > place {
      if place < action.range.lowerBound {
        text += String(decoding: file.bytes[place..<action.range.lowerBound], as: UTF8.self)
      }
      switch action.kind {
      case .output: text += action.expression.map { glob($0.value, depth) } ?? "*"
      case .comment, .assign: break
      default:
        // A condition inside a name: what it guards may be there or not.
        text += "*"
        if action.opensBlock, let end = action.end {
          place = file.actions[end].range.upperBound
          continue
        }
      }
      place = action.range.upperBound
    }
    if place < range.upperBound {
      text += String(decoding: file.bytes[place..<range.upperBound], as: UTF8.self)
    }
    return text
  }

  private func glob(_ expression: TemplateExpression, _ depth: Int) -> String {
    switch expression {
    case .string(let text): return text
    case .call("printf", let arguments): return printed(arguments, depth)
    case .call("include", let arguments), .call("template", let arguments):
      guard depth < TemplatePattern.depthLimit, case .string(let name)? = arguments.first,
        let definition = library[name]
      else { return "*" }
      return trimmed(text(definition.range, definition.file, depth: depth + 1))
    // These change a name only where it is too long.
    case .call("trunc", let arguments), .call("trimSuffix", let arguments),
      .call("trimPrefix", let arguments), .call("quote", let arguments),
      .call("squote", let arguments), .call("toString", let arguments),
      .call("trim", let arguments):
      return arguments.last.map { glob($0, depth) } ?? "*"
    default: return "*"
    }
  }

  private func printed(_ arguments: [TemplateExpression], _ depth: Int) -> String {
    guard case .string(let format)? = arguments.first else { return "*" }
    var rest = arguments.dropFirst()
    var text = ""
    var isVerb = false
    for scalar in format.unicodeScalars {
      if isVerb, scalar == "%" {
        text += "%"
        isVerb = false
      } else if isVerb {
        guard scalar.properties.isAlphabetic else { continue }
        text += rest.popFirst().map { glob($0, depth) } ?? "*"
        isVerb = false
      } else if scalar == "%" {
        isVerb = true
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  private func trimmed(_ text: String) -> String {
    let isBlank: (Character) -> Bool = { $0.isWhitespace }
    let start = text.drop(while: isBlank)
    return String(start.prefix(start.count - start.reversed().prefix(while: isBlank).count))
  }

  private static func collapse(_ text: String) -> String {
    text.reduce(into: "") { text, character in
      if character != "*" || text.last != "*" { text.append(character) }
    }
  }
}
