/// One reported leak or breach of policy: a rule, and every place where it was seen.
public struct Finding: Sendable {
  /// The id of the rule that speaks, a key of `Report.rules`.
  public var ruleID: String
  public var severity: Severity
  public var confidence: Confidence
  /// What the secret's own structure says of it, nil where it says nothing.
  public var proof: Proof?
  /// What was found, in one sentence, without the secret. `[text](n)` refers to `related[n - 1]`.
  public var message: String
  /// The finding's identity: survives moves, renames and rebases (`shrike/v1` in SARIF).
  public var fingerprint: Fingerprint
  /// The secret, nil for a breach of policy that has none.
  public var secret: Secret?
  /// The places, the one to show first in front. Never empty.
  public var occurrences: [Occurrence]
  /// Other places that the message speaks of.
  public var related: [RelatedLocation]
  /// The exact change that mends it, where the right text is certain.
  public var fix: Fix?
  /// What the history says of the leak; nil for scans that do not read it.
  public var life: Life?
  /// What a finding in a chart's template was seen in; nil for one anywhere else.
  public var evidence: Evidence?

  /// Where a chart's breach shows.
  public enum Evidence: String, Sendable, Hashable {
    /// In the template's text.
    case template
    /// In what helm makes of it, with the values of an environment.
    case rendered
  }

  public init(
    ruleID: String, severity: Severity, confidence: Confidence, proof: Proof? = nil,
    message: String,
    fingerprint: Fingerprint, secret: Secret? = nil, occurrences: [Occurrence],
    related: [RelatedLocation] = [], fix: Fix? = nil, life: Life? = nil
  ) {
    precondition(!occurrences.isEmpty, "a finding stands somewhere")
    self.ruleID = ruleID
    self.severity = severity
    self.confidence = confidence
    self.proof = proof
    self.message = message
    self.fingerprint = fingerprint
    self.secret = secret
    self.occurrences = occurrences
    self.related = related
    self.fix = fix
    self.life = life
  }

  /// The place to show.
  public var primary: Occurrence { occurrences[0] }
}

extension Finding: Comparable {
  /// The order of a report: by place, then rule, then identity, so that output never varies.
  public static func < (left: Finding, right: Finding) -> Bool {
    if left.primary.path != right.primary.path { return left.primary.path < right.primary.path }
    if left.primary.region != right.primary.region {
      return left.primary.region < right.primary.region
    }
    if left.ruleID != right.ruleID { return left.ruleID < right.ruleID }
    return left.fingerprint.text < right.fingerprint.text
  }

  public static func == (left: Finding, right: Finding) -> Bool {
    !(left < right) && !(right < left)
  }
}

/// A credential as it stood in the scanned text.
///
/// The bytes never leave the process unless the user asks with `--show-secrets`: a description of
/// this type, or of anything that holds it, shows only the mask.
public struct Secret: Sendable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  /// The secret itself, decoded if it stood encoded.
  public let bytes: [UInt8]
  /// The keyed hash of the secret (`secret/v1` in SARIF).
  public let fingerprint: Fingerprint
  /// What to show instead: at most a public prefix, then `***`.
  public let mask: String

  public init(bytes: [UInt8], fingerprint: Fingerprint, mask: String) {
    self.bytes = bytes
    self.fingerprint = fingerprint
    self.mask = mask
  }

  public var description: String { mask }
  public var debugDescription: String { mask }
  public var customMirror: Mirror { Mirror(self, children: ["mask": mask]) }
}

/// One place where a finding was seen.
public struct Occurrence: Sendable, Hashable {
  public var path: RepositoryPath
  /// What kind of text the path names.
  public var kind: Kind
  public var region: Region
  public var snippet: Snippet
  /// Code scanning's hash of the line, `hex:n`, as its upload action computes it.
  public var lineHash: String
  /// The commit that brought it in, where the source knows one.
  public var commit: Provenance?
  /// The line and column of an occurrence counted in the text that the file decodes to
  /// ("utf-16le"), nil for plain bytes.
  public var encoding: String?
  /// The container that the file lies in, which `path` then starts with ("a.zip" for "a.zip!/b").
  /// Region and line hash are the inner file's.
  public var container: RepositoryPath?

  /// What a path names.
  public enum Kind: String, Sendable, Hashable {
    case file
    case commitMessage = "commit message"
    case tagMessage = "tag message"
    case fileName = "file name"
    case referenceName = "reference name"
    case standardInput = "standard input"
  }

  public init(
    path: RepositoryPath, kind: Kind = .file, region: Region, snippet: Snippet, lineHash: String,
    commit: Provenance? = nil, encoding: String? = nil, container: RepositoryPath? = nil
  ) {
    self.path = path
    self.kind = kind
    self.region = region
    self.snippet = snippet
    self.lineHash = lineHash
    self.commit = commit
    self.encoding = encoding
    self.container = container
  }
}

/// Who brought something in, and when.
public struct Provenance: Sendable, Hashable {
  /// The commit's id in lower-case hexadecimal.
  public var commit: String
  /// The author's name as the commit has it; invalid UTF-8 is replaced.
  public var author: String
  /// The author date, in seconds since 1970 (UTC).
  public var seconds: Int64
  /// The author's offset from UTC in minutes.
  public var offset: Int

  public init(commit: String, author: String, seconds: Int64, offset: Int) {
    self.commit = commit
    self.author = author
    self.seconds = seconds
    self.offset = offset
  }
}

/// A leak's life in the history.
public struct Life: Sendable, Hashable {
  /// The first commit that held the secret; nil where only a name or message without one does.
  public var introduced: Provenance?
  /// Whether HEAD's tree still holds it.
  public var presentAtHead: Bool
  /// The first commit on HEAD's first-parent line without it, where it was there before.
  public var removedIn: Provenance?
  /// Full names of the references through which it is reached, sorted, at most
  /// `Life.referenceLimit`: `refs/heads/main`, and stashes and reflog entries as git writes them
  /// (`refs/stash@{0}`, `HEAD@{3}`).
  public var references: [String]
  /// How many references a leak names at most.
  public static let referenceLimit = 20

  public init(
    introduced: Provenance?, presentAtHead: Bool, removedIn: Provenance?, references: [String]
  ) {
    self.introduced = introduced
    self.presentAtHead = presentAtHead
    self.removedIn = removedIn
    self.references = references
  }
}

/// A second place that a finding's message speaks of.
public struct RelatedLocation: Sendable, Hashable {
  public var path: RepositoryPath
  public var region: Region
  /// What stands there, without the secret.
  public var message: String

  public init(path: RepositoryPath, region: Region, message: String) {
    self.path = path
    self.region = region
    self.message = message
  }
}

/// One replacement in the finding's own file.
public struct Fix: Sendable, Hashable {
  /// What the change does, as an imperative ("Pin the API version").
  public var title: String
  public var deleted: Region
  public var inserted: String

  public init(title: String, deleted: Region, inserted: String) {
    self.title = title
    self.deleted = deleted
    self.inserted = inserted
  }
}
