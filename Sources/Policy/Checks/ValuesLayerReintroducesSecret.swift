import Findings

/// ZT115: an overlay that undoes what the layer below does right.
struct ValuesLayerReintroducesSecret: PolicyCheck {
  static let id = "ZT115"

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    let names = CredentialNames(model.settings)
    let layers = model.values
    for file in layers.files {
      let lower = layers.layers(below: file)
      guard !lower.isEmpty else { continue }
      for site in file.sites {
        if site.isCredential(names) {
          let isKnown = lower.contains { $0.site(at: site.path)?.isCredential(names) ?? false }
          if !isKnown { breaches.append(inline(site, in: file, over: lower)) }
        } else if site.isEmpty, CredentialNames.namesSecret(site.name),
          let breach = blanked(site, in: file, over: lower)
        {
          breaches.append(breach)
        }
      }
    }
  }

  private func inline(_ site: ValuesSite, in file: ValuesFile, over lower: [ValuesFile]) -> Breach {
    // The key itself, else anything that the layer below says of the same block.
    let place =
      related(lower, "the layer below") { $0.path == site.path }
      ?? related(lower, "the layer below") { $0.block == site.block }
    let below = place == nil ? "the layer below" : "[the layer below](1)"
    return Breach(
      file.file.source, site.value.contentRange,
      "\(site.path) is set in the clear over \(below), which does without", identity: site.path,
      secret: Array(site.text.utf8), related: place.map { [$0] } ?? [])
  }

  private func blanked(
    _ site: ValuesSite, in file: ValuesFile, over lower: [ValuesFile]
  ) -> Breach? {
    guard
      let place = related(lower, "the Secret's name", { $0.path == site.path && !$0.isEmpty })
    else { return nil }
    let range = site.value.range.isEmpty ? site.key.contentRange : site.value.range
    return Breach(
      file.file.source, range,
      "\(site.path) is blanked, which [the layer below](1) sets to a Secret's name",
      identity: site.path, related: [place])
  }

  private func related(
    _ lower: [ValuesFile], _ message: String, _ isMeant: (ValuesSite) -> Bool
  ) -> RelatedPlace? {
    for file in lower {
      guard let site = file.sites.last(where: isMeant) else { continue }
      return RelatedPlace(
        source: file.file.source, range: site.key.contentRange, message: message)
    }
    return nil
  }
}
