import Findings
import Rules

/// The files of one environment that a `wiring` of the settings speaks of.
struct WiringGroup {
  let wiring: PolicySettings.Wiring
  /// The declared environment's name, else what the first `*` of the glob stands for.
  let environment: String
  var files: [ModelFile]

  /// A value at a path, with its file.
  struct Place {
    let file: ModelFile
    let node: YAMLNode
    /// The part of the node's text that is meant, without blanks.
    let text: String
  }

  /// The groups of every wiring, in the order of the settings and of the files.
  static func all(in model: RepositoryModel) -> [WiringGroup] {
    model.settings.wiring.flatMap { wiring in
      let globs = wiring.files.map { (text: $0, glob: PathGlobs([$0])) }
      var groups: [WiringGroup] = []
      for file in model.files where file.yaml != nil && file.role != .template {
        guard let match = globs.first(where: { $0.glob.matches(file.path) }) else { continue }
        let name = file.environment?.name ?? star(of: match.text, in: file.path)
        if let index = groups.firstIndex(where: { $0.environment == name }) {
          groups[index].files.append(file)
        } else {
          groups.append(WiringGroup(wiring: wiring, environment: name, files: [file]))
        }
      }
      return groups
    }
  }

  /// Every value at `path` in the group's files, in order; texts that a template makes left out.
  func values(at path: String) -> [Place] {
    let query = YAMLQuery(path)
    return files.flatMap { file in
      (file.yaml?.roots ?? []).flatMap { $0.nodes(at: query) }.flatMap { node in
        WiringGroup.texts(of: node).map { Place(file: file, node: $0, text: $1) }
      }
    }
  }

  /// The items of a list, or the parts of one text between commas.
  private static func texts(of node: YAMLNode) -> [(YAMLNode, String)] {
    let nodes = node.isSequence ? node.items : [node]
    return nodes.flatMap { item -> [(YAMLNode, String)] in
      guard let text = item.text, !TemplateText.isFilled(text) else { return [] }
      return text.split(separator: ",").map { (item, String($0).trimmed) }
        .filter { !$0.1.isEmpty }
    }
  }

  /// What the first `*` of a glob stands for in a path.
  private static func star(of glob: String, in path: RepositoryPath) -> String {
    let parts = path.display.split(separator: "/").map(String.init)
    let pattern = glob.split(separator: "/").map(String.init)
    guard let index = pattern.firstIndex(where: { $0.contains("*") }), index < parts.count else {
      return ""
    }
    let head = pattern[index].prefix { $0 != "*" }
    let tail = pattern[index].reversed().prefix { $0 != "*" }
    let text = parts[index]
    guard text.count >= head.count + tail.count else { return text }
    return String(text.dropFirst(head.count).dropLast(tail.count))
  }
}
