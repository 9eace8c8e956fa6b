internal import Findings

/// One finding for a person, laid out as compilers lay out an error.
struct TextFinding {
  let finding: Finding
  let rule: RuleDescription?
  /// Whether the rule's reason and remedy have not been printed yet.
  let isFirstOfRule: Bool
  let redaction: Redaction
  let style: TextStyle
  /// Whether every occurrence and reference is named.
  let showsAll: Bool
  let showsSecret: Bool

  /// How many further occurrences, and how many references, are named otherwise.
  private static let sample = 3

  func lines() -> [String] {
    let place = "\(margin)\(style.gutter("-->")) \(location(of: finding.primary))"
    var excerpt = excerpt.lines(style, finding.severity)
    var what: [String] = []
    if let message, TerminalText.columns(of: message) < self.excerpt.freeColumns {
      excerpt[1] += " " + message
    } else if let message {
      what = fact("what", message)
    }
    return [heading, place, bar] + excerpt + [bar] + what + facts() + explanation()
  }

  private var excerpt: TextExcerpt {
    TextExcerpt(
      redaction.snippet(finding.primary.snippet), line: finding.primary.region.startLine)
  }

  private var heading: String {
    let title = shown(rule?.title ?? MessageText(finding.message).plain)
    let word = style.severity(finding.severity, finding.severity.name)
    return "\(word): \(style.strong(title)) [\(shown(finding.ruleID))]"
  }

  private var margin: String { excerpt.margin }
  private var bar: String { "\(margin) \(style.gutter("|"))" }

  /// The message without links, nil where the title says the same.
  private var message: String? {
    let message = shown(MessageText(finding.message).plain)
    return message == rule.map { shown($0.title) } ? nil : message
  }

  /// What is known of the finding besides its place.
  private func facts() -> [String] {
    var lines: [String] = []
    if showsSecret, let secret = finding.secret {
      lines += fact("secret", TerminalText.neutralized(secret.revealed))
    }
    if let encoding = finding.primary.encoding {
      lines += fact("encoding", description(ofEncoding: encoding))
    }
    if let proof = finding.proof {
      lines += fact("proof", "\(proof.outcome.rawValue): \(proof.text)")
    }
    if finding.evidence == .rendered { lines += fact("evidence", "rendered by helm") }
    if let history { lines += fact("history", history) }
    lines += related()
    lines += occurrences()
    if let references { lines += fact("reached by", references) }
    if let fix = finding.fix { lines += fact("fix", description(of: fix)) }
    return lines
  }

  /// UTF-16 is how the file is read; the others are what the secret stands in, outermost first.
  private func description(ofEncoding encoding: String) -> String {
    let names = encoding.split(separator: " ")
    let read = names.prefix { $0.hasPrefix("utf-16") }
    let held = names.dropFirst(read.count).map { shown(String($0)) }
    let place = read.first.map { "line and column count in the \(shown(String($0))) text, decoded" }
    let chain = held.isEmpty ? nil : "stands here in \(held.joined(separator: ", and in that "))"
    return [place, chain].compactMap { $0 }.joined(separator: "; ")
  }

  private func description(of fix: Fix) -> String {
    let region = fix.deleted
    let old = "\(region.startLine):\(region.startColumn)-\(region.endLine):\(region.endColumn)"
    return "\(shown(fix.title)): write `\(shown(fix.inserted))` for \(old)"
  }

  private func explanation() -> [String] {
    var lines: [String] = []
    if isFirstOfRule, let rule {
      if !rule.why.isEmpty { lines += fact("why", shown(rule.why)) }
      if !rule.remedy.isEmpty { lines += fact("remedy", shown(rule.remedy)) }
      if let documentation = rule.documentation { lines += fact("see", shown(documentation)) }
    }
    return lines + fact("fingerprint", finding.fingerprint.text)
  }

  /// When the finding came and went, nil where no source knows.
  private var history: String? {
    guard let life = finding.life else {
      return finding.primary.commit.map { "in " + signed($0) }
    }
    var parts = life.introduced.map { ["introduced \(signed($0))"] } ?? []
    if life.presentAtHead {
      parts.append("still at HEAD")
    } else if let removed = life.removedIn {
      parts.append("removed in \(short(removed)) \(Timestamp(removed).day)")
    } else {
      parts.append("not at HEAD")
    }
    return parts.joined(separator: ", ")
  }

  private func related() -> [String] {
    finding.related.flatMap { related in
      fact("related", "\(place(related.path, related.region)): \(shown(related.message))")
    }
  }

  private func occurrences() -> [String] {
    let others = finding.occurrences.dropFirst()
    let named = others.prefix(showsAll ? others.count : TextFinding.sample)
    var lines = named.flatMap { occurrence in
      fact(
        "also at",
        location(of: occurrence) + (occurrence.commit.map { " in \(short($0))" } ?? ""))
    }
    if others.count > named.count {
      lines += fact("", "and \(Quantity.grouped(others.count - named.count)) more")
    }
    return lines
  }

  private var references: String? {
    guard let life = finding.life, !life.references.isEmpty else { return nil }
    let named = life.references.prefix(showsAll ? life.references.count : TextFinding.sample)
    let rest = life.references.count - named.count
    // The list itself is cut at its limit: nobody knows how many there are beyond it.
    let isCut = life.references.count >= Life.referenceLimit
    let more = rest > 0 ? " and \(isCut ? "at least " : "")\(rest) more" : ""
    return named.map { shown(TextFinding.abbreviated($0)) }.joined(separator: ", ") + more
  }

  /// `refs/heads/main` as people write it.
  private static func abbreviated(_ reference: String) -> String {
    for (prefix, word) in [
      ("refs/heads/", ""), ("refs/remotes/", ""), ("refs/tags/", "tag "), ("refs/stash@", "stash@"),
    ] where reference.hasPrefix(prefix) {
      return word + reference.dropFirst(prefix.count)
    }
    return reference
  }

  private func location(of occurrence: Occurrence) -> String {
    let place = place(occurrence.path, occurrence.region)
    return occurrence.kind == .file ? place : "\(place) (\(occurrence.kind.rawValue))"
  }

  private func place(_ path: RepositoryPath, _ region: Region) -> String {
    let name = TerminalText.neutralized(redaction.path(path).display)
    return "\(name):\(region.startLine):\(region.startColumn)"
  }

  private func signed(_ provenance: Provenance) -> String {
    let author = shown(provenance.author)
    return "\(short(provenance)) \(Timestamp(provenance).day)"
      + (author.isEmpty ? "" : " by \(author)")
  }

  private func short(_ provenance: Provenance) -> String { String(provenance.commit.prefix(10)) }

  private func shown(_ text: String) -> String { TerminalText.neutralized(redaction.text(text)) }

  /// A labelled line under the excerpt, wrapped.
  private func fact(_ label: String, _ text: String) -> [String] {
    let padded = label + String(repeating: " ", count: max(0, 11 - label.count))
    let indent = margin.count + 3 + 12
    return TextReport.paragraph(
      "\(margin) \(style.gutter("=")) \(padded) ", columns: indent, text, indent: indent)
  }
}
