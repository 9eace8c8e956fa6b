import Findings
import Rules

/// ZT309: a remote key that no naming template fits.
struct RemoteKeyNaming: PolicyCheck {
  static let id = "ZT309"

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    let settings = model.settings
    let templates = settings.keyTemplates.compactMap { KeyTemplate($0, settings: settings) }
    guard !templates.isEmpty else { return }
    for site in model.remoteKeySites {
      let names = [site.text, site.name]
      let isNamed = names.contains { name in templates.contains { $0.fits(name) } }
      let isShared = names.contains { name in
        settings.sharedKeys.contains { Wildcard.matches($0, name) }
      }
      guard !isNamed, !isShared else { continue }
      breaches.append(
        Breach(
          site.source, site.range,
          "the key \(site.text) fits no naming template (\(wanted(settings.keyTemplates)))",
          identity: site.identity))
    }
  }

  private func wanted(_ templates: [String]) -> String {
    templates.prefix(2).joined(separator: ", ") + (templates.count > 2 ? ", …" : "")
  }
}
