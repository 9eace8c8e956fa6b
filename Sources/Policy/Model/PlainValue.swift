import Rules

/// Values that are a setting and no credential, whatever name they stand under.
enum PlainValue {
  private static let switches: Set<String> = [
    "true", "false", "yes", "no", "on", "off", "null", "none", "nil", "enabled", "disabled",
  ]
  private static let fileEndings: Set<String> = [
    "key", "pem", "crt", "cer", "txt", "json", "yaml", "yml", "conf", "ini", "env", "toml", "jks",
    "p12", "pfx", "properties", "xml", "sh", "sock", "creds", "keyring",
  ]
  private static let hostEndings: Set<String> = [
    "svc", "local", "internal", "com", "net", "org", "io", "dev", "cloud", "example", "localhost",
  ]

  /// Whether `text` is a boolean, a number, a duration, a path, a file's name, an ARN, a host's name
  /// or a URL without a password.
  static func isPlain(_ text: String) -> Bool {
    if switches.contains(text.lowercased()) || Double(text) != nil { return true }
    if GoDuration.seconds(text) != nil || text.hasPrefix("arn:") { return true }
    let bytes = Array(text.utf8)
    if text.contains("://") { return ConnectionURI.passwords(in: bytes).isEmpty }
    return isPath(bytes) || isHost(text)
  }

  private static func isPath(_ bytes: [UInt8]) -> Bool {
    let isPathText = bytes.allSatisfy { byte in
      byte.isIdentifier || byte == ascii(".") || byte == ascii("/") || byte == ascii("-")
        || byte == ascii("~")
    }
    guard isPathText else { return false }
    let parts = bytes.split(separator: ascii("/"), omittingEmptySubsequences: false)
    let first = parts.first.map { String(decoding: $0, as: UTF8.self) } ?? ""
    let last = parts.last.map { String(decoding: $0, as: UTF8.self) } ?? ""
    let ending = last.split(separator: ".", omittingEmptySubsequences: false).last ?? ""
    let hasEnding = last.contains(".") && fileEndings.contains(ending.lowercased())
    guard parts.count > 1 else { return hasEnding }
    return ["", ".", "..", "~"].contains(first) || hasEnding
  }

  private static func isHost(_ text: String) -> Bool {
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count > 1, let last = labels.last else { return false }
    let end = String(last.prefix { $0 != ":" })
    return hostEndings.contains(end)
      && labels.dropLast().allSatisfy { label in
        !label.isEmpty && label.utf8.allSatisfy { $0.isAlphanumeric || $0 == ascii("-") }
      }
  }
}
