import Rules

/// A template that remote keys are named by ("{tenant}-{service}-{purpose}").
///
/// `{tenant}` is a declared tenant's id and `{env}` a declared environment's name, any words where
/// none is declared; other variables are words in lower case.
struct KeyTemplate: Sendable {
  private let pattern: SOPSPattern

  private static let words = "[a-z0-9]+(?:[-_][a-z0-9]+)*"

  /// Nil for a template that no expression can be made of.
  init?(_ template: String, settings: PolicySettings) {
    var expression = "^"
    var rest = template[...]
    while let character = rest.first {
      if character == "{", let close = rest.firstIndex(of: "}") {
        let name = rest[rest.index(after: rest.startIndex)..<close]
        expression += KeyTemplate.variable(String(name), settings)
        rest = rest[rest.index(after: close)...]
      } else {
        expression += KeyTemplate.quoted(String(character))
        rest.removeFirst()
      }
    }
    let pattern = SOPSPattern(expression + "$")
    guard pattern.isValid else { return nil }
    self.pattern = pattern
  }

  func fits(_ key: String) -> Bool { pattern.matches(key) }

  private static func variable(_ name: String, _ settings: PolicySettings) -> String {
    let choices =
      switch name {
      case "tenant": settings.tenants.map(\.id)
      case "env", "environment": settings.environments.map(\.name)
      default: [String]()
      }
    guard !choices.isEmpty else { return words }
    let longestFirst = choices.sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) }
    return "(?:" + longestFirst.map(quoted).joined(separator: "|") + ")"
  }

  private static func quoted(_ text: String) -> String {
    text.map { character in
      character.isLetter || character.isNumber ? String(character) : "\\\(character)"
    }
    .joined()
  }
}
