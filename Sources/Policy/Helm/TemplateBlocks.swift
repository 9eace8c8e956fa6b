/// Finds which action closes which.
struct TemplateBlocks {
  private(set) var actions: [TemplateAction]
  private(set) var faults: [YAMLFault] = []

  init(_ actions: [TemplateAction]) { self.actions = actions }

  mutating func nest() {
    var open: [(index: Int, branch: Int)] = []
    for index in actions.indices {
      actions[index].parent = open.last?.index
      if actions[index].kind == .elseBranch {
        if open.isEmpty {
          faults.append(YAMLFault(line: actions[index].line, message: "an 'else' without its 'if'"))
        } else {
          open[open.count - 1].branch += 1
        }
      }
      actions[index].branch = open.last?.branch ?? 0
      if actions[index].opensBlock {
        open.append((index, 0))
      } else if actions[index].kind == .end {
        guard let closed = open.popLast() else {
          faults.append(YAMLFault(line: actions[index].line, message: "an 'end' that ends nothing"))
          continue
        }
        actions[closed.index].end = index
      }
    }
    for block in open {
      faults.append(
        YAMLFault(line: actions[block.index].line, message: "this block has no 'end'"))
    }
  }

  /// What to mask. What `define` holds belongs to other places than the text around it, so it is a
  /// document of its own, or left out where it stands inside a line.
  ///
  /// - Parameters:
  ///   - firstBranchesAlone: whether what follows an `else` goes, too.
  ///   - leavesOut: whether the block that an action opens goes as a whole.
  static func spans(
    _ actions: [TemplateAction], firstBranchesAlone: Bool = false,
    leavesOut: (TemplateAction, _ whole: Range<Int>) -> Bool = { _, _ in false }
  ) -> [TemplateMask.Span] {
    var spans: [TemplateMask.Span] = []
    var index = 0
    while index < actions.count {
      let action = actions[index]
      var last = index
      if firstBranchesAlone, action.kind == .elseBranch,
        let end = action.parent.flatMap({ actions[$0].end })
      {
        last = end
      } else if let end = action.end {
        let whole = action.range.lowerBound..<actions[end].range.upperBound
        let isInLine = action.kind == .define && actions[end].line == action.line
        if isInLine || leavesOut(action, whole) { last = end }
      }
      let opener = action.kind == .end ? action.parent.map { actions[$0] } : action
      spans.append(
        TemplateMask.Span(
          range: action.range.lowerBound..<actions[last].range.upperBound,
          isOutput: action.kind == .output || action.kind == .block && last == index,
          trimsRight: actions[last].trimsRight,
          separates: opener?.kind == .define && last == index))
      index = last + 1
    }
    return spans
  }

  /// The lines, 1-based, of what each `define` holds.
  static func definitions(_ actions: [TemplateAction]) -> [ClosedRange<Int>] {
    actions.compactMap { action in
      guard action.kind == .define, let end = action.end else { return nil }
      return action.line...actions[end].line
    }
  }
}
