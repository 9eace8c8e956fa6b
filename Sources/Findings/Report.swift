/// All that a run has to say, sorted; what every format is written from.
public struct Report: Sendable {
  /// Findings at or over `--min-severity`, in order.
  public var findings: [Finding]
  /// The rules that ran, by id in ascending order.
  public var rules: [RuleDescription]
  /// In order, each once.
  public var notices: [Notice]
  public var coverage: Coverage
  /// Findings left out because of an inline suppression, the baseline or the configuration.
  public var suppressed: Int
  public var invocation: Invocation

  public init(
    findings: [Finding], rules: [RuleDescription], notices: [Notice], coverage: Coverage,
    suppressed: Int, invocation: Invocation
  ) {
    self.findings = findings.sorted()
    self.rules = rules.sorted { $0.id < $1.id }
    self.notices = Array(Set(notices)).sorted()
    self.coverage = coverage
    self.suppressed = suppressed
    self.invocation = invocation
  }

  /// The run that the report is of.
  public struct Invocation: Sendable, Hashable {
    /// The command's name ("history").
    public var command: String
    /// Shrike's version ("0.1.0").
    public var version: String
    /// HEAD's commit id, nil outside a repository or before the first commit.
    public var revision: String?
    /// HEAD's branch ("main"), nil where detached.
    public var branch: String?
    /// The exit status that the run ends with.
    public var exitStatus: Int

    public init(
      command: String, version: String, revision: String?, branch: String?, exitStatus: Int
    ) {
      self.command = command
      self.version = version
      self.revision = revision
      self.branch = branch
      self.exitStatus = exitStatus
    }
  }
}
