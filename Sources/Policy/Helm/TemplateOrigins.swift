/// Finds where in a chart's templates a values key is read that an action writes.
struct TemplateOrigins {
  private let library: TemplateLibrary
  private var provenance: TemplateProvenance
  private var known: [ObjectIdentifier: [TemplateValue]] = [:]

  /// Named templates calling each other.
  private static let depthLimit = 8

  struct Place: Sendable {
    let file: TemplateFile
    /// The field or variable, in bytes.
    let range: Range<Int>
  }

  init(_ library: TemplateLibrary) {
    self.library = library
    provenance = TemplateProvenance(library)
  }

  /// What each action of a template may give, by the action's index.
  mutating func values(of file: TemplateFile) -> [TemplateValue] {
    if let values = known[ObjectIdentifier(file)] { return values }
    let values = provenance.values(of: file)
    known[ObjectIdentifier(file)] = values
    return values
  }

  /// Where `path` is read for an action: in it, or in the named template that it includes.
  mutating func place(
    of path: ValuesPath, action index: Int, in file: TemplateFile, depth: Int = 0
  ) -> Place {
    let action = file.actions[index]
    let operands = TemplateTokens(action, in: file.bytes).operands
    let key = path.lastKey ?? ""
    if let operand = operands.last(where: { $0.text.hasSuffix("." + key) || $0.text == "$" + key })
    {
      return Place(file: file, range: operand.range)
    }
    if depth < TemplateOrigins.depthLimit {
      for definition in action.strings.compactMap({ library[$0] }) {
        let values = values(of: definition.file)
        let output = definition.body.first { inner in
          definition.file.actions[inner].kind == .output && values[inner].paths.contains(path)
        }
        guard let output else { continue }
        return place(of: path, action: output, in: definition.file, depth: depth + 1)
      }
    }
    let variable = operands.first { $0.text.hasPrefix("$") && $0.text != "$" } ?? operands.first
    return Place(file: file, range: variable?.range ?? action.range)
  }
}
