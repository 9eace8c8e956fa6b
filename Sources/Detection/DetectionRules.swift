public import Findings
public import Rules

/// The rules of a run, arranged for matching: immutable, shared by every thread.
///
/// What it holds is what all rules have in common; a rule's own part is made where the rule is first
/// tried, see `ReadyRules`.
public final class DetectionRules: Sendable {
  /// Every rule, in the order in which matches refer to them.
  public let ruleSet: RuleSet
  /// The literals of the filter, with the rules that need them.
  let literals: LiteralTable
  let filter: LiteralFilter
  /// Rules that read every file of a certain name, whatever it holds.
  let fileRules: FileRules
  let allowances: AllowanceFilter

  /// - Parameters:
  ///   - markers: the comments of other scanners that are looked for.
  ///   - allowances: what another scanner's configuration allows.
  public init(
    _ ruleSet: RuleSet, markers: [ForeignMarker] = [], allowances: [Allowance] = []
  ) {
    self.ruleSet = ruleSet
    var literals = ruleSet.literals()
    // What opens a comment that is a suppression: literals that no rule needs.
    for marker in [Suppression.marker] + markers.map(\.rawValue) { literals.insert(marker) }
    self.literals = literals
    filter = LiteralFilter(literals)
    fileRules = ruleSet.fileRules
    self.allowances = AllowanceFilter(allowances)
  }
}

/// What is done where a literal of a rule stands: the rule's matcher and anchor, without their
/// texts, so that looking at it costs nothing.
enum RuleKind: Sendable, Equatable {
  case credential
  case namedCredential
  case kubernetesSecret
  /// The literal starts the match.
  case start
  case window(before: Int, after: Int)
  case line
  /// Anywhere in the file; looked for once, where there are literals at the first of them.
  case file

  /// Whether a pattern is tried at one place only, where the literal or a name stands.
  var isAnchored: Bool {
    switch self {
    case .start, .namedCredential: true
    case .credential, .kubernetesSecret, .window, .line, .file: false
    }
  }

  init(_ rule: SecretRule) {
    switch (rule.matcher, rule.anchor) {
    case (.genericCredential, _): self = .credential
    case (.namedCredential, _): self = .namedCredential
    case (.kubernetesSecret, _): self = .kubernetesSecret
    case (.pattern, .start): self = .start
    case (.pattern, .window(let before, let after)): self = .window(before: before, after: after)
    case (.pattern, .line): self = .line
    case (.pattern, .file): self = .file
    }
  }
}
