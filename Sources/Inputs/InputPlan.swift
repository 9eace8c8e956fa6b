public import Findings
public import Git

/// What a source found to scan, and what it already knows it cannot.
public struct InputPlan: Sendable {
  /// In the order in which they are best read.
  public var inputs: [Input]
  /// What planning counted: all but what shows only when an input is read (messages, names, blobs,
  /// bytes, binary, LFS pointers, over the limit).
  public var coverage: Coverage
  public var notices: [Notice]
  /// The path to open a repository at, once for each thread; nil outside of one.
  public var repository: String?
  /// HEAD's commit id, nil outside a repository or before the first commit.
  public var revision: String?
  /// HEAD's branch, nil where detached.
  public var branch: String?
  /// In a range, the commit that it starts from: configuration and suppressions are read there, so
  /// that a change cannot switch off its own check. Nil where the range starts from nothing.
  public var base: ObjectID?
  /// Where and when each blob stood, for a history.
  public var history: HistoryIndex?

  public init(
    inputs: [Input] = [], coverage: Coverage = Coverage(), notices: [Notice] = [],
    repository: String? = nil, revision: String? = nil, branch: String? = nil,
    base: ObjectID? = nil, history: HistoryIndex? = nil
  ) {
    self.inputs = inputs
    self.coverage = coverage
    self.notices = notices
    self.repository = repository
    self.revision = revision
    self.branch = branch
    self.base = base
    self.history = history
  }
}

/// How much of one input is read.
public struct InputLimits: Sendable, Hashable {
  /// Inputs over this many bytes are left out, with a notice.
  ///
  /// A container on disk may be larger; this then holds for each file in it.
  public var bytes: Int
  public var container: ContainerLimits

  public init(bytes: Int = 100 << 20, container: ContainerLimits = ContainerLimits()) {
    self.bytes = bytes
    self.container = container
  }
}
