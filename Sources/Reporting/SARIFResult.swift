internal import Findings

/// A `result` (section 3.27).
///
/// `relatedLocations` are what the finding's message speaks of, under the numbers that it links to,
/// then the finding's other occurrences.
struct SARIFResult {
  let finding: Finding
  let ruleIndex: Int?
  let redaction: Redaction
  let showsSecret: Bool

  /// How many locations code scanning keeps of a result.
  private static let relatedLimit = 100
  /// How many other occurrences the message links to.
  private static let linkedLimit = 3

  private var places: SARIFPlaces { SARIFPlaces(redaction: redaction) }
  private var related: ArraySlice<RelatedLocation> {
    finding.related.prefix(SARIFResult.relatedLimit)
  }
  private var others: ArraySlice<Occurrence> {
    finding.occurrences.dropFirst().prefix(SARIFResult.relatedLimit - related.count)
  }

  func write(into writer: inout JSONWriter) {
    writer.member("ruleId", finding.ruleID)
    if let ruleIndex { writer.member("ruleIndex", ruleIndex) }
    writer.member("level", finding.severity.sarifLevel)
    writer.object("message") { $0.member("text", message) }
    writer.array("locations", CollectionOfOne(finding.primary)) { writer, occurrence in
      writer.object { writer in
        writer.object("physicalLocation") { place(of: occurrence, into: &$0) }
        if occurrence.container != nil { logicalLocation(of: occurrence, into: &writer) }
      }
    }
    if !related.isEmpty || !others.isEmpty { relatedLocations(into: &writer) }
    writer.object("partialFingerprints") { fingerprints(into: &$0) }
    if let fix = finding.fix {
      writer.array("fixes", CollectionOfOne(fix)) { writer, fix in
        writer.object { self.fix(fix, into: &$0) }
      }
    }
    writer.object("properties") { properties(into: &$0) }
  }

  /// The finding's message, then links to its first other occurrences.
  private var message: String {
    let place =
      finding.primary.container == nil
      ? "" : " in \(MessageText.escaped(inner(of: finding.primary)))"
    let text = MessageText(redaction.text(finding.message)).sarif(linking: related.count) + place
    guard !others.isEmpty else { return text }
    let links = others.prefix(SARIFResult.linkedLimit).enumerated().map { index, occurrence in
      let name = MessageText.escaped(redaction.path(occurrence.path).display)
      return "[\(name):\(occurrence.region.startLine)](\(related.count + index + 1))"
    }
    let rest = finding.occurrences.count - 1 - links.count
    let more = rest > 0 ? " and \(Quantity.counted(rest, "more place"))" : ""
    return "\(text)\(text.last == "." ? "" : ".") Also at \(links.joined(separator: ", "))\(more)."
  }

  private func place(of occurrence: Occurrence, into writer: inout JSONWriter) {
    let region = occurrence.region
    places.place(of: occurrence, into: &writer)
    // The snippet is the first line only; SARIF wants all of a region's text or none.
    guard region.lines.count == 1, occurrence.container == nil else { return }
    writer.object("contextRegion") { writer in
      writer.member("startLine", max(1, region.startLine))
      writer.object("snippet") {
        $0.member("text", redaction.snippet(occurrence.snippet).text)
      }
    }
  }

  /// Where the secret stands inside the container that the physical location names (3.33).
  private func logicalLocation(of occurrence: Occurrence, into writer: inout JSONWriter) {
    writer.array("logicalLocations", CollectionOfOne(inner(of: occurrence))) { writer, name in
      writer.object {
        $0.member("fullyQualifiedName", name)
        $0.member("kind", "archive entry")
      }
    }
  }

  /// Path, line and column of a file in a container.
  private func inner(of occurrence: Occurrence) -> String {
    let region = occurrence.region
    let path = redaction.path(occurrence.path).display
    return "\(path):\(region.startLine):\(region.startColumn)"
  }

  private func relatedLocations(into writer: inout JSONWriter) {
    let places = self.places
    let seen = others.map { occurrence in
      (message: description(of: occurrence), occurrence: occurrence)
    }
    let spoken = related.map { location in
      (
        message: location.message,
        occurrence: Occurrence(
          path: location.path, region: location.region,
          snippet: Snippet(text: "", highlight: 0..<0), lineHash: "")
      )
    }
    writer.array("relatedLocations", (spoken + seen).enumerated()) { writer, element in
      places.related(id: element.offset + 1, message: element.element.message, into: &writer) {
        places.place(of: element.element.occurrence, into: &$0)
      }
    }
  }

  private func description(of occurrence: Occurrence) -> String {
    let what = finding.secret == nil ? "The same" : "The same secret"
    let kind = occurrence.kind == .file ? "" : " (\(occurrence.kind.rawValue))"
    let inner =
      occurrence.container == nil ? "" : " in \(inner(of: occurrence))"
    let commit = occurrence.commit.map { " in commit \($0.commit.prefix(10))" } ?? ""
    return "\(what)\(kind)\(inner)\(commit)."
  }

  private func fingerprints(into writer: inout JSONWriter) {
    // Code scanning takes an empty text for a missing one.
    if !finding.primary.lineHash.isEmpty {
      writer.member("primaryLocationLineHash", finding.primary.lineHash)
    }
    writer.member("shrike/v1", finding.fingerprint.text)
    if let secret = finding.secret { writer.member("secret/v1", secret.fingerprint.text) }
  }

  private func fix(_ fix: Fix, into writer: inout JSONWriter) {
    writer.object("description") {
      $0.member("text", MessageText.escaped(redaction.text(fix.title)))
    }
    writer.array("artifactChanges", CollectionOfOne(fix)) { writer, fix in
      writer.object { writer in
        places.artifact(finding.primary.path, into: &writer)
        writer.array("replacements", CollectionOfOne(fix)) { writer, fix in
          writer.object { writer in
            places.region("deletedRegion", fix.deleted, into: &writer)
            writer.object("insertedContent") { $0.member("text", redaction.text(fix.inserted)) }
          }
        }
      }
    }
  }

  /// What SARIF has no place for; authors without their mail address.
  private func properties(into writer: inout JSONWriter) {
    if let origin = finding.life?.introduced ?? finding.primary.commit {
      writer.member("commit", origin.commit)
      writer.member("author", redaction.text(origin.author))
      writer.member("date", Timestamp(origin).utc)
    }
    if let life = finding.life {
      if let removed = life.removedIn {
        writer.member("removedIn", removed.commit)
        writer.member("removedOn", Timestamp(removed).utc)
      }
      writer.member("presentAtHead", life.presentAtHead)
      writer.strings("refs", life.references.map(redaction.text))
    }
    writer.member("occurrences", finding.occurrences.count)
    writer.member("severity", finding.severity.name)
    writer.member("confidence", finding.confidence.name)
    if let proof = finding.proof {
      writer.member("proof", proof.outcome.rawValue)
      writer.member("proofText", proof.text)
    }
    writer.member("kind", finding.primary.kind.rawValue)
    if let encoding = finding.primary.encoding { writer.member("encoding", encoding) }
    if let evidence = finding.evidence { writer.member("evidence", evidence.rawValue) }
    if let secret = finding.secret {
      writer.member("mask", secret.mask)
      if showsSecret { writer.member("secret", secret.revealed) }
    }
  }
}
