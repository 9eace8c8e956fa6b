public import Findings

/// One policy: what a linter needs of it before it looks at a file.
///
/// What a person reads of it is in `PolicyTexts`. Both are written in one file,
/// `rules/policy/ZTnnn-slug.yaml`, whose opening comment says what exactly the check decides.
public struct PolicyRule: Sendable, Hashable {
  /// `ZT` and three digits; never given to another rule again.
  public var id: String
  /// The id in words ("inline-secret-in-values"), the rest of the file's name.
  public var slug: String
  public var severity: Severity
  /// The severity in an environment that is marked `production: true`, where it differs.
  public var productionSeverity: Severity?
  /// CWE number, 798 for a hard-coded credential.
  public var cwe: Int
  public var reads: [Material]
  public var scope: Scope
  /// Settings without which the rule does not run, and says so once.
  public var needs: [PolicySetting]
  /// Settings that change what the rule decides, where they are written.
  public var parameters: [PolicySetting]

  /// The name of the rule's file, without its folder.
  public var fileName: String { "\(id)-\(slug).yaml" }

  /// A kind of text that rules look into.
  public enum Material: String, Sendable, CaseIterable {
    case values, template, manifest
    case externalSecret = "external-secret"
    case secretStore = "secret-store"
    case serviceAccount = "service-account"
    case configMap = "config-map"
    case dotenv, terraform, shell, sops, gitignore, kustomize, git
  }

  /// How much of a repository one decision takes.
  public enum Scope: String, Sendable, CaseIterable {
    /// One file at a time.
    case file
    /// Several files, or the tree as a whole.
    case repository
  }
}

/// A key of `.shrike.yaml`'s `policy:` section.
public enum PolicySetting: String, Sendable, CaseIterable {
  case tenants, namespacePattern, environments, keyTemplates, sharedKeys, stores, clusterManaged
  case emptyMeaningful, wiring, requiredSecrets, externallyCreated, consumption, refreshInterval
  case creationPolicy, rotation, placeholders, credentialKeys, sanitise, severity
}

/// What a person reads of a policy, and the examples that are its tests.
public struct PolicyTexts: Sendable, Hashable {
  public var title: String
  public var why: String
  /// What to write instead.
  public var remedy: String
  /// The page of the system that the policy is about: Kubernetes, Helm, ESO, SOPS, Terraform.
  public var documentation: String
  public var bad: [PolicyExample]
  public var good: [PolicyExample]

  public init(
    title: String, why: String, remedy: String, documentation: String, bad: [PolicyExample],
    good: [PolicyExample]
  ) {
    self.title = title
    self.why = why
    self.remedy = remedy
    self.documentation = documentation
    self.bad = bad
    self.good = good
  }
}

/// A small repository in which a policy must, or must not, find something.
public struct PolicyExample: Sendable, Hashable {
  /// YAML of the `policy:` section, without that key; nil where no setting is needed.
  public var settings: String?
  /// The files, all of them tracked; findings are marked as in `RuleExample`.
  public var files: [RuleExample]

  public init(settings: String?, files: [RuleExample]) {
    self.settings = settings
    self.files = files
  }

  /// Each file's path and text, and the byte ranges at which this policy's findings stand.
  ///
  /// Pieces that touch are one range.
  public var unmarked: [(path: String, text: [UInt8], spans: [Range<Int>])] {
    files.map { file in
      let (text, spans) = file.unmarked
      return (file.path, text, spans)
    }
  }
}
