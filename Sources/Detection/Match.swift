public import Findings

/// One secret that a rule found in a text.
public struct Match: Sendable {
  /// The rule's index in `DetectionRules.ruleSet`.
  public var rule: Int
  public var severity: Severity
  public var confidence: Confidence
  public var proof: Proof?
  public var secret: Secret
  /// Where it stands, in the decoded text of a UTF-16 file.
  public var region: Region
  public var snippet: Snippet
  /// Where the user name that belongs to a password stands, nil where none was seen.
  public var identity: Region?
  /// Code scanning's hash of the region's first line.
  public var lineHash: String
  /// The encodings it was found under, outermost first ("utf-16le", "base64"); nil for plain text.
  public var encoding: String?
}

/// What the scan of one text came to.
public struct ScanResult: Sendable {
  /// How the text was read.
  public enum Form: Sendable {
    case text, binary, lfsPointer
  }

  public var form: Form
  /// In the order of the text.
  public var matches: [Match]
  /// The inline suppressions of the text, good and bad, in order.
  public var suppressions: [Result<Suppression, SuppressionFault>]
  /// Rules that gave up on the text, with the 1-based line: the scan of it is incomplete.
  public var exceededLimits: [(ruleID: String, line: Int)]
  /// What stands encoded and was not looked into, with the 1-based line.
  public var undecoded: [(fault: DecodingFault, line: Int)] = []

  /// Whether there is nothing to say about the text.
  public var isEmpty: Bool {
    matches.isEmpty && suppressions.isEmpty && exceededLimits.isEmpty && undecoded.isEmpty
  }
  /// The secrets that the configuration allows, and on which lines they stand.
  public var allowed: [(secret: Fingerprint, lines: ClosedRange<Int>)] = []

  /// Whether nothing was found that anybody needs to look at.
  public var isSilent: Bool { matches.isEmpty && suppressions.isEmpty && allowed.isEmpty }
}

/// A secret before overlaps are resolved.
struct Candidate {
  var rule: Int
  /// Where the secret stands, in bytes of the scanned text.
  var span: Range<Int>
  /// All that the rule matched, where that is more than the secret.
  var match: Range<Int>?
  /// The secret, decoded where it stood encoded.
  var secret: [UInt8]
  var confidence: Confidence
  /// Bytes between the word that named the credential and the credential; 0 where the rule is about
  /// the text itself.
  var distance = 0
  var proof: Proof?
  var encoding: String?
  /// Whether the span is that of a whole encoded text, which may hold several secrets.
  var sharesSpan = false
}
