import Findings
import Rules

/// ZT306: an ExternalSecret that is not refreshed in time.
struct RefreshInterval: PolicyCheck {
  static let id = "ZT306"

  private static let standard = 60...3_600
  private static let stopping: Set<String> = ["CreatedOnce", "OnChange"]

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    let allowed = model.settings.refreshInterval ?? Self.standard
    for object in model.objects {
      guard let spec = object.externalSecretSpec else { continue }
      if let policy = spec["refreshPolicy"], Self.stopping.contains(policy.text ?? "") {
        breaches.append(
          Breach(
            object.source, policy.contentRange, "a refreshPolicy that never takes a rotated secret",
            identity: object.identity + "/refreshPolicy"))
        continue
      }
      guard let interval = spec["refreshInterval"] else {
        breaches.append(
          Breach(
            object.source, object.kindNode.contentRange,
            "no refreshInterval: the default of 1h is not written down",
            identity: object.identity + "/refreshInterval", severity: .info))
        continue
      }
      let text = interval.text ?? ""
      guard !TemplateText.isFilled(text), let message = fault(text, allowed) else { continue }
      breaches.append(
        Breach(
          object.source, interval.contentRange, message,
          identity: object.identity + "/refreshInterval"))
    }
  }

  private func fault(_ text: String, _ allowed: ClosedRange<Int>) -> String? {
    guard let seconds = GoDuration.seconds(text) else {
      return "the refreshInterval is no duration: write 1h"
    }
    if seconds == 0 { return "a refreshInterval of 0 never takes a rotated secret" }
    if seconds > allowed.upperBound {
      return "refreshed later than every \(allowed.upperBound) seconds"
    }
    return seconds < allowed.lowerBound
      ? "refreshed more often than every \(allowed.lowerBound) seconds" : nil
  }
}
