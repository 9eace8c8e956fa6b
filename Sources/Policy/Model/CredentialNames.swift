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
    if TemplateText.isFilled(value) || Placeholder.isReference(bytes)
      || CredentialNames.isPointer(value)
    {
      return false
    }
    // A mask, or a sign that holds the place of a value: `***`, `...`, `#`.
    guard bytes.contains(where: { $0.isAlphanumeric || $0 >= 0x80 }) else { return false }
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

  /// Whether `value` is a tool's own reference: Grafana's `$__file{…}` and `$__env{…}` (Grafana,
  /// "Configure Grafana", "Variable expansion"), and Kapitan's `?{gkms:…}` (Kapitan, "References"),
  /// but for the form that holds the secret itself.
  private static func isPointer(_ value: String) -> Bool {
    guard value.hasSuffix("}") else { return false }
    if value.hasPrefix("$__") { return value.contains("{") }
    return value.hasPrefix("?{") && value.contains(":") && !value.hasSuffix(":embedded}")
  }

  /// Text that a reader takes for a boolean or for nothing, also in quotes, and the words of
  /// settings that are named like a credential (`http_tokens: required`, `id-token: write`).
  private static let switches: Set<String> = [
    "true", "false", "yes", "no", "on", "off", "null", "nil", "none", "enabled", "disabled",
    "required", "optional", "read", "write",
  ]

  func matches(_ pattern: String, _ text: String) -> Bool {
    Wildcard.matches(pattern.lowercased(), text.lowercased())
  }
}
