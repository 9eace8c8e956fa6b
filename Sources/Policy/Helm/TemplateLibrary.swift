/// The named templates (`define`) of a chart and of the charts that it shares names with.
public struct TemplateLibrary: Sendable {
  /// A named template: where it is, and which actions make its body.
  public struct Definition: Sendable {
    public let file: TemplateFile
    /// The index of its `define` in the file's actions.
    public let action: Int

    /// The actions of the body.
    public var body: Range<Int> {
      let end = file.actions[action].end ?? action + 1
      return action + 1..<max(end, action + 1)
    }

    /// The bytes of the body.
    public var range: Range<Int> {
      let start = file.actions[action].range.upperBound
      let end = file.actions[action].end.map { file.actions[$0].range.lowerBound } ?? start
      return start..<max(start, end)
    }
  }

  private var definitions: [String: Definition] = [:]

  /// - Parameter files: the later of two definitions of a name counts, as helm has it.
  public init(_ files: [TemplateFile]) {
    for file in files {
      for (index, action) in file.actions.enumerated()
      where action.kind == .define || action.kind == .block {
        guard let name = action.strings.first else { continue }
        definitions[name] = Definition(file: file, action: index)
      }
    }
  }

  /// The template of that name; nil where there is none.
  public subscript(name: String) -> Definition? { definitions[name] }

  /// The names, sorted.
  public var names: [String] { definitions.keys.sorted() }
}
