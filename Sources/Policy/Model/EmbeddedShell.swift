/// Shell inside YAML: `run:` steps of CI workflows, `args: ["-c", …]` of containers, and block scalars
/// that open with an interpreter.
enum EmbeddedShell {
  /// The scripts of `yaml`, each mapped to its place in `source`.
  static func scripts(in yaml: YAMLFile, source: SourceText) -> [ShellScript] {
    var scripts: [ShellScript] = []
    for root in yaml.roots {
      root.walkScalars { visit in
        guard isShell(visit) else { return }
        scripts.append(
          ShellScript(text(of: visit.value, source: source), origin: .embedded))
      }
    }
    return scripts
  }

  /// Keys of GitHub Actions, GitLab CI, Azure Pipelines and CircleCI whose value is shell.
  private static let keys: Set<String> = [
    "run", "script", "before_script", "after_script", "bash", "inlineScript", "command", "args",
    "inline",
  ]

  private static func isShell(_ visit: YAMLVisit) -> Bool {
    guard let text = visit.value.text,
      visit.value.isBlockScalar || keys.contains(visit.path.lastKey ?? "")
    else { return false }
    if ShellSource.hasShebang(Array(text.utf8)) { return true }
    guard let key = visit.path.lastKey, keys.contains(key) else { return false }
    return visit.value.isBlockScalar || text.contains(" ")
  }

  private static func text(of node: YAMLNode, source: SourceText) -> MappedText {
    guard node.isBlockScalar else {
      let range =
        node.isQuoted ? (node.range.lowerBound + 1)..<(node.range.upperBound - 1) : node.range
      return MappedText(source: source, range: range)
    }
    let map = YAMLSourceMap(node)
    var pieces: [Range<Int>] = []
    var offset = 0
    for line in (node.text ?? "").utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let end = min(offset + line.count + 1, node.text?.utf8.count ?? 0)
      if end > offset { pieces.append(map.range(ofText: offset..<end)) }
      offset = end
    }
    return MappedText(source: source, ranges: pieces)
  }
}
