/// A value of a YAML file with the line it stands on: what rules and configuration are read from.
///
/// It keeps this module free of a YAML library: `Configuration` makes nodes, the types that a file
/// describes are made from them here.
public indirect enum FieldNode: Sendable {
  case scalar(String, line: Int)
  case list([FieldNode], line: Int)
  case map([Entry], line: Int)

  /// One key with its value.
  public struct Entry: Sendable {
    public var key: String
    /// 1-based line of the key.
    public var line: Int
    public var value: FieldNode

    public init(key: String, line: Int, value: FieldNode) {
      self.key = key
      self.line = line
      self.value = value
    }
  }

  /// The 1-based line on which the value starts.
  public var line: Int {
    switch self {
    case .scalar(_, let line), .list(_, let line), .map(_, let line): line
    }
  }

  /// The line of the pattern of rule `id`, of which this node is the rule, a list of rules or a
  /// rule file: the place of a fault that only compiling the pattern shows.
  public func patternLine(ofRule id: String) -> Int? {
    switch self {
    case .scalar: return nil
    case .list(let nodes, _): return nodes.lazy.compactMap { $0.patternLine(ofRule: id) }.first
    case .map(let entries, _):
      if case .scalar(id, _)? = entries.first(where: { $0.key == "id" })?.value {
        return entries.first { $0.key == "pattern" }?.line
      }
      return entries.first { $0.key == "rules" }?.value.patternLine(ofRule: id)
    }
  }

  /// Whether nothing is written here, as behind a key whose items are all commented out.
  public var isEmpty: Bool {
    if case .scalar("", _) = self { return true }
    return false
  }
}

/// A fault in a rule or configuration file, with the place and what to do.
public struct FieldError: Error, Sendable, Hashable, CustomStringConvertible {
  public var file: String
  /// 1-based; nil where the file as a whole is at fault.
  public var line: Int?
  public var message: String

  public init(file: String, line: Int?, message: String) {
    self.file = file
    self.line = line
    self.message = message
  }

  public var description: String {
    line.map { "\(file):\($0): \(message)" } ?? "\(file): \(message)"
  }
}
