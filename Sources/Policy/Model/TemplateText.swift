/// Text in which a template's actions were masked by placeholders.
enum TemplateText {
  /// Whether a template fills in some of `text`.
  static func isFilled(_ text: String) -> Bool { pattern(of: text) != text }

  /// `text` with `*` for each placeholder (`__T____`) or action (`{{ … }}`) in it.
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

  /// Behind `__T` and the underscores that fill up the action's length (`TemplateMask`).
  private static func placeholderEnd(_ text: Substring) -> Substring.Index? {
    guard text.hasPrefix("__T__") else { return nil }
    var end = text.dropFirst(3).prefix { $0 == "_" }.endIndex
    // The fill of one action runs into the next one's placeholder.
    while text[end...].hasPrefix("T__") {
      end = text[end...].dropFirst().prefix { $0 == "_" }.endIndex
    }
    return end
  }

  private static func actionEnd(_ text: Substring) -> Substring.Index? {
    guard text.hasPrefix("{{"), let close = text.firstRange(of: "}}") else { return nil }
    return close.upperBound
  }
}
