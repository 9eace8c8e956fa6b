import Findings
import Rules

/// ZT206: a reference to a Secret, or to an entry of one, that nothing makes.
struct SecretRefUnresolved: PolicyCheck {
  static let id = "ZT206"

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    let producers = ProducedSecret.all(in: model)
    let knowsAll = model.settings.written.contains(.externallyCreated)
    for reference in SecretReference.all(in: model) where reference.name.isExact {
      if Self.isMadeElsewhere(reference, model.settings) { continue }
      let matching = producers.filter { Self.makes($0, reference) }
      if matching.isEmpty {
        if knowsAll, !producers.contains(where: { Self.mayMake($0, reference) }) {
          breaches.append(unknownName(reference))
        }
        continue
      }
      if let breach = unknownKey(reference, matching) { breaches.append(breach) }
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

  // MARK: Who makes what

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

  /// Whether the producer is known to make the Secret: name, namespace and environment fit; where
  /// one of them has no namespace, both must stand in the same folder tree.
  private static func makes(_ producer: ProducedSecret, _ reference: SecretReference) -> Bool {
    guard mayMake(producer, reference) else { return false }
    if producer.namespace != nil, reference.namespace != nil, producer.name.isExact { return true }
    return isSameTree(producer.source.path, reference.source.path)
  }

  /// Whether the producer could make the Secret, wherever it is applied.
  private static func mayMake(_ producer: ProducedSecret, _ reference: SecretReference) -> Bool {
    guard Wildcard.matches(producer.name.text, reference.name.text) else { return false }
    if let own = producer.environment, let other = reference.environment, own != other {
      return false
    }
    if !producer.name.isExact, !isSameTree(producer.source.path, reference.source.path) {
      return false
    }
    guard let own = producer.namespace, let other = reference.namespace else { return true }
    return own.canEqual(other)
  }

  /// Whether one folder holds the other; a chart's templates belong to the chart's folder.
  private static func isSameTree(_ left: RepositoryPath, _ right: RepositoryPath) -> Bool {
    let left = folders(left)
    let right = folders(right)
    return left.starts(with: right) || right.starts(with: left)
  }

  private static func folders(_ path: RepositoryPath) -> [String] {
    let parts = path.display.split(separator: "/").dropLast().map(String.init)
    return parts.firstIndex(of: "templates").map { Array(parts[..<$0]) } ?? parts
  }
}
