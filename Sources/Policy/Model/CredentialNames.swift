import Detection
import Rules

/// Which keys name a credential, and which values are none: what `credentialKeys` and `placeholders`
/// make of Shrike's own words.
struct CredentialNames: Sendable {
  let settings: PolicySettings

  init(_ settings: PolicySettings) { self.settings = settings }

  /// Whether `key` names a credential's value itself (`dbPassword`, `API_TOKEN`), and not something
  /// about one (`passwordKey`, `tokenTTL`, `secretName`, `PASSWORD_FILE`).
  func isCredential(_ key: String) -> Bool {
    let patterns = settings.credentialKeys
    if patterns.except.contains(where: { matches($0, key) }) { return false }
    if patterns.match.contains(where: { matches($0, key) }) { return true }
    return CredentialNames.isCredentialName(key)
  }

  /// Whether `value` is a literal that could be a credential: not empty, no boolean, number,
  /// reference, template or mask. Placeholder words count as literals.
  func isLiteral(_ value: String) -> Bool {
    let bytes = Array(value.utf8)
    if bytes.isEmpty || TemplateText.isFilled(value) || Placeholder.isReference(bytes) {
      return false
    }
    if bytes.allSatisfy({ $0 == UInt8(ascii: "*") }) { return false }
    // Grafana's own references: `$__file{/etc/secrets/password}`, `$__env{PASSWORD}` (Grafana,
    // "Configure Grafana", "Variable expansion").
    if value.hasPrefix("$__"), value.hasSuffix("}"), value.contains("{") { return false }
    if CredentialNames.switches.contains(value.lowercased()) { return false }
    return GoDuration.seconds(value) == nil && Double(value) == nil
  }

  /// Whether `value` is a placeholder by Shrike's words or the configuration's.
  func isPlaceholder(_ value: String) -> Bool {
    settings.placeholders.contains { matches($0, value) }
      || Placeholder.isPlaceholderPassword(Array(value.utf8))
  }

  /// Whether the configuration itself calls `value` a placeholder.
  func isListedPlaceholder(_ value: String) -> Bool {
    settings.placeholders.contains { matches($0, value) }
  }

  /// Text that a reader takes for a boolean or for nothing, also in quotes.
  private static let switches: Set<String> = [
    "true", "false", "yes", "no", "on", "off", "null", "nil", "none",
  ]

  func matches(_ pattern: String, _ text: String) -> Bool {
    Wildcard.matches(pattern.lowercased(), text.lowercased())
  }
}
