import Findings

/// ZT107: a chart's Secret that no existing one can replace.
struct ChartSecretWithoutExistingGuard: PolicyCheck {
  static let id = "ZT107"

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    for object in model.objects("Secret") where object.isTemplate && object.group.isEmpty {
      guard let template = model.file(at: object.source.path)?.template,
        !Self.isMadeOfAnother(object.node["type"]?.text ?? ""),
        hasData(object.node, template),
        !TemplateGuard.isReplaceable(object.kindNode.range.lowerBound, in: template)
      else { continue }
      breaches.append(
        Breach(
          object.source, object.kindNode.contentRange,
          "\(object.identity) is always made: no existing Secret can take its place",
          identity: object.identity))
    }
  }

  /// Whether a Secret of this type hands on what is elsewhere: a token that the cluster fills in, or
  /// the form of an existing Secret that workloads bind to (Service Binding for Kubernetes, "Secret
  /// Type").
  private static func isMadeOfAnother(_ type: String) -> Bool {
    type == "kubernetes.io/service-account-token" || type.hasPrefix("servicebinding.io/")
  }

  /// Whether the chart itself fills the Secret with something that is not encrypted.
  private func hasData(_ secret: YAMLNode, _ template: TemplateFile) -> Bool {
    ["data", "stringData"].flatMap { secret.allEntries($0) }.contains { entry in
      if entry.value.isMapping {
        return entry.value.entries.contains { !($0.value.text ?? "").hasPrefix("ENC[") }
      }
      return !(entry.value.text ?? "").isEmpty
        || isFilled(behind: entry.key.range.upperBound, template)
    }
  }

  /// Whether nothing but blanks stands between a key and an action that writes its value.
  private func isFilled(behind offset: Int, _ template: TemplateFile) -> Bool {
    let bytes = template.bytes
    var index = offset
    while index < bytes.count, bytes[index].isSpace || bytes[index] == ascii(":") { index += 1 }
    let actions = template.actions(in: index..<min(index + 1, bytes.count))
    guard let first = actions.first, template.actions[first].range.lowerBound == index else {
      return false
    }
    let kind = template.actions[first].kind
    return kind == .output || kind == .range || kind == .with || kind == .condition
  }
}
