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

  /// What to mask where only the first branch of each block is kept.
  ///
  /// - Parameter leavesOut: whether the block that an action opens goes as a whole.
  static func firstBranches(
    _ actions: [TemplateAction], leavesOut: (TemplateAction, _ whole: Range<Int>) -> Bool
  ) -> [TemplateMask.Span] {
    var spans: [TemplateMask.Span] = []
    var index = 0
    while index < actions.count {
      let action = actions[index]
      var range = action.range
      var last = index
      if action.kind == .elseBranch, let end = action.parent.flatMap({ actions[$0].end }) {
        last = end
      } else if let end = action.end {
        let whole = range.lowerBound..<actions[end].range.upperBound
        if leavesOut(action, whole) { last = end }
      }
      range = range.lowerBound..<actions[last].range.upperBound
      spans.append(
        TemplateMask.Span(
          range: range, isOutput: action.kind == .output || action.kind == .block && last == index,
          trimsRight: actions[last].trimsRight))
      index = last + 1
    }
    return spans
  }
}
