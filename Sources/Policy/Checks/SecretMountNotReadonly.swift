/// ZT208: a volume that holds a secret, mounted so that it can be written.
struct SecretMountNotReadonly: PolicyCheck {
  static let id = "ZT208"

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    for object in model.objects {
      guard let spec = object.podSpec else { continue }
      let volumes = spec.allEntries("volumes").flatMap(\.value.items)
      let secret = Set(volumes.filter(Self.holdsSecret).compactMap { $0["name"]?.text })
      for container in object.containers {
        for mount in container.allEntries("volumeMounts").flatMap(\.value.items) {
          guard let name = mount["name"], let text = name.text, !TemplateText.isFilled(text),
            secret.contains(text)
          else { continue }
          check(mount, name, text, in: object, container, &breaches)
        }
      }
    }
  }

  private static func holdsSecret(_ volume: YAMLNode) -> Bool {
    if volume["secret"] != nil { return true }
    if volume.node(at: "csi.driver")?.text == "secrets-store.csi.k8s.io" { return true }
    return volume.nodes(at: "projected.sources[]").contains {
      $0["secret"] != nil || $0["serviceAccountToken"] != nil
    }
  }

  private func check(
    _ mount: YAMLNode, _ name: YAMLNode, _ volume: String, in object: KubernetesObject,
    _ container: YAMLNode, _ breaches: inout [Breach]
  ) {
    var range = name.contentRange
    var fix = insertion(below: name, in: mount, of: object.source)
    if let written = mount["readOnly"] {
      let text = written.text ?? ""
      if text == "true" || TemplateText.isFilled(text) { return }
      range = written.contentRange
      fix = PolicyFix(title: "Mount it read-only", deleted: range, inserted: "true")
    }
    breaches.append(
      Breach(
        object.source, range,
        "the secret volume \(volume) of \(object.identity) is mounted writable",
        identity: "\(object.identity)/\(container["name"]?.text ?? "")/\(volume)", fix: fix))
  }

  /// `readOnly: true` on a line of its own below the name, or behind it in braces.
  private func insertion(
    below name: YAMLNode, in mount: YAMLNode, of source: SourceText
  ) -> PolicyFix? {
    guard let key = mount.entry("name")?.key, name.aliasRange == nil else { return nil }
    let bytes = source.bytes
    if mount.isFlow {
      let end = name.range.upperBound
      return PolicyFix(
        title: "Mount it read-only", deleted: end..<end, inserted: ", readOnly: true")
    }
    var start = key.range.lowerBound
    while start > 0, bytes[start - 1] != 0x0A { start -= 1 }
    var end = bytes.lineBreak(from: name.range.upperBound, limit: bytes.count)
    var lineBreak = "\n"
    if end > 0, bytes.byte(end - 1) == 0x0D {
      end -= 1
      lineBreak = "\r\n"
    }
    let indent = String(repeating: " ", count: key.range.lowerBound - start)
    return PolicyFix(
      title: "Mount it read-only", deleted: end..<end,
      inserted: lineBreak + indent + "readOnly: true")
  }
}
