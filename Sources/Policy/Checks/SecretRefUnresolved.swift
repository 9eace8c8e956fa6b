import Findings
import Rules

/// ZT206: a reference to a Secret, or to an entry of one, that nothing makes.
struct SecretRefUnresolved: PolicyCheck {
  static let id = "ZT206"

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    let catalogue = SecretCatalogue(model)
    let knowsAll = model.settings.written.contains(.externallyCreated)
    for reference in SecretReference.all(in: model) where reference.name.isExact {
      if Self.isMadeElsewhere(reference, model.settings) { continue }
      let makers = catalogue.producers(of: reference)
      if makers.known.isEmpty {
        if knowsAll, !makers.isPossible { breaches.append(unknownName(reference)) }
        continue
      }
      if let breach = unknownKey(reference, makers.known) { breaches.append(breach) }
    }
  }

  private func unknownName(_ reference: SecretReference) -> Breach {
    Breach(
      reference.source, reference.nameNode.contentRange,
      "nothing makes the Secret \(reference.name) that \(reference.owner) reads",
      identity: "\(reference.owner)/\(reference.name)/\(reference.keyNode?.text ?? "")",
      environment: reference.environment)
  }

  private func unknownKey(_ reference: SecretReference, _ makers: [ProducedSecret]) -> Breach? {
    guard let node = reference.keyNode, let key = node.text, !TemplateText.isFilled(key),
      let nearest = makers.first,
      !makers.contains(where: { maker in
        maker.keys.map { keys in
          keys.contains(key) || keys.contains { TemplateText.isFilled($0) }
        } ?? true
      })
    else { return nil }
    return Breach(
      reference.source, node.contentRange,
      "\(reference.owner) reads \(key) of \(reference.name), which [\(nearest.owner)](1) "
        + "does not make",
      identity: "\(reference.owner)/\(reference.name)/\(key)",
      related: [
        RelatedPlace(source: nearest.source, range: nearest.range, message: "what makes the Secret")
      ], environment: reference.environment)
  }

  private static func isMadeElsewhere(
    _ reference: SecretReference, _ settings: PolicySettings
  ) -> Bool {
    let name = reference.name.text
    let namespace = reference.namespace?.text ?? "*"
    return settings.clusterManaged.contains { Wildcard.matches($0.pattern, name) }
      || settings.externallyCreated.contains { entry in
        guard let slash = entry.firstIndex(of: "/") else { return Wildcard.matches(entry, name) }
        return Wildcard.matches(String(entry[entry.index(after: slash)...]), name)
          && NamePattern(String(entry[..<slash])).canEqual(NamePattern(namespace))
      }
  }
}
