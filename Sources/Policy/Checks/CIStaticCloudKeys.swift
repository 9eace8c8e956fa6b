import Findings

/// ZT615: a workflow that logs in to a cloud with keys that last.
struct CIStaticCloudKeys: PolicyCheck {
  static let id = "ZT615"

  /// The inputs by which the clouds' own actions take a key, by the action.
  ///
  /// Source: aws-actions/configure-aws-credentials, Azure/login, google-github-actions/auth, README.
  private static let inputs: [(action: String, keys: Set<String>)] = [
    ("aws-actions/configure-aws-credentials", ["aws-access-key-id", "aws-secret-access-key"]),
    ("azure/login", ["creds"]), ("google-github-actions/auth", ["credentials_json"]),
  ]
  private static let variables: Set<String> = [
    "AWS_SECRET_ACCESS_KEY", "AZURE_CREDENTIALS", "ARM_CLIENT_SECRET", "AZURE_CLIENT_SECRET",
    "GOOGLE_CREDENTIALS",
  ]
  private static let workflows = PathGlobs([
    ".github/workflows/*.y*ml", ".github/actions/**/action.y*ml", "action.y*ml",
  ])

  func check(_ model: RepositoryModel, _ breaches: inout [Breach]) {
    for file in model.files where Self.workflows.matches(file.path) {
      for root in file.yaml?.roots ?? [] {
        root.walk { visit in
          guard visit.value.isMapping, let entry = Self.key(in: visit.value) else { return }
          breaches.append(
            Breach(
              file.source, entry.key.contentRange,
              "\(entry.key.text ?? "") gives the workflow a key that does not end",
              identity: visit.path.description))
        }
      }
    }
  }

  /// The first entry by which a step, or an `env`, gets a static key.
  private static func key(in node: YAMLNode) -> YAMLEntry? {
    if let uses = node["uses"]?.text?.lowercased(),
      let keys = inputs.first(where: { uses.hasPrefix($0.action + "@") })?.keys
    {
      return node["with"]?.entries.first { keys.contains($0.key.text ?? "") }
    }
    return node["env"]?.entries.first { entry in
      variables.contains(entry.key.text ?? "")
        && entry.value.text?.contains("secrets.") == true
    }
  }
}
