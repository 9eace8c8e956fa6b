/// A Go template that writes YAML, read without being run: its actions, and the YAML around them.
///
/// Positions are those of the template itself. Both branches of every condition are in the tree, so a
/// key may be there twice; where that is no YAML, a document is read with first branches alone.
/// Immutable and shared.
public final class TemplateFile: Sendable {
  public let bytes: [UInt8]
  public let lines: TextLines
  /// In order.
  public let actions: [TemplateAction]
  /// The YAML, its actions blank or placeholders: see `actions(in:)` for what a scalar holds. Empty
  /// where the file holds templates for others alone (`_helpers.tpl`).
  public let yaml: YAMLFile
  /// What could not be read, of the template and of its YAML, by line.
  public let faults: [YAMLFault]

  /// - Parameter isManifest: whether the text around the actions is YAML.
  public init(_ bytes: [UInt8], isManifest: Bool = true, limits: YAMLLimits = YAMLLimits()) {
    let lines = TextLines(bytes.count <= limits.size ? bytes : [])
    var faults: [YAMLFault] = []
    var actions: [TemplateAction] = []
    if bytes.count <= limits.size {
      var lexer = TemplateLexer(bytes, lines: lines)
      lexer.read()
      var blocks = TemplateBlocks(lexer.actions)
      blocks.nest()
      actions = blocks.actions
      faults = lexer.faults + blocks.faults
    }
    yaml = TemplateFile.read(isManifest ? bytes : [], actions, lines, limits)
    self.bytes = bytes
    self.lines = lines
    self.actions = actions
    // What a named template writes is read where it is YAML, as in a helper file, of which nothing is.
    let foreign = TemplateBlocks.definitions(actions)
    let own = yaml.faults.filter { fault in !foreign.contains { $0.contains(fault.line) } }
    self.faults = YAMLFault.first(
      limits.faults, of: (faults + own).sorted { $0.line < $1.line })
  }

  private static func read(
    _ bytes: [UInt8], _ actions: [TemplateAction], _ lines: TextLines, _ limits: YAMLLimits
  ) -> YAMLFile {
    guard !bytes.isEmpty, bytes.count <= limits.size, !actions.isEmpty else {
      return YAMLFile(bytes, lines: bytes.isEmpty ? nil : lines, limits: limits)
    }
    let spans = TemplateBlocks.spans(actions)
    let mask = TemplateMask(bytes, spans, lines: lines)
    let file = YAMLFile(mask.bytes, lines: lines, limits: limits)
    guard !file.faults.isEmpty else { return file }
    return YAMLFile(
      mask.bytes, alternatives: TemplateFile.alternatives(bytes, actions, lines), lines: lines,
      limits: limits)
  }

  /// What to read where all branches together are no YAML: first branches alone; those without what
  /// `if` writes between the items of a list; those without any block inside a line.
  private static func alternatives(
    _ bytes: [UInt8], _ actions: [TemplateAction], _ lines: TextLines
  ) -> [[UInt8]] {
    let choices: [(TemplateAction, Range<Int>) -> Bool] = [
      { _, _ in false },
      { action, whole in
        let text = bytes[action.range.upperBound..<whole.upperBound].prefix { $0 != 0x7B }
        return text.contains(UInt8(ascii: ",")) && text.allSatisfy { $0 == 0x20 || $0 == 0x2C }
      },
      { _, whole in !bytes[whole].contains(0x0A) },
    ]
    return choices.map { leavesOut in
      let spans = TemplateBlocks.spans(actions, firstBranchesAlone: true, leavesOut: leavesOut)
      return TemplateMask(bytes, spans, lines: lines).bytes
    }
  }

  /// The actions that lie in a range of the text, by index.
  public func actions(in range: Range<Int>) -> Range<Int> {
    let first = index(firstEndingAfter: range.lowerBound)
    var end = first
    while end < actions.count, actions[end].range.lowerBound < range.upperBound { end += 1 }
    return first..<end
  }

  /// Whether an action stands anywhere in the range: what is there is not all known.
  public func isTemplated(_ range: Range<Int>) -> Bool { !actions(in: range).isEmpty }

  /// The index of the innermost action that opens a block around the place; nil outside of any.
  public func block(around offset: Int) -> Int? {
    let next = index(firstEndingAfter: offset)
    guard next > 0 else { return nil }
    let before = actions[next - 1]
    if before.opensBlock, before.end != nil { return next - 1 }
    guard before.kind == .end else { return before.parent }
    return before.parent.flatMap { actions[$0].parent }
  }

  /// The actions that open the blocks around an action, innermost first.
  public func enclosing(_ action: Int) -> [TemplateAction] {
    sequence(first: action) { self.actions[$0].parent }.dropFirst().map { actions[$0] }
  }

  /// The actions that open the blocks around a place, innermost first.
  public func blocks(around offset: Int) -> [TemplateAction] {
    guard let block = block(around: offset) else { return [] }
    return [actions[block]] + enclosing(block)
  }

  private func index(firstEndingAfter offset: Int) -> Int {
    var low = 0
    var high = actions.count
    while low < high {
      let middle = (low + high) / 2
      if actions[middle].range.upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
