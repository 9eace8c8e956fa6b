/// Text in which a template's actions were masked by placeholders.
enum TemplateText {
  /// Whether a template fills in some of `text`.
  static func isFilled(_ text: String) -> Bool { pattern(of: text) != text }

  /// `text` with `*` for each placeholder (`__T12__`) or action (`{{ … }}`) in it.
  static func pattern(of text: String) -> String {
    guard text.contains("__T") || text.contains("{{") else { return text }
    var result = ""
    var rest = text[...]
    while let character = rest.first {
      if let end = placeholderEnd(rest) ?? actionEnd(rest) {
        if !result.hasSuffix("*") { result.append("*") }
        rest = rest[end...]
      } else {
        result.append(character)
        rest.removeFirst()
      }
    }
    return result
  }

  /// Behind `__T`, digits and underscores.
  private static func placeholderEnd(_ text: Substring) -> Substring.Index? {
    guard text.hasPrefix("__T") else { return nil }
    let digits = text.dropFirst(3).prefix { $0.isNumber }
    let tail = text[digits.endIndex...].prefix { $0 == "_" }
    return digits.isEmpty || tail.count < 2 ? nil : tail.endIndex
  }

  private static func actionEnd(_ text: Substring) -> Substring.Index? {
    guard text.hasPrefix("{{"), let close = text.firstRange(of: "}}") else { return nil }
    return close.upperBound
  }
}
