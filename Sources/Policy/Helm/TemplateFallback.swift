/// The calls of a template that give a value in the stead of an empty one.
struct TemplateFallback: Sendable {
  /// `default`, `coalesce`, `ternary` or `or`.
  let function: String
  /// Where the function's name stands, in bytes.
  let functionRange: Range<Int>
  /// The literals that it may give, none of them empty.
  let literals: [String]
  /// The fields and variables that it asks first.
  let reads: [[String]]
  /// Whether it asks for presence (`hasKey`, `kindIs`), not for truth.
  let testsPresence: Bool

  static let functions: Set<String> = ["default", "coalesce", "ternary", "or"]
  private static let presenceTests: Set<String> = ["hasKey", "kindIs", "typeIs", "eq", "ne"]

  /// The fallbacks of an action with a literal, in the order of the pipeline's nesting.
  static func all(in action: TemplateAction, bytes: [UInt8]) -> [TemplateFallback] {
    guard let expression = action.expression?.value else { return [] }
    let calls = expression.everything.compactMap { part -> (String, [TemplateExpression])? in
      guard case .call(let name, let arguments) = part, functions.contains(name) else { return nil }
      return (name, arguments)
    }
    guard !calls.isEmpty else { return [] }
    let words = TemplateTokens(action, in: bytes).words(functions)
    var taken: [String: Int] = [:]
    var found: [TemplateFallback] = []
    for (name, arguments) in calls {
      let places = words.filter { $0.text == name }
      let place = places.dropFirst(taken[name, default: 0]).first ?? places.last
      taken[name, default: 0] += 1
      let literals = (name == "ternary" ? Array(arguments.prefix(2)) : arguments)
        .compactMap(\.filledString)
      guard let place, !literals.isEmpty else { continue }
      found.append(
        TemplateFallback(
          function: name, functionRange: place.range, literals: literals,
          reads: arguments.flatMap(\.readNames),
          testsPresence: arguments.contains {
            !presenceTests.isDisjoint(with: $0.functions)
          }))
    }
    return found
  }
}
