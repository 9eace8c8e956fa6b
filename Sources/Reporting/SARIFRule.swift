internal import Findings

/// A `reportingDescriptor` (section 3.49), with the properties that code scanning reads.
struct SARIFRule {
  let rule: RuleDescription
  let redaction: Redaction

  /// How long code scanning lets a description be, in characters.
  private static let descriptionLimit = 1024

  func write(into writer: inout JSONWriter) {
    let title = rule.title.isEmpty ? rule.id : redaction.text(rule.title)
    let why = rule.why.isEmpty ? title : redaction.text(rule.why)
    writer.member("id", rule.id)
    writer.object("shortDescription") { $0.member("text", SARIFRule.shortened(title)) }
    writer.object("fullDescription") { $0.member("text", SARIFRule.shortened(why)) }
    writer.object("help") { writer in
      writer.member("text", help(title: title, why: why, isMarkdown: false))
      writer.member("markdown", help(title: title, why: why, isMarkdown: true))
    }
    if let documentation { writer.member("helpUri", documentation) }
    writer.object("defaultConfiguration") { $0.member("level", rule.severity.sarifLevel) }
    writer.array("relationships", CollectionOfOne(rule.cwe)) { writer, number in
      writer.object { writer in
        writer.object("target") { writer in
          writer.member("id", "\(number)")
          writer.object("toolComponent") { $0.member("name", "CWE") }
        }
        writer.strings("kinds", ["superset"])
      }
    }
    writer.object("properties") { properties(into: &$0) }
  }

  private func properties(into writer: inout JSONWriter) {
    let digits = String(rule.cwe)
    let cwe = String(repeating: "0", count: max(0, 3 - digits.count)) + digits
    writer.strings("tags", ["security", "external/cwe/cwe-\(cwe)", rule.category])
    writer.member("precision", rule.confidence.name)
    if let score { writer.member("security-severity", score) }
    writer.member("problem.severity", problem)
  }

  /// The number by which code scanning ranks: over 9 critical, from 7 high, from 4 medium.
  private var score: String? {
    switch rule.severity {
    case .critical: "9.5"
    case .high: "8.0"
    case .medium: "5.5"
    case .low: "3.0"
    case .info: nil
    }
  }

  private var problem: String {
    switch rule.severity {
    case .critical, .high: "error"
    case .medium: "warning"
    case .low, .info: "recommendation"
    }
  }

  private func help(title: String, why: String, isMarkdown: Bool) -> String {
    var parts = [isMarkdown ? "# \(SARIFRule.escaped(title))" : title]
    parts.append(isMarkdown ? SARIFRule.escaped(why) : why)
    if !rule.remedy.isEmpty {
      let remedy = redaction.text(rule.remedy)
      parts.append(
        isMarkdown ? "## How to mend it\n\n\(SARIFRule.escaped(remedy))" : "Remedy: \(remedy)")
    }
    if let documentation {
      parts.append(isMarkdown ? "[Documentation](<\(documentation)>)" : "See \(documentation)")
    }
    return parts.joined(separator: isMarkdown ? "\n\n" : "\n")
  }

  /// The provider's page, nil unless it is a web address.
  private var documentation: String? {
    rule.documentation.flatMap { address in
      let isPlain = address.unicodeScalars.allSatisfy {
        ("!"..."~").contains($0) && !"<>\"{}|\\^`".unicodeScalars.contains($0)
      }
      let isWeb = ["https://", "http://"].contains(where: address.hasPrefix)
      return isPlain && isWeb ? redaction.text(address) : nil
    }
  }

  private static func shortened(_ text: String) -> String {
    text.utf16.count <= descriptionLimit
      ? text : String(decoding: text.utf16.prefix(descriptionLimit - 1), as: UTF16.self) + "…"
  }

  /// `text` with nothing in it that Markdown would take for markup but `code`.
  private static func escaped(_ text: String) -> String {
    let pieces = text.split(separator: "`", omittingEmptySubsequences: false)
    let hasCode = pieces.count % 2 == 1
    return pieces.enumerated().map { index, piece in
      hasCode && index % 2 == 1 ? String(piece) : plain(piece)
    }.joined(separator: hasCode ? "`" : "\\`")
  }

  private static func plain(_ text: Substring) -> String {
    text.reduce(into: "") { escaped, character in
      if "\\*_[]<>#|".contains(character) { escaped.append("\\") }
      escaped.append(character)
    }
  }
}
