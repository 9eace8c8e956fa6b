/// The dot and the variables at one place of a template.
struct TemplateScope {
  private(set) var dot: TemplateValue
  private var blocks: [Block]

  private struct Block {
    var outerDot: TemplateValue
    var variables: [String: TemplateValue] = [:]
    /// Whether variables of the blocks around it are out of reach.
    var isIsolated = false
  }

  init(dot: TemplateValue) {
    self.dot = dot
    blocks = [Block(outerDot: dot, variables: ["$": dot])]
  }

  mutating func enter() { blocks.append(Block(outerDot: dot)) }

  /// Leaves the innermost block; an `end` too many changes nothing.
  mutating func leave() {
    guard blocks.count > 1 else { return }
    dot = blocks[blocks.count - 1].outerDot
    blocks.removeLast()
  }

  /// Gives the dot back what it was outside of the innermost block, for its `else`.
  mutating func restoreDot() { dot = blocks[blocks.count - 1].outerDot }

  mutating func bindDot(_ value: TemplateValue) { dot = value }

  /// Makes the innermost block the body of a named template.
  mutating func isolate() {
    dot = .root
    blocks[blocks.count - 1].isIsolated = true
    blocks[blocks.count - 1].variables = ["$": .root]
  }

  mutating func declare(_ name: String, _ value: TemplateValue) {
    blocks[blocks.count - 1].variables[name] = value
  }

  /// Sets a variable of any block; what it was before it may still be, in another branch.
  mutating func assign(_ name: String, _ value: TemplateValue) {
    for index in blocks.indices.reversed() {
      if let old = blocks[index].variables[name] {
        blocks[index].variables[name] = old.union(value)
        return
      }
      if blocks[index].isIsolated { return }
    }
  }

  func value(of name: String) -> TemplateValue {
    for block in blocks.reversed() {
      if let value = block.variables[name] { return value }
      if block.isIsolated { break }
    }
    return .unknown
  }
}
