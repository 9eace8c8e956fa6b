/// Words that people write where a credential is to be filled in.
enum PlaceholderWord: Sendable {
  /// Says so only where a credential belongs: `changeme`, `<value>`.
  case plain
  /// Says so anywhere: `your-openai-key-here`, `client_secret_placeholder`, `ghp_xxx`.
  case distinctive

  /// What `text` as a whole is; nil where it is no placeholder.
  init?(_ text: String, names: CredentialNames) {
    let text = text.trimmingBlanks.lowercased()
    let parts = text.split(whereSeparator: { "-_".contains($0) }).map(String.init)
    guard !text.contains(where: \.isWhitespace) || text.hasPrefix("<"), text.utf8.count <= 80 else {
      return nil
    }
    if PlaceholderWord.isDistinctive(parts) {
      self = .distinctive
    } else if PlaceholderWord.isPlain(text, parts, names) || names.isListedPlaceholder(text) {
      self = .plain
    } else {
      return nil
    }
  }

  private static func isDistinctive(_ parts: [String]) -> Bool {
    guard parts.count > 1, let first = parts.first, let last = parts.last else { return false }
    guard parts.allSatisfy({ $0.utf8.allSatisfy { $0.isAlphanumeric || $0 == ascii("*") } }) else {
      return false
    }
    if last == "placeholder" { return true }
    if last == "here", parts.dropLast().contains("your") { return true }
    // A provider's prefix before a mask.
    return parts.count <= 3 && first.utf8.first?.isLetter == true && isMask(last)
  }

  private static func isPlain(_ text: String, _ parts: [String], _ names: CredentialNames) -> Bool {
    let word = parts.joined()
    if ["changeme", "replaceme", "placeholder", "fillme", "fillmein"].contains(word) {
      return true
    }
    if isMask(text) { return true }
    if text.hasPrefix("<"), text.hasSuffix(">"), text.utf8.count > 2 {
      return !text.dropFirst().dropLast().contains { "<>".contains($0) }
    }
    if let your = parts.firstIndex(of: "your"), your + 1 < parts.count {
      return names.meaning(of: parts[(your + 1)...].joined(separator: "_")) != .other
    }
    return parts.count > 1 && parts[0] == "example"
      && names.meaning(of: parts.dropFirst().joined(separator: "_")) != .other
  }

  /// `xxx` or `***`.
  private static func isMask(_ text: String) -> Bool {
    text.utf8.count >= 3 && (text.allSatisfy { $0 == "x" } || text.allSatisfy { $0 == "*" })
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    let start = drop(while: \.isWhitespace)
    return String(start.dropLast(start.reversed().prefix(while: \.isWhitespace).count))
  }
}
