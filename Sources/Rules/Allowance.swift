/// Something that secrets are allowed for by their path, their text or the text around them.
///
/// Only what another scanner's configuration brings: Shrike's own accepts single findings.
public struct Allowance: Sendable, Hashable {
  /// The rules that it is for, empty for every secret rule.
  public var ruleIDs: Set<String>
  /// The tests by their kind; of one kind, one that holds does.
  public var groups: [[Test]]
  /// Whether every kind must hold, or one does.
  public var requiresAll: Bool
  /// Whether what it allows is a secret that was found and left out, and not none in the first place.
  public var isCounted: Bool

  public init(
    ruleIDs: Set<String> = [], groups: [[Test]], requiresAll: Bool = false, isCounted: Bool = true
  ) {
    self.ruleIDs = ruleIDs
    self.groups = groups.filter { !$0.isEmpty }
    self.requiresAll = requiresAll
    self.isCounted = isCounted
  }

  /// One condition.
  public enum Test: Sendable, Hashable {
    /// The path holds a match.
    case path(Expression)
    /// The path holds no match.
    case otherPath(Expression)
    /// The text that is meant holds a match.
    case text(Expression, Target)
    /// The secret holds the word, in any case.
    case word(String)

    /// The expression of the test, if it has one.
    public var expression: Expression? {
      switch self {
      case .path(let expression), .otherPath(let expression), .text(let expression, _): expression
      case .word: nil
      }
    }
  }

  /// A PCRE2 pattern, and where it is written.
  public struct Expression: Sendable, Hashable {
    public var text: String
    public var file: String
    /// 1-based.
    public var line: Int

    public init(text: String, file: String, line: Int) {
      self.text = text
      self.file = file
      self.line = line
    }
  }

  /// The text that an expression is tried on.
  public enum Target: String, Sendable, CaseIterable {
    case secret
    /// All that the rule matched: the secret and what it was told by.
    case match
    /// The lines that the match touches.
    case line
  }

  /// Every expression of the tests.
  public var expressions: [Expression] { groups.joined().compactMap(\.expression) }
}
