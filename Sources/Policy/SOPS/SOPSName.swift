public import Findings

/// What a file's name says of it to SOPS' users.
public enum SOPSName {
  private static let endings: Set<String> = ["yaml", "yml", "json", "env", "ini", "txt", "toml"]

  /// Whether the name promises ciphertext: `*.enc.yaml`, `*.sops.json`, `*.enc.env`, `.env.enc`.
  ///
  /// `.sops.yaml` itself promises none, nor does an example.
  public static func promisesEncryption(_ path: RepositoryPath) -> Bool {
    let parts = String(decoding: path.name, as: UTF8.self).lowercased()
      .split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count > 2, let last = parts.last,
      !parts.contains(where: { ["example", "sample", "template", "dist"].contains($0) })
    else { return false }
    let inner = parts.dropFirst().dropLast()
    if parts[0].isEmpty, parts[1] == "sops", parts.count == 3 { return false }
    if parts[0].isEmpty, parts[1] == "env", last == "enc" || last == "sops" { return true }
    return endings.contains(String(last)) && inner.contains { $0 == "enc" || $0 == "sops" }
  }

  /// Whether the file is a configuration that SOPS finds.
  public static func isConfiguration(_ path: RepositoryPath) -> Bool {
    path.name.elementsEqual(SOPSConfiguration.fileName.utf8)
  }
}
