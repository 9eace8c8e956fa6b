import Findings
import Rules

/// Which environments a key, a namespace or an endpoint names.
struct EnvironmentNames: Sendable {
  private let environments: [PolicySettings.Environment]

  init(_ settings: PolicySettings) { environments = settings.environments }

  /// The environment called `name`.
  func environment(called name: String) -> PolicySettings.Environment? {
    environments.first { $0.name == name }
  }

  /// The environments that a remote key names: the one with the longest suffix that it ends in,
  /// then those whose name is a whole segment of it.
  func environments(ofKey key: String) -> [PolicySettings.Environment] {
    let segments = key.split(separator: "/").map(String.init)
    let bySegment = environments.filter { segments.contains($0.name) }
    return [environment(endingIn: key)].compactMap { $0 } + bySegment
  }

  /// The environment whose suffix the namespace ends in, the longest of them.
  func environment(ofNamespace namespace: String) -> PolicySettings.Environment? {
    environment(endingIn: namespace)
  }

  /// The same, else the one whose name is a word of the namespace.
  func environment(namedInNamespace namespace: String) -> PolicySettings.Environment? {
    if let ending = environment(endingIn: namespace) { return ending }
    let named = environments(namedIn: namespace)
    return named.count == 1 ? named.first : nil
  }

  /// The environments of which a name stands in the endpoint's host, or in an id, as whole words.
  func environments(ofEndpoint endpoint: String) -> [PolicySettings.Environment] {
    environments(namedIn: EnvironmentNames.host(of: endpoint))
  }

  /// The environment of an object: its file's, else its namespace's.
  func environment(of object: KubernetesObject) -> PolicySettings.Environment? {
    if let environment = object.environment { return environment }
    guard let namespace = object.namespace, namespace.isExact else { return nil }
    return environment(ofNamespace: namespace.text)
  }

  private func environment(endingIn text: String) -> PolicySettings.Environment? {
    let fitting = environments.filter { environment in
      guard let suffix = environment.suffix, !suffix.isEmpty, text.hasSuffix(suffix),
        let first = suffix.utf8.first
      else { return false }
      let before = text.utf8.dropLast(suffix.utf8.count).last
      return !first.isAlphanumeric || !(before?.isAlphanumeric ?? false)
    }
    return fitting.max { ($0.suffix?.utf8.count ?? 0) < ($1.suffix?.utf8.count ?? 0) }
  }

  private func environments(namedIn text: String) -> [PolicySettings.Environment] {
    let text = text.lowercased()
    var found: [(environment: PolicySettings.Environment, word: String)] = []
    for environment in environments {
      let words = ([environment.name] + environment.aliases + [environment.suffix ?? ""])
        .map { $0.lowercased().trimming { "-_./".contains($0) } }
      for word in words where TenantMap.holds(text, word) { found.append((environment, word)) }
    }
    // `pre-prod` is not `prod`.
    let whole = found.filter { one in
      !found.contains {
        $0.word.utf8.count > one.word.utf8.count && TenantMap.holds($0.word, one.word)
      }
    }
    var named: [PolicySettings.Environment] = []
    for one in whole where !named.contains(where: { $0.name == one.environment.name }) {
      named.append(one.environment)
    }
    return named
  }

  /// The host of a URL, or the whole of what is none.
  private static func host(of endpoint: String) -> String {
    guard let scheme = endpoint.firstRange(of: "://") else { return endpoint }
    return String(endpoint[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" })
  }
}

extension String {
  fileprivate func trimming(_ isDropped: (Character) -> Bool) -> String {
    let start = drop(while: isDropped)
    let tail = start.reversed().prefix(while: isDropped).count
    return String(start.dropLast(tail))
  }
}
