import Rules

extension GitleaksRule {
  /// The id in the form of Shrike's: lower-case letters, digits and hyphens.
  static func identifier(_ id: String) -> String {
    String(
      id.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" as Character })
  }

  /// The rule as an entry of a rule file. As there, it looks at the whole of a file that holds a
  /// keyword, or of every file where there is none.
  ///
  /// - Parameters:
  ///   - id: the id that it gets.
  ///   - regex: its regex.
  ///   - paths: globs of the files that it is for; empty for all.
  /// - Throws: `FieldError` where the regex is none for PCRE2, or has no such group.
  func entry(
    id: String, regex: ConfigurationFile.PlacedText, paths: [String] = []
  ) throws(FieldError) -> FieldNode {
    let line = regex.line ?? line
    let pattern = try GoExpression(regex.text, file: file, line: line)
      .pattern(secretGroup: secretGroup ?? 0)
    let literals = Set(keywords.map { $0.lowercased() }).sorted()
    // A keyword of one or two bytes filters nothing.
    let isFiltered = !literals.isEmpty && literals.allSatisfy { $0.utf8.count >= 3 }
    var fields: [(key: String, value: FieldNode)] = [
      ("id", text(id)), ("title", text(description.flatMap { $0.isEmpty ? nil : $0 } ?? self.id)),
      ("why", text("The rule '\(self.id)' of \(file) says that it is a secret.")),
      ("remedy", text("Revoke it where it was issued, and read it from the environment instead.")),
      ("confidence", text("medium")), ("anchor", text("file")),
    ]
    if isFiltered { fields.append(("literals", list(literals))) }
    let globs = paths.isEmpty && !isFiltered ? ["*"] : paths
    if !globs.isEmpty { fields.append(("paths", list(globs))) }
    fields.append(("pattern", .scalar(pattern, line: line)))
    if let entropy, entropy > 0 { fields.append(("entropy", text("\(entropy)"))) }
    fields += [("placeholders", text("false")), ("unchecked", text("true"))]
    return .map(
      fields.map {
        FieldNode.Entry(key: $0.key, line: $0.key == "pattern" ? line : self.line, value: $0.value)
      }, line: self.line)
  }

  private func text(_ text: String) -> FieldNode { .scalar(text, line: line) }

  private func list(_ texts: [String]) -> FieldNode { .list(texts.map(text), line: line) }
}
