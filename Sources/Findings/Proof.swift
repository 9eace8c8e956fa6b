/// What a credential's own structure says of whether it is one.
public struct Proof: Sendable, Hashable {
  /// Which way it speaks.
  public enum Outcome: String, Sendable {
    /// Only an issued credential has this structure.
    case proven
    /// It is right as far as it can be told, and a made-up one may be so, too.
    case fitting
    /// A checksum, a length or a date speaks against it: reported, with low severity.
    case doubted
  }

  public var outcome: Outcome
  /// What was verified, as a clause without the secret ("its checksum is right").
  public var text: String

  public init(_ outcome: Outcome, _ text: String) {
    self.outcome = outcome
    self.text = text
  }
}
