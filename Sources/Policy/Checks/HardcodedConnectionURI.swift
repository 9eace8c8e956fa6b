/// ZT202: a password in a URI, anywhere but in comments and Markdown.
struct HardcodedConnectionURI: PolicyCheck {
  static let id = "ZT202"

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    let names = CredentialNames(model.settings)
    for file in model.files where Self.isRead(file) {
      let bytes = file.source.bytes
      let passwords = ConnectionURI.passwords(in: bytes)
      guard !passwords.isEmpty else { continue }
      let comments = FileComments(file)
      var number = 0
      for range in passwords where !comments.contain(range.lowerBound) {
        guard !names.isListedPlaceholder(bytes.text(range)) else { continue }
        number += 1
        breaches.append(
          Breach(
            file.source, range, "a connection URI with its password in it",
            identity: "uri/\(number)", secret: Array(bytes[range])))
      }
    }
  }

  private static func isRead(_ file: ModelFile) -> Bool {
    switch file.role {
    case .values, .template, .helpers, .yaml, .kustomization, .terraform, .dotenv: true
    case .script:
      ShellSource(path: file.path, bytes: file.source.bytes) != .markdown
    default: false
    }
  }
}
