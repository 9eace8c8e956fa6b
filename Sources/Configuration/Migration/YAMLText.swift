import Rules

/// Writes nodes as YAML in blocks, texts in quotes.
enum YAMLText {
  /// A list of mappings, as in a rule file, indented by two.
  static func list(_ nodes: [FieldNode]) -> String {
    nodes.map { node in
      guard case .map(let entries, _) = node else { return "" }
      return entries.enumerated().map { index, entry in
        (index == 0 ? "  - " : "    ") + entry.key + ": " + value(entry.value) + "\n"
      }.joined()
    }.joined(separator: "\n")
  }

  /// The node on one line.
  private static func value(_ node: FieldNode) -> String {
    switch node {
    case .scalar(let text, _): isPlain(text) ? text : quoted(text)
    case .list(let items, _): "[" + items.map(value).joined(separator: ", ") + "]"
    case .map(let entries, _):
      "{" + entries.map { $0.key + ": " + value($0.value) }.joined(separator: ", ") + "}"
    }
  }

  /// The text in single quotes (YAML 1.2.2, section 7.3.2), or in double ones where it holds what
  /// only an escape can write.
  static func quoted(_ text: String) -> String {
    let isPrintable = text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
    if isPrintable { return "'" + text.replacing("'", with: "''") + "'" }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\" + String(scalar)
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\x" + (digits.count == 1 ? "0" : "") + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// Whether the text is a word or number that needs no quotes.
  private static func isPlain(_ text: String) -> Bool {
    !text.isEmpty && text.first != "-"
      && text.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x2D || $0 == 0x2E
      }
  }
}
