/// Every check there is, by rule id: the one list. A test compares it with `rules/policy`.
enum PolicyChecks {
  static let all: [any PolicyCheck.Type] = [
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
  ]
}
