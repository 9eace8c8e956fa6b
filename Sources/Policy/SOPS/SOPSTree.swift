/// One value of a YAML, JSON, dotenv or INI file as SOPS sees it: what other readers feed.
public struct SOPSLeaf: Sendable, Hashable {
  /// The keys from the root; a list adds none.
  public var path: [String]
  /// The places in the lists on the way, the outermost first.
  public var indices: [Int]
  public var text: String
  /// Byte offsets in the file.
  public var range: Range<Int>
  public var kind: Kind
  /// The comments in force at each level, the outermost first; a comment's own text is the last.
  public var comments: [[String]]

  public enum Kind: Sendable, Hashable {
    /// A string, number or boolean.
    case value
    /// SOPS leaves these as they are.
    case null
    case comment
  }

  public init(
    path: [String], indices: [Int] = [], text: String, range: Range<Int>, kind: Kind = .value,
    comments: [[String]] = []
  ) {
    self.path = path
    self.indices = indices
    self.text = text
    self.range = range
    self.kind = kind
    self.comments = comments
  }
}

/// A file's values and SOPS' own metadata, apart.
public struct SOPSTree: Sendable {
  /// Without what stands under the top-level key `sops`.
  public var leaves: [SOPSLeaf]
  /// Nil for a file that SOPS has not encrypted.
  public var metadata: SOPSMetadata?

  /// - Parameter leaves: every value of every document, the metadata among them.
  public init(leaves: [SOPSLeaf]) {
    let own = leaves.filter { $0.path.first == "sops" && $0.path.count > 1 }
    metadata = SOPSMetadata(leaves: own)
    self.leaves = metadata == nil ? leaves : leaves.filter { $0.path.first != "sops" }
  }

  /// The values that SOPS would have encrypted and that stand in the clear; empty ones and comments
  /// are not among them. Empty without metadata: then the whole file is in the clear.
  public var plaintext: [SOPSLeaf] {
    guard let options = metadata?.options else { return [] }
    return leaves.filter { leaf in
      leaf.kind == .value && !leaf.text.isEmpty && !SOPSValue.isEncrypted(leaf.text)
        && options.shouldBeEncrypted(path: leaf.path, comments: leaf.comments)
    }
  }
}

/// What SOPS writes into a file about itself (stores/stores.go, `Metadata`).
public struct SOPSMetadata: Sendable {
  public var options = SOPSOptions()
  /// Age recipients, fingerprints, key ids and addresses; sorted, each once.
  public var recipients: [String] = []
  public var version: String?
  public var lastModified: String?
  public var mac: String?
  /// From the first to the last value of the metadata; byte offsets.
  public var range: Range<Int>

  /// The keys that name a recipient, under the list that each belongs to.
  private static let recipientKeys: Set<String> = [
    "recipient", "fp", "arn", "resource_id", "vault_url", "vault_address", "key_id",
  ]
  private static let knownKeys: Set<String> = [
    "mac", "lastmodified", "version", "age", "pgp", "kms", "gcp_kms", "azure_kv", "hc_vault",
    "hckms", "key_groups",
  ]

  /// - Parameter leaves: the values under `sops`; nil unless they are metadata.
  init?(leaves: [SOPSLeaf]) {
    guard let first = leaves.first,
      leaves.contains(where: { SOPSMetadata.knownKeys.contains($0.path[1]) })
    else { return nil }
    range = first.range
    for leaf in leaves where leaf.kind == .value {
      range =
        min(
          range.lowerBound, leaf.range.lowerBound)..<max(
          range.upperBound, leaf.range.upperBound)
      let key = leaf.path[leaf.path.count - 1]
      if leaf.path.count == 2 {
        setField(key, to: leaf.text)
      } else if SOPSMetadata.recipientKeys.contains(key) {
        recipients.append(leaf.text)
      }
    }
    recipients = Set(recipients).sorted()
  }

  /// A text of several documents repeats the metadata: the first one counts.
  private mutating func setField(_ key: String, to text: String) {
    guard !text.isEmpty else { return }
    switch key {
    case "version": version = version ?? text
    case "lastmodified": lastModified = lastModified ?? text
    case "mac": mac = mac ?? text
    default: _ = options.set(key, to: text)
    }
  }
}
