import Findings
import Rules

/// Reads one file by its role.
struct FileReading {
  private(set) var file: ModelFile
  let notices: [Notice]

  /// - Parameter isOfInterest: whether a fault in a tree is worth a word. YAML is read even so, since
  ///   values may be kept under any name.
  init(
    _ input: PolicyFile, environment: PolicySettings.Environment?, isOfInterest: Bool
  ) {
    let source = SourceText(path: input.path, bytes: input.bytes)
    let role = input.role
    var notices: [Notice] = []
    func note(_ line: Int, _ message: String) {
      notices.append(
        Notice(.incomplete, subject: input.path.display, line: line, message: message))
    }
    /// Says what could not be read; in one word where the file is no Helm template at all.
    func note(_ faults: [YAMLFault]) {
      if !faults.isEmpty, let line = JinjaText.firstStatement(in: input.bytes) {
        notices.append(
          Notice(
            .information, subject: input.path.display, line: line,
            message: "a Jinja template: of templates, the policies read Helm's alone"))
      } else {
        for fault in faults { note(fault.line, fault.message) }
      }
    }
    var yaml: YAMLFile?
    var template: TemplateFile?
    if role == .template || role == .helpers {
      let read = TemplateFile(input.bytes, isManifest: role == .template)
      note(read.faults)
      template = read
      yaml = read.yaml
    } else if role.isTree, isOfInterest || !FileReading.isJSON(input.path) {
      let read = YAMLFile(input.bytes)
      if isOfInterest { note(read.faults) }
      yaml = read
    }
    let terraform = role == .terraform ? TerraformFile(source) : nil
    for fault in terraform?.faults ?? [] { note(fault.line, fault.message) }
    let dotenv = role == .dotenv ? DotenvFile(source) : nil
    for fault in dotenv?.faults ?? [] { note(fault.line, fault.message) }
    let scripts = FileReading.scripts(source, role: role, yaml: yaml)
    for script in scripts {
      for fault in script.faults { note(fault.line, fault.message) }
    }
    file = ModelFile(
      source: source, role: role, environment: environment, yaml: yaml, template: template,
      terraform: terraform,
      dotenv: dotenv, scripts: scripts)
    file.isTracked = input.isTracked
    self.notices = notices
  }

  private static func isJSON(_ path: RepositoryPath) -> Bool {
    path.name.suffix(5).elementsEqual(".json".utf8)
  }

  /// The shell in a file: all of a script's, and the block scalars of a YAML file that hold some.
  private static func scripts(
    _ source: SourceText, role: FileRole, yaml: YAMLFile?
  ) -> [ShellScript] {
    if role == .script { return ShellSource.scripts(in: source) }
    guard let yaml else { return [] }
    return EmbeddedShell.scripts(in: yaml, source: source)
  }
}
