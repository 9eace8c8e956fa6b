import Findings

/// ZT701: a value of a SOPS file that SOPS would have encrypted and that stands in the clear.
struct SOPSValueNotEncrypted: PolicyCheck {
  static let id = "ZT701"

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    for file in model.files where file.role != .sopsConfiguration {
      guard file.source.mentionsSOPS, let tree = SOPSTree(file) else { continue }
      for leaf in tree.plaintext {
        let path = (leaf.path + leaf.indices.map(String.init)).joined(separator: ".")
        breaches.append(
          Breach(
            file.source, leaf.range, "\(path) is in the clear in a file that SOPS encrypts",
            identity: path, secret: Array(leaf.text.utf8)))
      }
    }
  }
}

extension SourceText {
  /// Whether the word `sops` stands in the file at all, as it does in every encrypted one.
  var mentionsSOPS: Bool {
    let bytes = bytes
    return SourceText.sops.isFound(in: bytes.span)
  }

  private static let sops = ByteSearch("sops")
}
