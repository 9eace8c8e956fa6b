public import Findings

extension TerraformFile {
  /// How a file's name says that it is written.
  public enum Form: Sendable, Hashable {
    /// `*.tf`, `*.tfvars`, `*.tofu`, `*.hcl`.
    case native
    /// `*.tf.json`: blocks as nested objects, strings are templates.
    case json
    /// `*.tfvars.json`: attributes whose strings are plain.
    case jsonVariables

    /// The form of `path`, nil for a file that Terraform does not read.
    public init?(_ path: RepositoryPath) {
      let name = String(decoding: path.name, as: UTF8.self).lowercased()
      if [".tfvars.json"].contains(where: name.hasSuffix) {
        self = .jsonVariables
      } else if [".tf.json", ".tofu.json"].contains(where: name.hasSuffix) {
        self = .json
      } else if [".tf", ".tfvars", ".tofu", ".hcl"].contains(where: name.hasSuffix),
        name != ".terraform.lock.hcl"
      {
        self = .native
      } else {
        return nil
      }
    }
  }

  /// Reads `source` in the form that its name says; nil for a file that Terraform does not read.
  public init?(_ source: SourceText) {
    guard let form = Form(source.path) else { return nil }
    self.init(source, form: form)
  }

  public init(_ source: SourceText, form: Form) {
    switch form {
    case .native:
      var reader = HCLReader(source)
      let body = reader.readBody(isTop: true)
      self.init(body: body, comments: reader.comments, faults: reader.faults)
    case .json, .jsonVariables:
      let document = JSONDocument(source)
      var builder = TerraformJSON(source: source, readsTemplates: form == .json)
      let body = document.root.map { builder.body(of: $0) }
      self.init(
        body: body ?? TerraformBody(attributes: [], blocks: [], range: 0..<source.bytes.count),
        comments: [], faults: document.faults + builder.faults)
    }
  }
}
