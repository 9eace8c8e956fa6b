import Findings

/// ZT101: a credential in the clear in a values file.
struct InlineSecretInValues: PolicyCheck {
  static let id = "ZT101"

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    let names = CredentialNames(model.settings)
    for values in model.values.files {
      for site in values.sites where site.isCredential(names) {
        guard !names.isListedPlaceholder(site.text) else { continue }
        breaches.append(
          Breach(
            values.file.source, site.value.contentRange,
            "\(site.path) holds a credential in the clear", identity: site.path,
            secret: Array(site.text.utf8)))
      }
    }
  }
}
