/// Lines of a template that bring entries nobody sees: `{{- toYaml .Values.env | nindent 12 }}`.
enum TemplateLines {
  private static let silent = [
    "if", "else", "end", "with", "range", "/*", "-", "$", "define", "break", "continue",
  ]

  /// Whether such a line stands between two offsets of the object's file.
  static func insert(into object: KubernetesObject, between start: Int, and end: Int) -> Bool {
    guard object.isTemplate, start < end else { return false }
    let text = object.source.text(of: start..<end)
    return text.split(separator: "\n").contains { line in
      let words = line.drop { $0 == " " || $0 == "\t" }
      guard words.hasPrefix("{{") else { return false }
      let action = words.dropFirst(2).drop { $0 == "-" || $0 == " " }
      return !silent.contains { action.hasPrefix($0) }
    }
  }
}
