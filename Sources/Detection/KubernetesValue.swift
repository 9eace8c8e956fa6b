/// Tells the entries of a Kubernetes Secret that are secret from those that only lie beside one.
enum KubernetesValue {
  /// Whether `key` names something that is public: a user, a host, a certificate.
  static func isPublic(key: [UInt8]) -> Bool {
    var position = 0
    var last: NameWord?
    while let word = NameWord.next(in: key.span, from: &position) { last = word }
    guard let last else { return false }
    return publicWords.contains(last) && CredentialKey(name: key.span)?.isExplicit != true
  }

  /// Whether `value` can be a secret: long enough, no placeholder, no plain setting.
  static func isSecret(_ value: [UInt8]) -> Bool {
    value.count >= 4 && !Placeholder.isPlaceholderPassword(value)
      && !value.allSatisfy { $0.isDigit || $0 == ascii(".") }
      || value.count >= 8 && value.allSatisfy(\.isDigit)
  }

  private static let publicWords: [NameWord] =
    [
      "user", "username", "host", "hostname", "port", "database", "dbname", "db", "namespace",
      "region", "endpoint", "crt", "cert", "certificate", "ca", "name", "email", "domain", "server",
      "scheme", "type", "path", "bucket", "protocol", "sslmode", "schema",
    ].map { NameWord($0) }
}
