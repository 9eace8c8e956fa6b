public import Findings

/// How one kind of credential is recognised: the part of a rule that a scan needs.
///
/// What a person reads of it is in `RuleTexts`. Both are written in one YAML entry under
/// `rules/secrets/`, described in CONTRIBUTING.md.
public struct SecretRule: Sendable, Hashable {
  public var id: String
  public var severity: Severity
  public var confidence: Confidence
  /// What rotation policy calls the credential.
  public var category: Category
  /// Texts without which the rule cannot match, at least one of them; compared without case.
  /// May be empty for `Anchor.file` alone.
  public var literals: [String]
  public var anchor: Anchor
  /// What finds the secret once a literal stands there.
  public var matcher: Matcher
  /// Shannon entropy that the secret must have, in bits a byte; 0 for none.
  public var minimumEntropy: Double
  /// The proof that the secret must pass, if there is one.
  public var validator: Validator?
  /// Globs of paths; empty for every path.
  public var paths: [String]
  /// Words, in lower case, one of which must stand within `contextReach` bytes of the match.
  public var context: [String]
  /// Whether a value that is a placeholder or a reference is dropped.
  public var dropsPlaceholders: Bool
  public var precedence: Precedence
  /// Ids of rules whose finding within `companionReach` lines is the other half of this credential,
  /// and no finding of its own.
  public var companions: [String]

  /// How many lines apart the halves of a credential may stand.
  public static let companionReach = 10

  /// Whether a match needs no more than itself to be believed, so that it counts inside an encoding
  /// or a binary file, too.
  var isStrict: Bool {
    anchor == .start && confidence == .high && paths.isEmpty && hasPattern
  }

  /// Whether the rule reads every file of its paths, and waits for no literal.
  var readsWholeFiles: Bool { anchor == .file && literals.isEmpty }

  /// How far before and behind a match a context word may stand, in bytes.
  public static let contextReach = 160

  /// What rotation policy calls a credential.
  public enum Category: String, Sendable, CaseIterable {
    case apiKey = "api-key"
    case serviceToken = "service-token"
    case password
    case database
    case signingKey = "signing-key"
    case encryptionKey = "encryption-key"
    case certificate
  }

  /// Where the literal stands in the match, which bounds where the pattern is tried.
  public enum Anchor: Sendable, Hashable {
    /// The match starts with the literal.
    case start
    /// The match lies within so many bytes before and behind the literal's start.
    case window(before: Int, after: Int)
    /// The match lies on the literal's line (2,000 bytes each way at most).
    case line
    /// Every match in the file: one that holds a literal, or, without literals, each of `paths`.
    case file
  }

  /// What finds the secret.
  public enum Matcher: Sendable, Hashable {
    /// A PCRE2 pattern over bytes; the secret is the group `secret`, or the whole match.
    case pattern(String, caseless: Bool)
    /// A key name, an assignment and a value whose score decides.
    case genericCredential
    /// What is assigned to a name that holds one of the rule's literals, or to a credential's name
    /// shortly behind one: the value that the PCRE2 pattern `value` matches, or, where there is no
    /// such pattern, the value whose score decides.
    case namedCredential(value: String?)
    /// The values under `data` and `stringData` of a Kubernetes Secret.
    case kubernetesSecret
  }

  /// Whether a PCRE2 pattern finds the secret, and neither its name nor its place.
  public var hasPattern: Bool {
    if case .pattern = matcher { true } else { false }
  }

  /// Which rule speaks where two match the same text: the higher.
  public enum Precedence: Int, Sendable, CaseIterable {
    case generic, format, vendor
  }

  /// A proof that a candidate passes or fails.
  public enum Validator: String, Sendable, CaseIterable {
    /// CRC-32 in base 62 in the last six characters (GitHub, "Behind GitHub's new authentication
    /// token formats").
    case githubChecksum = "github-checksum"
    /// The same construction, as npm uses it.
    case npmChecksum = "npm-checksum"
    /// Three base64url parts, the first of them a JSON object with `alg`; one that has expired is
    /// doubted.
    case jwt
    /// A PEM body that is a key in DER, of OpenSSH or of OpenPGP, or may be one.
    case pem
    /// CRC-16 at the end of an nkey of NATS.
    case natsSeed = "nats-seed"
    /// The checksum of bech32, as age keys have it.
    case bech32
    /// A whole macaroon of PyPI.
    case pypiMacaroon = "pypi-macaroon"
    /// base32 that holds the number of an AWS account.
    case awsKeyID = "aws-key-id"
    /// A prefix and base64 of a JSON object.
    case encodedJSON = "encoded-json"

    /// Whether the proof itself tells a placeholder.
    public var judgesWords: Bool {
      switch self {
      case .jwt, .pem, .basicCredentials, .uriPassword: true
      case .githubChecksum, .npmChecksum, .natsSeed, .bech32, .pypiMacaroon, .awsKeyID,
        .encodedJSON:
        false
      }
    }
    /// `user:password` in base64.
    case basicCredentials = "basic-credentials"
    /// A password that is no placeholder, in a URI's user information.
    case uriPassword = "uri-password"
  }
}

/// What a person reads of a rule, and the examples that are its tests.
public struct RuleTexts: Sendable, Hashable {
  public var provider: String
  public var title: String
  public var why: String
  public var remedy: String
  public var documentation: String
  public var matching: [RuleExample]
  public var passing: [RuleExample]

  public init(
    provider: String, title: String, why: String, remedy: String, documentation: String,
    matching: [RuleExample], passing: [RuleExample]
  ) {
    self.provider = provider
    self.title = title
    self.why = why
    self.remedy = remedy
    self.documentation = documentation
    self.matching = matching
    self.passing = passing
  }
}

/// A text that a rule must, or must not, find something in.
public struct RuleExample: Sendable, Hashable {
  /// The path that the text is scanned under.
  public var path: String
  /// The text as written, secrets in adjoining pieces: `«acme_0123»«4567»`.
  public var marked: String

  public init(path: String, marked: String) {
    self.path = path
    self.marked = marked
  }

  /// Whether each « is closed by a » before the next, and nothing else is closed.
  var hasPairedMarks: Bool {
    var isOpen = false
    for character in marked where character == "«" || character == "»" {
      if isOpen != (character == "»") { return false }
      isOpen.toggle()
    }
    return !isOpen
  }

  /// The text to scan, and the byte range of each secret in it.
  ///
  /// Pieces that touch are one secret, so that no whole token stands in the rule's file.
  public var unmarked: (text: [UInt8], secrets: [Range<Int>]) {
    var text: [UInt8] = []
    var secrets: [Range<Int>] = []
    var start = 0
    for character in marked {
      switch character {
      case "«": start = text.count
      case "»":
        if let last = secrets.last, last.upperBound == start {
          secrets[secrets.count - 1] = last.lowerBound..<text.count
        } else {
          secrets.append(start..<text.count)
        }
      default: text += Array(String(character).utf8)
      }
    }
    return (text, secrets)
  }
}
