extension KubernetesObject {
  /// Whether a template may write more into `node` than is seen: an action on a line of its own that
  /// writes what another template or a value holds (`{{- include "labels" . | nindent 4 }}`).
  ///
  /// Asked before something is called missing.
  func mayHoldMore(in node: YAMLNode) -> Bool {
    guard isTemplate else { return false }
    if !node.isMapping, TemplateText.isFilled(node.text ?? "") { return true }
    let bytes = source.bytes
    var start = min(node.range.lowerBound, bytes.count)
    while start < bytes.count {
      let end = bytes.lineBreak(from: start, limit: bytes.count)
      let line = bytes[start..<end].drop { $0.isBlank }
      let isAction = line.starts(with: "{{".utf8)
      if isAction, KubernetesObject.writesMore(String(decoding: line, as: UTF8.self)) {
        return true
      }
      if start >= node.range.upperBound, !isAction, !line.isEmpty { return false }
      start = end + 1
    }
    return false
  }

  private static func writesMore(_ action: String) -> Bool {
    ["include ", "toYaml", "tpl ", "template "].contains { action.contains($0) }
  }
}
