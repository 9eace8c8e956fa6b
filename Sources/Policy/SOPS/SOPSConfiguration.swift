public import Findings

/// A `.sops.yaml`: which rule a file is encrypted by (getsops/sops, config/config.go).
public struct SOPSConfiguration: Sendable {
  /// Where the configuration stands; its rules speak of paths below its folder.
  public let path: RepositoryPath
  public let rules: [SOPSCreationRule]

  /// SOPS finds a configuration of this name only.
  public static let fileName = ".sops.yaml"

  /// - Parameter leaves: every value of the file, from whatever reads its YAML.
  public init(path: RepositoryPath, leaves: [SOPSLeaf]) {
    self.path = path
    var rules: [SOPSCreationRule] = []
    var last: Int?
    for leaf in leaves where leaf.path.first == "creation_rules" && leaf.path.count > 1 {
      guard let index = leaf.indices.first else { continue }
      if index != last { rules.append(SOPSCreationRule(range: leaf.range)) }
      last = index
      rules[rules.count - 1].add(leaf)
    }
    self.rules = rules
  }

  /// The rule that SOPS takes for the file at `file`: the first without a pattern, or whose pattern
  /// matches somewhere in the path below the configuration's folder. Nil where none does, or where
  /// the file is not below that folder.
  public func rule(for file: RepositoryPath) -> SOPSCreationRule? {
    guard let relative = relative(file) else { return nil }
    return rules.first { $0.pathPattern?.matches(relative) ?? true }
  }

  /// Whether the file at `file` is meant to be encrypted: a rule whose pattern chooses some files
  /// and not all matches it.
  public func expectsEncryption(of file: RepositoryPath) -> Bool {
    guard file != path else { return false }
    return rule(for: file).map { !$0.isCatchAll } ?? false
  }

  /// The configuration that SOPS finds for `file`: the one in its folder, or in the nearest above.
  public static func nearest(
    to file: RepositoryPath, among configurations: [SOPSConfiguration]
  ) -> SOPSConfiguration? {
    configurations.filter { $0.relative(file) != nil }
      .max { $0.path.bytes.count < $1.path.bytes.count }
  }

  /// The path below the configuration's folder.
  private func relative(_ file: RepositoryPath) -> String? {
    let folder = path.bytes.dropLast(path.name.count)
    guard file.bytes.starts(with: folder) else { return nil }
    return String(decoding: file.bytes.dropFirst(folder.count), as: UTF8.self)
  }
}

/// One entry of `creation_rules`.
public struct SOPSCreationRule: Sendable {
  /// Nil for a rule that takes every file.
  public var pathPattern: SOPSPattern?
  public var options = SOPSOptions()
  /// Age recipients, fingerprints and key ids, those of `key_groups` too; in the file's order.
  public var recipients: [String] = []
  /// From the first to the last value; byte offsets in the configuration.
  public var range: Range<Int>

  private static let keySources: Set<String> = [
    "age", "pgp", "kms", "gcp_kms", "azure_keyvault", "hc_vault_transit_uri", "hc_vault", "hckms",
  ]
  private static let keyFields: Set<String> = ["arn", "resource_id", "vaultUrl", "key_id"]

  init(range: Range<Int>) { self.range = range }

  /// Whether it takes files of every kind: no pattern, or one that takes a chart's or a package's
  /// own description at the root.
  public var isCatchAll: Bool {
    guard let pathPattern else { return true }
    return ["Chart.yaml", "package.json", "README.md"].contains(where: pathPattern.matches)
  }

  mutating func add(_ leaf: SOPSLeaf) {
    range =
      min(range.lowerBound, leaf.range.lowerBound)..<max(range.upperBound, leaf.range.upperBound)
    guard leaf.kind == .value, !leaf.text.isEmpty else { return }
    let keys = leaf.path.dropFirst()
    guard let key = keys.first, let last = keys.last else { return }
    if keys.count == 1, key == "path_regex" {
      pathPattern = SOPSPattern(leaf.text)
    } else if keys.count == 1, options.set(key, to: leaf.text) {
      return
    } else if key == "key_groups" || SOPSCreationRule.keySources.contains(key),
      SOPSCreationRule.keySources.contains(last) || SOPSCreationRule.keyFields.contains(last)
    {
      recipients += leaf.text.split { $0 == "," || $0.isWhitespace }.map(String.init)
    }
  }
}
