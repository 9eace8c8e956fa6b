import Findings

/// What a file of a repository is to the policies, from its path alone.
enum FileRole: Sendable, Hashable {
  /// `values.yaml` and its layers: `values-prod.yaml`, `values.prod.yaml`, `prod.values.yaml`, and
  /// what `wiring` or an environment's `match` makes one.
  case values
  /// A file under a chart's `templates/`, but for helpers.
  case template
  /// A chart's `_*.tpl` file.
  case helpers
  case chart
  /// Any other YAML or JSON: a manifest if it holds objects.
  case yaml
  case kustomization
  case sopsConfiguration
  case terraform
  case dotenv
  /// A shell script, a Makefile, a Dockerfile or Markdown with fences.
  case script
  /// `.gitignore` and `.helmignore`.
  case ignoreFile
  /// Nothing that a policy reads.
  case other

  init(_ path: RepositoryPath) {
    let text = path.display
    let parts = text.split(separator: "/").map(String.init)
    let name = parts.last ?? ""
    let lowered = name.lowercased()
    let isYAML = lowered.hasSuffix(".yaml") || lowered.hasSuffix(".yml")
    if name == ".gitignore" || name == ".helmignore" {
      self = .ignoreFile
    } else if lowered == ".sops.yaml" {
      self = .sopsConfiguration
    } else if DotenvName(path) != nil {
      self = .dotenv
    } else if FileRole.isTerraform(lowered) {
      self = .terraform
    } else if parts.dropLast().contains("templates"), isYAML || lowered.hasSuffix(".tpl") {
      self = name.hasPrefix("_") || lowered.hasSuffix(".tpl") ? .helpers : .template
    } else if isYAML {
      self = FileRole.yaml(lowered)
    } else if lowered.hasSuffix(".json") {
      self = .yaml
    } else {
      self = ShellSource(path: path, bytes: []) != nil ? .script : .other
    }
  }

  /// Whether the file is YAML or JSON that is read as a tree.
  var isTree: Bool {
    switch self {
    case .values, .template, .chart, .yaml, .kustomization, .sopsConfiguration: true
    default: false
    }
  }

  private static func isTerraform(_ name: String) -> Bool {
    [".tf", ".tfvars", ".tf.json", ".tfvars.json", ".tfstate", ".tfstate.backup"]
      .contains { name.hasSuffix($0) }
  }

  private static func yaml(_ name: String) -> FileRole {
    if name.hasPrefix("kustomization.") { return .kustomization }
    if name == "chart.yaml" { return .chart }
    let stem = name.prefix { $0 != "." }
    let isValues =
      name.hasPrefix("values.") || name.hasPrefix("values-") || name.hasPrefix("values_")
      || name.hasSuffix(".values.yaml") || name.hasSuffix("-values.yaml") || stem == "values"
    return isValues ? .values : .yaml
  }
}
