/// One entry of a Secret's or ConfigMap's data.
struct SecretEntry {
  let key: String
  let keyNode: YAMLNode
  let node: YAMLNode
  /// As written.
  let text: String
  /// Whether the text is base64.
  let isEncoded: Bool

  /// The text after decoding; nil for bytes that are no text.
  var plain: String? {
    guard isEncoded else { return text }
    guard let bytes = Base64Text.decode(text) else { return text }
    return String(validating: bytes, as: UTF8.self)
  }

  /// The bytes that the object holds.
  var bytes: [UInt8] {
    isEncoded ? Base64Text.decode(text) ?? Array(text.utf8) : Array(text.utf8)
  }

  /// The entries under `encoded` (base64) and `plain` of an object, those of a template or an
  /// encrypted file left out.
  static func all(of node: YAMLNode, encoded: String, plain: String) -> [SecretEntry] {
    entries(node, encoded, isEncoded: true) + entries(node, plain, isEncoded: false)
  }

  private static func entries(
    _ node: YAMLNode, _ section: String, isEncoded: Bool
  ) -> [SecretEntry] {
    node.allEntries(section).flatMap(\.value.entries).compactMap { entry in
      guard let key = entry.key.text, let text = entry.value.text, !text.isEmpty,
        !TemplateText.isFilled(text), !text.hasPrefix("ENC[")
      else { return nil }
      return SecretEntry(
        key: key, keyNode: entry.key, node: entry.value, text: text, isEncoded: isEncoded)
    }
  }
}
