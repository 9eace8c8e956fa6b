import Findings
import Rules

/// A values file with everything that it sets, in the order of the text.
struct ValuesFile: Sendable {
  let file: ModelFile
  let roots: [YAMLNode]
  let sites: [ValuesSite]
  /// The last site of each path: the one that counts.
  private let byPath: [String: Int]

  /// Nil for a file that holds no values.
  init?(_ file: ModelFile) {
    guard let yaml = file.yaml, file.role == .values || file.role == .yaml else { return nil }
    roots = yaml.roots.filter { root in
      root.isMapping && !(root["apiVersion"] != nil && root["kind"] != nil)
    }
    guard !roots.isEmpty else { return nil }
    self.file = file
    var reader = ValuesReader()
    for root in roots { reader.read(root, at: "", above: nil, isKeyName: false) }
    let sites = reader.sites
    self.sites = sites
    byPath = Dictionary(sites.indices.map { (sites[$0].path, $0) }) { $1 }
  }

  var path: RepositoryPath { file.path }

  /// What the file sets at `path`; nil where it sets nothing.
  func site(at path: String) -> ValuesSite? { byPath[path].map { sites[$0] } }

  /// Whether the file sets anything at `path` or below.
  func namesSecret(inBlock block: String) -> Bool {
    sites.contains { site in
      (site.block == block || site.block == block + ".auth")
        && CredentialNames.namesSecret(site.name)
    }
  }
}

/// One scalar of a values file.
struct ValuesSite: Sendable {
  /// `auth.users[0].password`; the items of a list that are called something, by that:
  /// `extraEnvVars[SMTP_PASSWORD]`.
  let path: String
  /// The path of the mapping or of the list that it stands in.
  let block: String
  /// What says what the value is: its key, or the `name` beside it.
  let name: String
  let key: YAMLNode
  let value: YAMLNode
  /// Whether the value is the name of a Secret's key, or belongs to an external secret.
  let isKeyName: Bool

  var text: String { value.text ?? "" }
  var isEmpty: Bool { value.kind == .null || text.isEmpty }

  /// Whether a credential stands here in the clear.
  func isCredential(_ names: CredentialNames) -> Bool {
    !isKeyName && value.kind == .string && names.holdsCredential(name, text)
  }
}

/// Collects the sites of a values file.
private struct ValuesReader {
  var sites: [ValuesSite] = []

  /// - Parameters:
  ///   - above: the mapping that `node` is a value of.
  ///   - isKeyName: whether all below are names of a Secret's keys.
  mutating func read(_ node: YAMLNode, at path: String, above: YAMLNode?, isKeyName: Bool) {
    let hasSecret = [node, above].contains { $0.map(ValuesReader.namesSecret) ?? false }
    let isRemote = node.entries.contains { ($0.key.text ?? "").hasPrefix("remote") }
    if let name = node["name"]?.text, let entry = node.entry("value"), entry.value.isScalar {
      sites.append(
        ValuesSite(
          path: path, block: path, name: name, key: entry.key, value: entry.value,
          isKeyName: isKeyName))
    }
    for entry in node.entries where entry.value.aliasRange == nil {
      let key = entry.key.text ?? ""
      let inner = path.isEmpty ? key : path + "." + key
      let last = CredentialNames.words(of: key).last ?? ""
      let isName = isKeyName || isRemote || hasSecret && ["key", "keys"].contains(last)
      if entry.value.isScalar {
        sites.append(
          ValuesSite(
            path: inner, block: path, name: key, key: entry.key, value: entry.value,
            isKeyName: isName))
      } else if entry.value.isSequence {
        readItems(entry.value, at: inner, above: node, isKeyName: isName)
      } else {
        read(
          entry.value, at: inner, above: node,
          isKeyName: isName || ValuesReader.references.contains(key) || last == "keys")
      }
    }
  }

  private mutating func readItems(
    _ list: YAMLNode, at path: String, above: YAMLNode, isKeyName: Bool
  ) {
    for (index, item) in list.items.enumerated() where item.aliasRange == nil {
      let name = item["name"]?.text ?? String(index)
      if item.isSequence {
        readItems(item, at: "\(path)[\(index)]", above: above, isKeyName: isKeyName)
      } else {
        read(item, at: "\(path)[\(name)]", above: above, isKeyName: isKeyName)
      }
    }
  }

  private static func namesSecret(_ node: YAMLNode) -> Bool {
    node.entries.contains { CredentialNames.namesSecret($0.key.text ?? "") }
  }

  /// Mappings whose entries point to a secret.
  private static let references: Set<String> = [
    "secretKeyRef", "valueFrom", "remoteRef", "sourceRef", "sops",
  ]
}
