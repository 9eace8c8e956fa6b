import Rules

/// ZT504: a namespace with a store that the bootstrap of the same environment does not allow.
struct NamespaceNotWhitelistedForBootstrap: PolicyCheck {
  static let id = "ZT504"

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    for group in WiringGroup.all(in: model) {
      let allowed = group.values(at: group.wiring.whitelistPath)
      let names = Set(allowed.map(\.text))
      for use in group.values(at: group.wiring.consumerPath) where !names.contains(use.text) {
        let list = allowed.isEmpty ? "no whitelist" : "not in [the whitelist](1)"
        breaches.append(
          Breach(
            use.file.source, use.node.contentRange,
            "\(use.text) has a store but is \(allowed.isEmpty ? "in " : "")\(list) of "
              + "\(group.wiring.whitelistPath) in \(group.environment)",
            identity: "\(group.wiring.consumerPath)/\(use.text)",
            related: allowed.prefix(1).map {
              RelatedPlace(
                source: $0.file.source, range: $0.node.contentRange, message: "the whitelist")
            }, environment: group.environment))
      }
    }
  }
}
