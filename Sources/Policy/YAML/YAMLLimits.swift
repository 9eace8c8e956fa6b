/// What reading one YAML file may cost.
public struct YAMLLimits: Sendable, Hashable {
  /// In bytes.
  public var size: Int
  /// Keys, values and collections in one file.
  public var nodes: Int
  /// Collections inside each other, also through aliases.
  public var depth: Int
  /// Nodes of one document with every alias expanded.
  public var expandedNodes: Int
  /// Faults of a file that are reported one by one.
  public var faults: Int

  public init(
    size: Int = 32 << 20, nodes: Int = 2_000_000, depth: Int = 128,
    expandedNodes: Int = 1_000_000, faults: Int = 20
  ) {
    self.size = size
    self.nodes = nodes
    self.depth = depth
    self.expandedNodes = expandedNodes
    self.faults = faults
  }
}

/// A part of a file that could not be read. The message never holds text of the file.
public struct YAMLFault: Error, Sendable, Hashable {
  /// 1-based.
  public var line: Int
  public var message: String

  public init(line: Int, message: String) {
    self.line = line
    self.message = message
  }

  /// The first `count` of many faults, and how many more there are.
  static func first(_ count: Int, of faults: [YAMLFault]) -> [YAMLFault] {
    guard faults.count > count else { return faults }
    let more = YAMLFault(
      line: faults[count].line, message: "\(faults.count - count) more places cannot be read")
    return faults.prefix(count) + [more]
  }
}
