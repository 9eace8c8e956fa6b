import Findings

/// ZT308: two objects that make one Secret.
struct DuplicateSecretProducer: PolicyCheck {
  static let id = "ZT308"

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    var known: [SecretProducer.Place: [SecretProducer]] = [:]
    for object in model.objects {
      guard let producer = SecretProducer(object, in: model) else { continue }
      let earlier = known[producer.place] ?? []
      known[producer.place, default: []].append(producer)
      guard let first = earlier.first(where: { collides($0, producer) }) else { continue }
      breaches.append(
        Breach(
          object.source, producer.nameNode.contentRange,
          "the Secret \(producer.name) is also made by [\(first.object.identity)](1)",
          identity: "\(object.identity)/\(producer.name)",
          related: [
            RelatedPlace(
              source: first.object.source, range: first.nameNode.contentRange,
              message: "the first producer")
          ]))
    }
  }

  /// Whether both are there at once.
  private func collides(_ first: SecretProducer, _ second: SecretProducer) -> Bool {
    let isOneObject =
      first.object.identity == second.object.identity
      && first.object.source !== second.object.source
    return !isOneObject && !SecretProducer.exclude(first.guards, second.guards)
  }
}
