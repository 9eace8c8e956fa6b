import Findings

/// ZT703: an encrypted file whose metadata prove nothing.
struct SOPSMetadataIncomplete: PolicyCheck {
  static let id = "ZT703"

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    for file in model.files where file.role != .sopsConfiguration {
      guard file.source.mentionsSOPS, let metadata = SOPSTree(file)?.metadata else { continue }
      let missing = Self.missing(in: metadata)
      guard !missing.isEmpty else { continue }
      let key = file.yaml?.roots.lazy.compactMap { $0.entry("sops")?.key }.first
      breaches.append(
        Breach(
          file.source, key?.range ?? metadata.range,
          "the metadata of SOPS lack \(missing.joined(separator: ", "))", identity: "metadata"))
    }
  }

  private static func missing(in metadata: SOPSMetadata) -> [String] {
    [
      ("mac", metadata.mac == nil), ("lastmodified", metadata.lastModified == nil),
      ("version", metadata.version == nil), ("a recipient", metadata.recipients.isEmpty),
    ].filter(\.1).map(\.0)
  }
}
