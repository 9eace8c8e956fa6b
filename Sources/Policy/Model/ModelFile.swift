public import Findings
import Rules

/// One file of the model with what its readers made of it.
struct ModelFile: Sendable {
  let source: SourceText
  let role: FileRole
  /// The environment that the configuration gives the file's path to.
  let environment: PolicySettings.Environment?
  /// The tree of YAML and JSON; of a template, the tree of what is left when its actions are masked.
  let yaml: YAMLFile?
  /// A chart's template, whose tree `yaml` is.
  let template: TemplateFile?
  let terraform: TerraformFile?
  let dotenv: DotenvFile?
  /// The shell in the file: a script's own, a recipe's, a fence's, a block scalar's.
  let scripts: [ShellScript]
  /// Whether git tracks it; false for an untracked file of a working tree.
  var isTracked = true

  var path: RepositoryPath { source.path }
}

/// A file as a source gives it.
public struct PolicyFile: Sendable {
  public var path: RepositoryPath
  public var bytes: [UInt8]
  /// Whether git tracks it, or it is in a tree; false for an untracked file of a working tree.
  public var isTracked: Bool
  /// Of what helm made of a template, which stands at the template's path: for what.
  var rendering: RenderRequest?

  public init(path: RepositoryPath, bytes: [UInt8], isTracked: Bool = true) {
    self.path = path
    self.bytes = bytes
    self.isTracked = isTracked
  }

  /// What helm wrote is a manifest, wherever its template lies.
  var role: FileRole { rendering == nil ? FileRole(path) : .yaml }

  /// Bytes of a file that are read; what a person or a chart writes is a thousandth of it.
  private static let sizeLimit = YAMLLimits().size

  /// Empties a file that is too large to be read, and says so: that it is there still counts.
  mutating func dropOversize() -> Notice? {
    guard bytes.count > PolicyFile.sizeLimit else { return nil }
    bytes = []
    return Notice(
      .incomplete, subject: path.display, line: 1,
      message: "larger than \(PolicyFile.sizeLimit >> 20) MiB: not read for policies; leave it out"
        + " under paths.exclude if it holds nothing for them")
  }
}
