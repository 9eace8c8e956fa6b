internal import Findings

/// Text that is piped in.
public enum StandardInput {
  /// A plan to scan `bytes`, all of whose lines count.
  ///
  /// - Parameter name: what reports call it, such as the path that the text has elsewhere.
  public static func plan(bytes: [UInt8], name: String = "stdin") -> InputPlan {
    InputPlan(inputs: [
      Input(path: RepositoryPath(name), kind: .standardInput, content: .bytes(bytes))
    ])
  }
}
