/// Every check there is, by rule id: the one list. A test compares it with `rules/policy`.
enum PolicyChecks {
  static let all: [any PolicyCheck.Type] = [
    ESOAPINotServed.self,  // ZT301
    RefreshInterval.self,  // ZT306
  ]
}
