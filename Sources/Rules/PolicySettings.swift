public import Findings

/// The `policy:` section of `.shrike.yaml`: what a platform's names mean.
///
/// A platform has its own tenants, environments and stores; rules that need to know them do not run
/// until they are written down.
public struct PolicySettings: Sendable, Hashable {
  public var tenants: [Tenant] = []
  /// A namespace with `{tenant}` in it ("tenant-{tenant}").
  public var namespacePattern: String?
  public var environments: [Environment] = []
  /// Remote keys as the platform names them ("{tenant}-{service}-{purpose}").
  public var keyTemplates: [String] = []
  /// Remote keys, or patterns of them, that every tenant may use.
  public var sharedKeys: [String] = []
  public var stores: [Store] = []
  public var clusterManaged: [ClusterManaged] = []
  /// Variables for which the empty text is a value of its own.
  public var emptyMeaningful: [String] = []
  public var wiring: [Wiring] = []
  public var requiredSecrets: [String] = []
  /// Secrets that something outside the repository makes: `name` or `namespace/name`.
  public var externallyCreated: [String] = []
  /// Ways in which a workload may read a secret; empty for any.
  public var consumption: [String] = []
  /// Shortest and longest refresh interval, in seconds.
  public var refreshInterval: ClosedRange<Int>?
  public var creationPolicy: [String] = []
  /// Days by category after which a secret must be rotated.
  public var rotation: [String: Int] = [:]
  public var placeholders: [String] = []
  public var credentialKeys = CredentialKeys()
  /// The provider whose key names are checked ("azurekv").
  public var sanitise: String?
  /// Severities by rule, for every environment (nil) or one.
  public var severities: [SeverityOverride] = []
  /// The settings that are written, so that a rule can tell unset from empty.
  public var written: Set<PolicySetting> = []

  public init() {}

  public struct Tenant: Sendable, Hashable {
    public var id: String
    public var namespaces: [String]
    public var roleArn: String?
  }

  public struct Environment: Sendable, Hashable {
    public var name: String
    /// Globs of the files that belong to it.
    public var match: [String]
    /// How its remote keys end ("-prod").
    public var suffix: String?
    public var isProduction: Bool
    /// Other names that stand for it in endpoints ("live").
    public var aliases: [String]
    /// Values files that `helm template` lays over a chart's own, in that order.
    public var values: [String] = []
  }

  public struct Store: Sendable, Hashable {
    public var name: String
    /// `SecretStore` or `ClusterSecretStore`, nil for either.
    public var kind: String?
    public var provider: String?
    /// Patterns of the namespaces that may use it; empty for any.
    public var namespaces: [String]
    public var environment: String?
    /// Whether it is declared outside this repository.
    public var isExternal: Bool
  }

  public struct ClusterManaged: Sendable, Hashable {
    public var pattern: String
    /// What makes the secret ("cnpg").
    public var authority: String?
  }

  /// A list of consumers, each of which must stand in a whitelist of the same environment.
  public struct Wiring: Sendable, Hashable {
    public var consumerPath: String
    public var whitelistPath: String
    public var files: [String]
  }

  public struct CredentialKeys: Sendable, Hashable {
    public var match: [String] = []
    public var except: [String] = []
  }

  public struct SeverityOverride: Sendable, Hashable {
    public var ruleID: String
    public var environment: String?
    public var severity: Severity
  }
}
