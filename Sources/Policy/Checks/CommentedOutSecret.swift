import Findings

/// ZT104: a comment that assigns a credential.
struct CommentedOutSecret: PolicyCheck {
  static let id = "ZT104"

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    let names = CredentialNames(model.settings)
    for file in model.files {
      var seen: Set<Int> = []
      for line in CommentLines(file).lines {
        guard let found = AssignedLiteral(line, of: file.source.bytes), let key = found.key,
          names.holdsCredential(key, found.value), !names.isPlaceholder(found.value),
          !isDescription(key, found.value, names), seen.insert(found.range.lowerBound).inserted
        else { continue }
        breaches.append(
          Breach(
            file.source, found.range, "a comment still gives a value to \(key)", identity: key,
            secret: Array(found.value.utf8)))
      }
    }
  }

  /// Whether the value says what is to be written there, or names a Secret's key as external
  /// secrets do.
  private func isDescription(_ key: String, _ value: String, _ names: CredentialNames) -> Bool {
    if ["string", "required", "optional", "secret", "see", "default"].contains(value.lowercased()) {
      return true
    }
    return key == "secretKey" && CredentialNames.isObjectName(value)
  }
}

/// The comments of a file, line by line, without their signs.
private struct CommentLines {
  private(set) var lines: [Range<Int>] = []
  private let bytes: [UInt8]

  init(_ file: ModelFile) {
    bytes = file.source.bytes
    switch file.role {
    case .values, .template, .helpers, .yaml, .kustomization, .dotenv, .script: break
    default: return
    }
    for comment in file.yaml?.comments ?? [] { addHash(comment.range) }
    for action in file.template?.actions ?? [] where action.kind == .comment {
      addAction(action.range)
    }
    for comment in file.dotenv?.comments ?? [] { addHash(comment.range) }
    for script in file.scripts where script.origin != .markdownFence {
      for comment in script.comments { addHash(script.text.range(of: comment)) }
    }
  }

  /// Drops `#`; a line that opens as documentation does is none.
  private mutating func addHash(_ range: Range<Int>) {
    var start = range.lowerBound
    while start < range.upperBound, bytes[start] == ascii("#") { start += 1 }
    add(start..<range.upperBound)
  }

  /// The lines between `{{/*` and `*/}}`.
  private mutating func addAction(_ range: Range<Int>) {
    let signs = "{}-*/ ".utf8
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, signs.contains(bytes[start]) { start += 1 }
    while end > start, signs.contains(bytes[end - 1]) { end -= 1 }
    while start < end {
      let next = bytes.lineBreak(from: start, limit: end)
      add(start..<next)
      start = next + 1
    }
  }

  private mutating func add(_ range: Range<Int>) {
    var start = range.lowerBound
    while start < range.upperBound, bytes[start].isBlank { start += 1 }
    let text = bytes.text(start..<range.upperBound)
    let isDocumentation =
      text.hasPrefix("-- ") || text.hasPrefix("@") || text.lowercased().hasPrefix("example")
    if !isDocumentation, start < range.upperBound { lines.append(start..<range.upperBound) }
  }
}
