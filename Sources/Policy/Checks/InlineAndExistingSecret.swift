import Findings

/// ZT103: a credential in the clear beside the Secret that would give it.
struct InlineAndExistingSecret: PolicyCheck {
  static let id = "ZT103"

  /// A site with the layer that sets it.
  private struct Setting {
    let file: ValuesFile
    let site: ValuesSite
  }

  private struct Place: Hashable {
    let path: String
    let offset: Int
  }

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    let names = CredentialNames(model.settings)
    let layers = model.values
    var seen: Set<Place> = []
    for file in layers.files {
      let settings = settings(of: [file] + layers.layers(below: file))
      let secrets = Dictionary(
        settings.filter { isSecretName($0.site) }.map { ($0.site.block, $0) }
      ) { first, _ in first }
      for setting in settings where setting.site.isCredential(names) {
        guard let secret = secrets[setting.site.block],
          setting.file.path == file.path || secret.file.path == file.path
        else { continue }
        let range = setting.site.value.contentRange
        let place = Place(path: setting.file.path.display, offset: range.lowerBound)
        guard seen.insert(place).inserted else { continue }
        breaches.append(breach(setting, secret))
      }
    }
  }

  /// What counts once the layers are merged, in the order of the text.
  private func settings(of layers: [ValuesFile]) -> [Setting] {
    var taken: Set<String> = []
    var settings: [Setting] = []
    for layer in layers {
      let own = layer.sites.filter { site in
        !taken.contains(site.path) && layer.site(at: site.path)?.value == site.value
      }
      settings += own.map { Setting(file: layer, site: $0) }
      taken.formUnion(own.map(\.path))
    }
    return settings
  }

  private func isSecretName(_ site: ValuesSite) -> Bool {
    CredentialNames.namesSecret(site.name) && !site.isEmpty
  }

  private func breach(_ inline: Setting, _ secret: Setting) -> Breach {
    Breach(
      inline.file.file.source, inline.site.value.contentRange,
      "\(inline.site.path) is set beside [\(secret.site.path)](1), and one of them is ignored",
      identity: inline.site.path, secret: Array(inline.site.text.utf8),
      related: [
        RelatedPlace(
          source: secret.file.file.source, range: secret.site.key.contentRange,
          message: "the Secret that is named")
      ])
  }
}
