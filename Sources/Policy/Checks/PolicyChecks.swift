/// Every check there is, by rule id: the one list. A test compares it with `rules/policy`.
enum PolicyChecks {
  static let all: [any PolicyCheck.Type] = [
    InlineSecretInValues.self,  // ZT101
    ExistingSecretRequired.self,  // ZT102
    InlineAndExistingSecret.self,  // ZT103
    CommentedOutSecret.self,  // ZT104
    TemplateEmitsValueSecret.self,  // ZT105
    TemplateDefaultLiteral.self,  // ZT106
    ChartSecretWithoutExistingGuard.self,  // ZT107
    RandomSecretWithoutLookup.self,  // ZT108
    PlaceholderInProd.self,  // ZT109
    ValuesLayerReintroducesSecret.self,  // ZT115
    ESOAPINotServed.self,  // ZT301
    RefreshInterval.self,  // ZT306
    HelmDefaultSwallowsEmpty.self,  // ZT502
  ]
}
