/// Every check there is, by rule id: the one list. A test compares it with `rules/policy`.
enum PolicyChecks {
  static let all: [any PolicyCheck.Type] = [
    EnvLiteralSecret.self,  // ZT201
    HardcodedConnectionURI.self,  // ZT202
    URISubstitutionUnresolved.self,  // ZT203
    SecretManifestInGit.self,  // ZT204
    ConfigMapHoldsSecret.self,  // ZT205
    SecretRefUnresolved.self,  // ZT206
    SecretMountNotReadonly.self,  // ZT208
    ESOAPINotServed.self,  // ZT301
    StoreRefUnresolved.self,  // ZT302
    StoreNotWhitelisted.self,  // ZT303
    ClusterstoreUnrestricted.self,  // ZT304
    RefreshInterval.self,  // ZT306
    CreationDeletionPolicy.self,  // ZT307
    DuplicateSecretProducer.self,  // ZT308
    RemoteKeyNaming.self,  // ZT309
    CrossTenantRemoteKey.self,  // ZT310
    RemoteKeyEnvMismatch.self,  // ZT311
    RemoteKeyNotSanitised.self,  // ZT312
    DatafromFindTooWide.self,  // ZT314
    ClusterManagedFromExternal.self,  // ZT315
    ESTemplateLiteral.self,  // ZT317
    StoreEndpointEnvMismatch.self,  // ZT321
    StaticStoreCredentials.self,  // ZT401
    WorkloadIdentityAnnotation.self,  // ZT402
    IRSARoleTenantMismatch.self,  // ZT404
    IdentitySharedAcrossTenants.self,  // ZT405
    TenantLabelMismatch.self,  // ZT407
    EmptyVsUnsetDefault.self,  // ZT501
    SecretPrefixNotExplicit.self,  // ZT503
    NamespaceNotWhitelistedForBootstrap.self,  // ZT504
    AdditionalNamespaceWithoutStore.self,  // ZT505
    TokenReviewerJWTPinned.self,  // ZT509
    TrackedEnvFile.self,  // ZT601
    EnvNotGitignored.self,  // ZT602
    TrackedSecretTfvarsOrState.self,  // ZT606
    TerraformInlineSecret.self,  // ZT607
    CLIInlineSecret.self,  // ZT610
    SOPSValueNotEncrypted.self,  // ZT701
    SOPSFilePlaintext.self,  // ZT702
    AgePrivateKey.self,  // ZT706
  ]
}
